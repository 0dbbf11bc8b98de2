package org.ttflight.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.client.TestServer.Frame;

/** Starts real processes. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DemoWorkloadTest {
    @TempDir Path directory;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private Path socket() {
        return directory.resolve("s.sock");
    }

    private static DemoOptions options(
            Path socket, int processes, Duration duration, boolean abandon) {
        return new DemoOptions(socket, processes, 2, 500, duration, true, abandon, 1);
    }

    @Test
    @SuppressWarnings("try") // closing stops the processes, and the test goes on
    void shouldStopItsProcessesWhenClosed() throws Exception {
        try (TestServer server = new TestServer(socket());
                DemoWorkload workload =
                        DemoWorkload.start(options(socket(), 2, Duration.ZERO, false), out)) {
            server.accept(); // the probe
            List<SocketChannel> clients = List.of(server.accept(), server.accept());
            Set<Long> reporting = new HashSet<>();
            for (SocketChannel client : clients) {
                Frame first = TestServer.readFrame(client);
                assertEquals(10, first.type());
                assertEquals(57_344, first.size());
                reporting.add((long) first.pid());
            }
            assertEquals(new HashSet<>(workload.pids()), reporting);
            List<ProcessHandle> handles =
                    workload.pids().stream().map(p -> ProcessHandle.of(p).orElseThrow()).toList();
            workload.close();
            for (ProcessHandle handle : handles) {
                assertFalse(handle.isAlive());
            }
            assertEquals(0, workload.await(), "they stopped by themselves");
            String line = "Running 2 processes on 2 devices: ";
            assertTrue(bytes.toString(StandardCharsets.UTF_8).startsWith(line));
            for (SocketChannel client : clients) {
                // The first frame was read above, so its unload is the one unknown.
                ServerAccount account = TestServer.readToEnd(client);
                assertEquals(0, account.count());
                assertEquals(1, account.unknown());
            }
        }
    }

    @ParameterizedTest(name = "abandons: {0}")
    @CsvSource({"false", "true"})
    void shouldEndWithItsDuration(boolean abandon) throws Exception {
        Duration duration = Duration.ofMillis(1500);
        try (TestServer server = new TestServer(socket());
                DemoWorkload workload =
                        DemoWorkload.start(options(socket(), 1, duration, abandon), out)) {
            server.accept(); // the probe
            ServerAccount account = TestServer.readToEnd(server.accept());
            assertEquals(0, workload.await());
            assertTrue(account.frames() > 10);
            assertEquals(abandon, account.count() > 0);
        }
    }

    @Test
    void shouldDieWithTheParent() throws Exception {
        try (TestServer server = new TestServer(socket())) {
            // A parent in between, which is killed: nobody closes anything in an orderly way.
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-Xmx32m", "-cp", System.getProperty("java.class.path")));
            command.addAll(List.of(Parent.class.getName(), socket().toString()));
            Process parent =
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            server.accept(); // the probe
            SocketChannel client = server.accept();
            int child = TestServer.readFrame(client).pid();
            ProcessHandle handle = ProcessHandle.of(child).orElseThrow();
            parent.destroyForcibly();
            parent.waitFor();
            assertEquals(0, TestServer.readToEnd(client).count());
            handle.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    /** Starts one process of the demo and waits for it. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            DemoOptions options = options(Path.of(args[0]), 1, Duration.ZERO, false);
            PrintStream nowhere =
                    new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            try (DemoWorkload workload = DemoWorkload.start(options, nowhere)) {
                workload.await();
            }
        }
    }

    @Test
    void shouldSayThatNobodyListens() {
        DemoOptions options = DemoOptions.defaults(socket());
        IOException thrown =
                assertThrows(IOException.class, () -> DemoWorkload.start(options, out));
        assertEquals(
                "nobody listens on " + socket() + "; start the daemon: tt-flight serve",
                thrown.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1",
        "65, 1, 1",
        "1, 0, 1",
        "1, 33, 1",
        "1, 1, 0",
        "1, 1, 1000001",
    })
    void shouldRefuseWhatIsOutOfRange(int processes, int devices, int rate) {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new DemoOptions(
                                socket(),
                                processes,
                                devices,
                                rate,
                                Duration.ZERO,
                                false,
                                false,
                                1));
    }

    @ParameterizedTest(name = "{0} processes on {1} devices")
    @CsvSource({
        "1, 4, '[[0, 1, 2, 3]]', 1",
        "2, 4, '[[0, 2], [1, 3]]', 1",
        "3, 4, '[[0, 3], [1], [2]]', 1",
        "4, 2, '[[0], [1], [0], [1]]', 2",
        "3, 2, '[[0], [1], [0]]', 2",
    })
    void shouldShareTheDevices(int processes, int devices, String expected, int share) {
        DemoOptions options =
                new DemoOptions(socket(), processes, devices, 1, Duration.ZERO, false, false, 1);
        List<List<Integer>> shares = new ArrayList<>();
        for (int process = 0; process < processes; process++) {
            shares.add(options.devicesOf(process));
        }
        assertEquals(expected, shares.toString());
        assertEquals(share, options.share());
    }
}
