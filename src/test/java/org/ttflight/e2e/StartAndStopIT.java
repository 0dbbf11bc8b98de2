package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the daemon comes and goes: what it says, its exit codes, its socket file. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartAndStopIT extends EndToEnd {
    private static final Duration STOPS_WITHIN = Await.LONG;

    /** What a JVM returns that ended in order after SIGTERM; the help says so. */
    private static final int STOPPED_BY_SIGTERM = 143;

    private Command.Result serve(String... options) throws Exception {
        List<String> words = Command.ttFlight("serve", "--state-dir", stateDirectory());
        words.addAll(List.of(options));
        return Command.run(words);
    }

    private String stateDirectory() {
        return directory.resolve("state").toString();
    }

    /** One line says why, and nothing else is said. */
    private void checkRefused(Path socket, String why) throws Exception {
        Command.Result result = serve("--socket", socket.toString());
        assertEquals("tt-flight: " + why + "\n", result.err());
        assertEquals("", result.out());
        assertEquals(1, result.code());
    }

    @Test
    void shouldStopInOrderWithManyClients() throws Exception {
        DaemonProcess daemon = daemon();
        for (int client = 0; client < 100; client++) {
            SocketChannel channel = keep(Asking.connect(daemon.socket()));
            assertTrue(channel.isConnected());
        }
        python(daemon, 144).run("work 1 100");
        assertEquals(STOPPED_BY_SIGTERM, daemon.terminate(STOPS_WITHIN));
        assertFalse(Files.exists(daemon.socket()));
        assertTrue(daemon.out().endsWith("🛑 Allocation Server stopped\n"), daemon.out());
        assertEquals("", daemon.err());
    }

    @Test
    void shouldLeaveTheSocketToTheFirstServer() throws Exception {
        DaemonProcess first = daemon();
        ClientProcess client = python(first, 112);
        client.run("work 2 100");
        checkRefused(
                first.socket(),
                "another server listens on "
                        + first.socket()
                        + "; stop it first, or choose another with --socket");
        client.run("work 3 100");
        checkServes(first);
    }

    @Test
    void shouldReplaceTheSocketOfADeadServer() throws Exception {
        DaemonProcess killed = daemon();
        killed.close();
        assertTrue(Files.exists(killed.socket()), "a killed daemon cannot clean up");
        DaemonProcess next = daemon();
        python(next, 72).run("work 4 100");
        checkServes(next);
        assertEquals(STOPPED_BY_SIGTERM, next.terminate(STOPS_WITHIN));
        assertFalse(Files.exists(next.socket()));
    }

    @Test
    void shouldNotRemoveTheSocketOfAnother() throws Exception {
        DaemonProcess first = daemon();
        Files.delete(first.socket());
        DaemonProcess second = daemon();
        assertEquals(STOPPED_BY_SIGTERM, first.terminate(STOPS_WITHIN));
        python(second, 128).run("work 5 100");
        checkServes(second);
    }

    @Test
    void shouldSayWhyItCannotListen() throws Exception {
        Path missing = directory.resolve("missing/tt.sock");
        checkRefused(missing, "cannot listen on " + missing + ": No such file or directory");

        Path file = Files.writeString(directory.resolve("file"), "kept");
        checkRefused(
                file,
                file + " exists and is no socket; remove it, or choose another with --socket");
        assertEquals("kept", Files.readString(file));

        Path tooLong = directory.resolve("x".repeat(120));
        checkRefused(tooLong, "cannot listen on " + tooLong + ": Unix domain path too long");
    }

    @Test
    void shouldSayThatItMayNotListen() throws Exception {
        Path readOnly = Files.createDirectory(directory.resolve("read-only"));
        Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path socket = readOnly.resolve("tt.sock");
        List<String> words = Users.ordinary();
        words.addAll(Command.ttFlight("serve", "--socket", socket.toString()));
        words.addAll(List.of("--state-dir", stateDirectory()));
        Command.Result result = Command.run(words);
        assertEquals(
                "tt-flight: cannot listen on " + socket + ": Permission denied\n", result.err());
        assertEquals(1, result.code());
    }

    @ParameterizedTest
    @CsvSource({
        "--bogus,             Unknown option: '--bogus'",
        "--simulate=x280,     '--simulate takes CARD or CARD:N, but got ''x280'''",
        "--max-devices=0,     --max-devices must be 1 to 1024: 0",
        "--recording-max-age=soon, '--recording-max-age takes a number and s, m, h or d'",
    })
    void shouldRefuseWrongOptions(String option, String why) throws Exception {
        Path socket = directory.resolve("tt.sock");
        Command.Result result = serve("--socket", socket.toString(), option);
        assertEquals(2, result.code());
        assertTrue(result.err().contains(why), result.err());
        assertFalse(result.err().contains("Exception"), result.err());
        assertFalse(Files.exists(socket));
    }

    @Test
    void shouldRefuseAnUnknownRecording() throws Exception {
        Path socket = directory.resolve("tt.sock");
        Command.Result result = serve("--socket", socket.toString(), "--recording", "everything");
        assertEquals(1, result.code());
        assertTrue(result.err().startsWith("tt-flight: cannot record: "), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertFalse(Files.exists(socket));
    }
}
