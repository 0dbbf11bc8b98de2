package org.ttflight.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ttflight.client.TestServer.Frame;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DemoScriptTest {
    private static final String LINES =
            """
            ✓ Connected to allocation server

            🧪 Allocation Client Demo [PID: %d]

            [Step 1] Allocating 4MB of L1...
              Allocated buffer 1
              Allocated buffer 2
              Allocated buffer 3
              Allocated buffer 4

            [Step 2] Allocating 100MB of DRAM...
              Allocated buffer 5
              Allocated buffer 6
              Allocated buffer 7
              Allocated buffer 8

            [Step 3] Allocating 8MB more L1...
              Allocated buffer 9
              Allocated buffer 10
              Allocated buffer 11
              Allocated buffer 12
              Allocated buffer 13
              Allocated buffer 14
              Allocated buffer 15
              Allocated buffer 16

            [Step 4] Freeing half the buffers...
              Freed buffer 1
              Freed buffer 2
              Freed buffer 3
              Freed buffer 4
              Freed buffer 5
              Freed buffer 6
              Freed buffer 7
              Freed buffer 8

            [Step 5] Freeing all remaining buffers...
              Freed buffer 9
              Freed buffer 10
              Freed buffer 11
              Freed buffer 12
              Freed buffer 13
              Freed buffer 14
              Freed buffer 15
              Freed buffer 16

            ✅ Demo complete!
            """;

    @TempDir Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int play(AllocationReporter reporter, Sleeper sleeper) throws InterruptedException {
        return DemoScript.play(
                reporter,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                sleeper);
    }

    @Test
    void shouldPlayTheKnownSteps() throws Exception {
        Path socket = directory.resolve("s.sock");
        try (TestServer server = new TestServer(socket);
                AllocationReporter reporter = AllocationReporter.connectTo(socket)) {
            List<Duration> pauses = new ArrayList<>();
            assertEquals(0, play(reporter, pauses::add));
            assertEquals(
                    LINES.formatted(ProcessHandle.current().pid()),
                    out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
            assertEquals("", err.toString(StandardCharsets.UTF_8));
            assertEquals(
                    List.of(3L, 3L, 3L, 3L, 2L), pauses.stream().map(Duration::toSeconds).toList());

            List<Frame> frames = TestServer.readFrames(server.accept(), 32);
            ServerAccount account = new ServerAccount();
            frames.subList(0, 16).forEach(account::apply);
            assertEquals(12L << 20, account.bytes(0, 1));
            assertEquals(100L << 20, account.bytes(0, 0));
            frames.subList(16, 24).forEach(account::apply);
            assertEquals(8L << 20, account.bytes(0, 1));
            assertEquals(0, account.bytes(0, 0));
            frames.subList(24, 32).forEach(account::apply);
            assertEquals(0, account.count());
            assertEquals(0, account.unknown());
        }
    }

    @Test
    void shouldSayHowToStartTheDaemon() throws Exception {
        try (AllocationReporter reporter =
                AllocationReporter.connectTo(directory.resolve("none.sock"))) {
            assertEquals(1, play(reporter, pause -> {}));
        }
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertEquals(
                """
                Error: Failed to connect to allocation server
                Start the daemon first: tt-flight serve
                """,
                err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }
}
