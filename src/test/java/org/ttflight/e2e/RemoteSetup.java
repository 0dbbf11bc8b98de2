package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key, passwords and a trust store, made by the very commands that the daemon prints. */
final class RemoteSetup {
    private final Path directory;
    private final int port;
    private final Map<String, String> passwords = new HashMap<>();

    private RemoteSetup(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Asks the daemon how, and does as it says. */
    static RemoteSetup make(Path directory) throws Exception {
        RemoteSetup setup = new RemoteSetup(directory, freePort());
        Command.Result asked = setup.ask();
        assertEquals(2, asked.code(), asked.err());
        setup.follow(asked.err());
        return setup;
    }

    private Command.Result ask() throws Exception {
        return Command.run(
                Command.ttFlight(
                        "serve",
                        "--jmx-port",
                        "" + port,
                        "--jmx-keystore",
                        key().toString(),
                        "--jmx-password-file",
                        roles().toString()));
    }

    private void follow(String advice) throws Exception {
        StringBuilder commands = new StringBuilder("set -e\ncd " + directory + "\n");
        for (String line : advice.lines().toList()) {
            boolean isCommand = line.startsWith("    ");
            boolean isOurs =
                    !line.contains("tt-flight serve")
                            && !line.contains("--jmx-")
                            && !line.contains("jconsole")
                            && !line.contains("-J-D");
            if (isCommand && isOurs) {
                commands.append(line.strip()).append('\n');
            }
        }
        List<String> words = new ArrayList<>(List.of("bash", "-c", commands.toString()));
        Command.Result made = runWithJdk(words);
        assertEquals(0, made.code(), commands + made.err());
        for (String line : made.out().lines().toList()) {
            String[] parts = line.split(" ", -1);
            if (parts.length == 2) {
                passwords.put(parts[0], parts[1]);
            }
        }
        assertTrue(passwords.keySet().containsAll(List.of("monitor", "control")), made.out());
    }

    private static Command.Result runWithJdk(List<String> words) throws Exception {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "env",
                                "PATH="
                                        + Path.of(Command.jdkTool("java")).getParent()
                                        + ":"
                                        + System.getenv("PATH")));
        all.addAll(words);
        return Command.run(all);
    }

    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    Path key() {
        return directory.resolve("jmx.p12");
    }

    Path roles() {
        return directory.resolve("jmxremote.password");
    }

    Path trust() {
        return directory.resolve("trust.p12");
    }

    String password(String role) {
        return passwords.getOrDefault(role, "");
    }

    /** Returns the daemon's options for all that, to listen at this place. */
    List<String> options(String place) {
        return List.of(
                "--jmx-port",
                place,
                "--jmx-keystore",
                key().toString(),
                "--jmx-keystore-password-file",
                key() + ".password",
                "--jmx-password-file",
                roles().toString());
    }

    /** Returns what a client of this JVM needs to believe the daemon. */
    SSLContext trusting() throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        try (InputStream in = Files.newInputStream(directory.resolve("tt-flight.pem"))) {
            trust.setCertificateEntry(
                    "it", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** Returns the words that run a {@link RemoteReader} with these JVM options. */
    List<String> reader(List<String> options, String... arguments) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                Command.jdkTool("java"),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Djavax.net.ssl.trustStore=" + trust(),
                                "-Djavax.net.ssl.trustStorePassword=trusted"));
        words.addAll(options);
        words.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        RemoteReader.class.getName()));
        words.addAll(List.of(arguments));
        return words;
    }
}
