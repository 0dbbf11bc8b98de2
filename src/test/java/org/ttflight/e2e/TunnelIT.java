package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The recipe for a connection through SSH, with an sshd of our own on this host. So that the near
 * end and the far end of the tunnel can have the same port, the far one is 127.0.0.2; on two hosts
 * both are 127.0.0.1.
 */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TunnelIT extends EndToEnd {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    private static final Path SEPARATION = Path.of("/run/sshd"); // sshd wants it if it is root's

    @Test
    void shouldBeReadThroughATunnel() throws Exception {
        assumeTrue(
                Files.isExecutable(SSHD) && Files.isExecutable(Path.of("/usr/bin/ssh")),
                "no sshd here: apt-get install openssh-server openssh-client");
        RemoteSetup setup = RemoteSetup.make(directory);
        int port = setup.port();
        List<String> options = new ArrayList<>(setup.options("127.0.0.2:" + port));
        options.addAll(List.of("--simulate", "n150"));
        DaemonProcess daemon =
                keep(
                        DaemonProcess.startUnder(
                                List.of(
                                        "env",
                                        "TT_FLIGHT_JAVA_OPTIONS=-Djava.rmi.server.hostname=127.0.0.1"),
                                directory,
                                options.toArray(String[]::new)));
        Await.passes(
                Await.LONG, () -> assertTrue(daemon.err().contains("JMX listens"), daemon.err()));
        List<String> reader =
                setup.reader(
                        List.of(),
                        "127.0.0.1",
                        Integer.toString(port),
                        "monitor",
                        setup.password("monitor"));

        int ssh = startServer();
        Command.Result without = Command.run(reader);
        assertTrue(without.err().contains("Connection refused"), without.err());

        startTunnel(ssh, port);
        assertEquals("pid " + daemon.pid() + "\n", Command.run(reader).orFail());
    }

    private void key(String name) throws Exception {
        String file = directory.resolve(name).toString();
        Command.run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file)).orFail();
    }

    private int startServer() throws Exception {
        key("host");
        key("user");
        int port = RemoteSetup.freePort();
        Path configuration = directory.resolve("sshd_config");
        Files.writeString(
                configuration,
                """
                ListenAddress 127.0.0.1:%d
                HostKey %s
                AuthorizedKeysFile %s
                StrictModes no
                PasswordAuthentication no
                PermitRootLogin prohibit-password
                UsePAM no
                PidFile none
                """
                        .formatted(port, directory.resolve("host"), directory.resolve("user.pub")));
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(SEPARATION);
        }
        begin(List.of(SSHD.toString(), "-D", "-e", "-f", configuration.toString()), "sshd");
        awaitPort(port, "sshd");
        return port;
    }

    /** The line of docs/REMOTE.md, and what it takes to find keys and server of this test. */
    private void startTunnel(int ssh, int port) throws Exception {
        begin(
                List.of(
                        "ssh",
                        "-N",
                        "-L",
                        port + ":127.0.0.2:" + port,
                        "-F",
                        "/dev/null",
                        "-o",
                        "StrictHostKeyChecking=no",
                        "-o",
                        "UserKnownHostsFile=/dev/null",
                        "-o",
                        "ExitOnForwardFailure=yes",
                        "-i",
                        directory.resolve("user").toString(),
                        "-p",
                        Integer.toString(ssh),
                        System.getProperty("user.name") + "@127.0.0.1"),
                "ssh");
        awaitPort(port, "ssh");
    }

    private void begin(List<String> words, String name) throws IOException {
        Process process =
                Command.builder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve(name + ".out").toFile())
                        .start();
        keep(process::destroyForcibly);
    }

    private void awaitPort(int port, String name) throws Exception {
        Await.passes(
                Await.LONG,
                () -> {
                    try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        assertTrue(probe.isConnected());
                    } catch (IOException e) {
                        throw new AssertionError(
                                Files.readString(directory.resolve(name + ".out")), e);
                    }
                });
    }
}
