package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ttflight.fakehost.FakeCard;
import org.ttflight.fakehost.FakeDevice;
import org.ttflight.fakehost.FakeHost;

/** The built {@code tt-flight doctor}, with and without a daemon, on a host that is well. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DoctorIT extends EndToEnd {
    private Path root;
    private FakeDevice device;

    @BeforeEach
    void makeHost() throws Exception {
        root = directory.resolve("host");
        FakeHost host = FakeHost.create(root);
        device = host.addDevice(0, FakeCard.P150A);
        Files.setPosixFilePermissions(
                root.resolve("dev/tenstorrent/0"), PosixFilePermissions.fromString("rw-rw-rw-"));
        host.process(4242).commandLine("python3", "serve.py").write();
    }

    private Path socket() {
        return directory.resolve("tt.sock");
    }

    private Command.Result doctor(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("doctor", "--socket", socket().toString()));
        words.addAll(List.of("--host-root", root.toString()));
        words.addAll(List.of(options));
        return Command.run(Command.ttFlight(words.toArray(new String[0])));
    }

    private static JsonObject finding(String document, String check) {
        JsonObject json = JsonParser.parseString(document).getAsJsonObject();
        for (JsonElement each : json.getAsJsonArray("findings")) {
            JsonObject finding = each.getAsJsonObject();
            if (finding.get("check").getAsString().equals(check)) {
                return finding;
            }
        }
        throw new AssertionError("no " + check + " in " + document);
    }

    private static void check(String severity, String document, String check) {
        JsonObject finding = finding(document, check);
        assertEquals(severity, finding.get("severity").getAsString(), finding::toString);
    }

    @Test
    void shouldFindNothingToFixWithADaemon() throws Exception {
        DaemonProcess daemon = daemon("--host-root", root.toString());
        keep(new Beating(device));
        Command.Result result = doctor("--json");
        check("ok", result.out(), "daemon");
        check("ok", result.out(), "daemon-version");
        check("ok", result.out(), "socket-mode");
        check("ok", result.out(), "heartbeat");
        check("ok", result.out(), "jmx-attach");
        check("ok", result.out(), "jmx-bean");
        check("ok", result.out(), "recording");
        assertEquals(0, result.code(), result.out());
        Command.Result quiet = doctor("--quiet", "--no-attach");
        assertEquals("", quiet.out());
        assertEquals(0, quiet.code());
        assertTrue(daemon.isListening());
    }

    @Test
    void shouldWarnWithoutADaemon() throws Exception {
        keep(new Beating(device));
        Command.Result result = doctor("--ascii");
        assertEquals(2, result.code(), result.out());
        assertTrue(result.out().contains("  WARN No daemon runs\n"), result.out());
        assertTrue(result.out().contains("fix: tt-flight serve"), result.out());
        assertEquals("", result.err());
    }

    @Test
    void shouldTellASocketThatWasLeftBehind() throws Exception {
        try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            gone.bind(UnixDomainSocketAddress.of(socket()));
        }
        Command.Result result = doctor("--json");
        assertEquals(1, result.code(), result.out());
        JsonObject finding = finding(result.out(), "daemon");
        assertTrue(finding.get("title").getAsString().contains("nobody listens"));
    }

    @Test
    void shouldTellAnotherServerFromADaemon() throws Exception {
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(socket()));
            Thread thread = new Thread(() -> hangUp(other), "other server");
            thread.start();
            Command.Result result = doctor("--json");
            assertEquals(1, result.code(), result.out());
            JsonObject finding = finding(result.out(), "daemon");
            assertTrue(finding.get("title").getAsString().startsWith("Another server"));
        }
    }

    private static void hangUp(ServerSocketChannel server) {
        try {
            while (true) {
                try (SocketChannel client = server.accept()) {
                    client.shutdownOutput();
                }
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    @Test
    void shouldKeepUsageErrorsApart() throws Exception {
        Command.Result result = doctor("--nonsense");
        assertEquals(2, result.code());
        assertEquals("", result.out());
        assertTrue(result.err().contains("--nonsense"), result.err());
    }

    /** Lets the device's heart beat, as living firmware does. */
    private static final class Beating implements AutoCloseable {
        private final FakeDevice device;
        private final Thread thread = new Thread(this::beat, "heartbeat");
        private volatile boolean isDone;

        Beating(FakeDevice device) {
            this.device = device;
            thread.start();
        }

        private void beat() {
            try {
                for (long count = 1000; !isDone; count++) {
                    device.set("tt_heartbeat", count);
                    LockSupport.parkNanos(80_000_000);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            isDone = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
