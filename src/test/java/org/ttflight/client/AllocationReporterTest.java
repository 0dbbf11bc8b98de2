package org.ttflight.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.client.TestServer.Frame;
import org.ttflight.wire.FrameSize;
import org.ttflight.wire.QueryResponse;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AllocationReporterTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int PID = (int) ProcessHandle.current().pid();

    @TempDir Path directory;
    private final FakeClock clock = new FakeClock();

    private Path socket() {
        return directory.resolve("s.sock");
    }

    private AllocationReporter.Builder builder() {
        return AllocationReporter.builder(socket()).nanoTime(clock).epochNanos(() -> 0x1122334455L);
    }

    /** Those of earlier tests may still be ending, so a test subtracts what it found. */
    private static Set<Thread> reporterThreads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().equals("tt-flight-reporter"));
        return threads;
    }

    @Test
    void shouldCostNothingWhenDisabled() throws IOException, InterruptedException {
        AllocationReporter reporter = AllocationReporter.fromEnvironment(Map.of());
        assertFalse(reporter.isEnabled());
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        Set<Thread> threadsBefore = reporterThreads();
        report(reporter, 10);
        threads.getThreadAllocatedBytes(self);
        long before = threads.getThreadAllocatedBytes(self);
        long overhead = threads.getThreadAllocatedBytes(self) - before;
        before = threads.getThreadAllocatedBytes(self);
        report(reporter, 10_000);
        assertEquals(overhead, threads.getThreadAllocatedBytes(self) - before);
        assertTrue(threadsBefore.containsAll(reporterThreads()));
        assertTrue(reporter.query(0, SOON).isEmpty());
        assertFalse(reporter.connect());
        assertFalse(reporter.flush(SOON));
        assertEquals(0, reporter.sent() + reporter.dropped() + reporter.reconnects());
        reporter.close();
    }

    private static void report(AllocationReporter reporter, int times) {
        for (int i = 1; i <= times; i++) {
            reporter.allocated(0, BufferType.L1, i, 100);
            reporter.freed(0, i);
            reporter.circularBufferAllocated(0, i, 100);
            reporter.circularBufferFreed(0, i, 100);
            reporter.kernelLoaded(0, KernelType.APPLICATION, i, 100);
            reporter.kernelUnloaded(0, i, 100);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "true", "01", "1 ", "yes"})
    void shouldBeDisabledUnlessTheVariableIsExactlyOne(String value) {
        assertSame(
                AllocationReporter.disabled(),
                AllocationReporter.fromEnvironment(Map.of("TT_ALLOC_TRACKING_ENABLED", value)));
    }

    @Test
    void shouldTakeTheSocketFromTheEnvironment() throws IOException {
        try (TestServer server = new TestServer(socket());
                AllocationReporter reporter =
                        AllocationReporter.fromEnvironment(
                                Map.of(
                                        "TT_ALLOC_TRACKING_ENABLED",
                                        "1",
                                        "TT_ALLOC_SERVER_SOCKET",
                                        socket().toString()))) {
            assertTrue(reporter.isEnabled());
            reporter.allocated(0, BufferType.DRAM, 1, 1);
            assertEquals(1, TestServer.readFrame(server.accept()).id());
        }
        assertEquals(
                Path.of("/tmp/tt_allocation_server.sock"), AllocationReporter.socketOf(Map.of()));
    }

    @Test
    void shouldWriteEveryMessageAsTheProtocolHasIt() throws IOException {
        try (TestServer server = new TestServer(socket());
                AllocationReporter reporter = builder().build()) {
            reporter.allocated(3, BufferType.TRACE, 0x8877665544332211L, 0x0102030405060708L);
            SocketChannel client = server.accept();
            ByteBuffer frame = TestServer.readBytes(client, 144);
            ByteBuffer expected = ByteBuffer.allocate(144).order(ByteOrder.LITTLE_ENDIAN);
            expected.put(0, (byte) 1)
                    .put(4, (byte) 3)
                    .putLong(8, 0x0102030405060708L)
                    .put(16, (byte) 4)
                    .putInt(20, PID)
                    .putLong(24, 0x8877665544332211L)
                    .putLong(32, 0x1122334455L);
            assertEquals(expected, frame);

            reporter.freed(3, 9);
            reporter.circularBufferAllocated(4, 10, 2048);
            reporter.circularBufferFreed(4, 10, 2048);
            reporter.kernelLoaded(5, KernelType.DISPATCH, 11, 47_104);
            reporter.kernelUnloaded(5, 11, 47_104);
            long now = 0x1122334455L;
            assertEquals(
                    List.of(
                            new Frame(2, 3, 0, 0, PID, 9, 0),
                            new Frame(8, 4, 2048, 0, PID, 10, now),
                            new Frame(9, 4, 2048, 0, PID, 10, 0),
                            new Frame(10, 5, 47_104, 2, PID, 11, now),
                            new Frame(11, 5, 47_104, 0, PID, 11, 0)),
                    TestServer.readFrames(client, 5));
        }
    }

    @Test
    void shouldSendTheBufferTypesOfTheDriver() throws IOException {
        try (TestServer server = new TestServer(socket());
                AllocationReporter reporter = builder().build()) {
            for (BufferType type : BufferType.values()) {
                reporter.allocated(0, type, type.ordinal() + 1, 1);
            }
            SocketChannel client = server.accept();
            List<String> seen = new ArrayList<>();
            for (Frame frame : TestServer.readFrames(client, 5)) {
                seen.add(BufferType.values()[(int) frame.id() - 1] + "=" + frame.bufferType());
            }
            assertEquals(
                    List.of("DRAM=0", "L1=1", "SYSTEM_MEMORY=2", "L1_SMALL=3", "TRACE=4"), seen);
        }
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        for (AllocationReporter reporter :
                List.of(AllocationReporter.disabled(), builder().build())) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> reporter.allocated(0, BufferType.L1, 1, -1));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> reporter.allocated(0, BufferType.L1, 1, 0));
            assertThrows(IllegalArgumentException.class, () -> reporter.freed(-1, 1));
        }
        assertThrows(IllegalArgumentException.class, () -> builder().queueBytes(143));
        assertThrows(IllegalArgumentException.class, () -> builder().maxLiveBuffers(-1));
    }

    @Test
    void shouldStaySilentWithoutAServer() {
        try (AllocationReporter reporter = builder().build()) {
            report(reporter, 100);
            assertEquals(600, reporter.dropped());
            assertEquals(0, reporter.sent());
            assertTrue(reporter.query(0, SOON).isEmpty());
        }
    }

    @Test
    void shouldStaySilentWhenThePathIsNoSocketOrTooLong() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Path longName = directory.resolve("x".repeat(200));
        for (Path path : List.of(file, longName, directory.resolve("no/such/directory"))) {
            try (AllocationReporter reporter = AllocationReporter.connectTo(path)) {
                reporter.allocated(0, BufferType.L1, 1, 1);
                assertEquals(1, reporter.dropped());
            }
        }
    }

    @Test
    void shouldBringARestartedServerUpToDateByItself() throws Exception {
        try (AllocationReporter reporter = AllocationReporter.connectTo(socket())) {
            try (TestServer first = new TestServer(socket())) {
                reporter.allocated(0, BufferType.DRAM, 1, 100);
                reporter.allocated(0, BufferType.DRAM, 2, 200);
                reporter.freed(0, 1);
                TestServer.readFrames(first.accept(), 3);
            }
            // The program is silent from here on.
            try (TestServer second = new TestServer(socket())) {
                Frame replayed = TestServer.readFrame(second.accept());
                assertEquals(200, replayed.size());
                assertEquals(2, replayed.id());
                assertTrue(reporter.flush(SOON));
                assertEquals(1, reporter.reconnects());
                assertEquals(1, reporter.replayed());
                assertEquals(0, reporter.dropped());
            }
        }
    }

    @Test
    void shouldReturnWhenTheServerNeverReads() throws Exception {
        try (TestServer server = new TestServer(socket());
                AllocationReporter reporter = builder().queueBytes(1000 * 144).build()) {
            int reports = 0;
            while (reporter.dropped() < 10_000) {
                reporter.allocated(0, BufferType.L1, ++reports, 64);
            }
            assertFalse(reporter.flush(Duration.ofMillis(1)));
            assertTrue(reporter.query(0, Duration.ofMillis(1)).isEmpty());
            // Now it reads, and the program is silent: the rest comes by itself.
            SocketChannel client = server.accept();
            ServerAccount account = new ServerAccount();
            for (Frame frame : TestServer.readFrames(client, reports)) {
                account.apply(frame);
            }
            assertEquals(64L * reports, account.bytes(0, 1));
            assertEquals(3, TestServer.readFrame(client).type(), "the query comes last");
        }
    }

    @Test
    @SuppressWarnings("try") // the end of the stream is awaited
    void shouldKeepFramesWholeWhenManyThreadsReport() throws Exception {
        try (TestServer server = new TestServer(socket());
                AllocationReporter reporter = builder().queueBytes(50 * 144).build()) {
            assertTrue(reporter.connect());
            SocketChannel client = server.accept();
            CompletableFuture<ServerAccount> account =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return TestServer.readToEnd(client);
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            });
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int device = t;
                threads.add(new Thread(() -> churn(reporter, device)));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertTrue(reporter.flush(SOON));
            assertEquals(4 * 9_999 + reporter.replayed(), reporter.sent() + reporter.dropped());
            reporter.close();
            for (int device = 0; device < 4; device++) {
                assertEquals(3333 * 32, account.join().bytes(device, 0));
            }
            assertEquals(0, account.join().unknown());
        }
    }

    private static void churn(AllocationReporter reporter, int device) {
        for (int i = 1; i <= 3333; i++) {
            reporter.allocated(device, BufferType.DRAM, 2L * i, 32);
            reporter.allocated(device, BufferType.DRAM, 2L * i + 1, 32);
            reporter.freed(device, 2L * i + 1);
        }
    }

    @Test
    void shouldSurviveAnInterruptedCaller() throws IOException {
        try (TestServer server = new TestServer(socket());
                AllocationReporter reporter = builder().build()) {
            Thread.currentThread().interrupt();
            reporter.allocated(0, BufferType.L1, 1, 1);
            reporter.allocated(0, BufferType.L1, 2, 1);
            assertTrue(Thread.interrupted());
            assertEquals(2, TestServer.readFrames(server.accept(), 2).get(1).id());
            assertEquals(0, reporter.reconnects());
        }
    }

    @Test
    void shouldAnswerAQuery() throws Exception {
        try (TestServer server = new TestServer(socket());
                AllocationReporter reporter = builder().build()) {
            QueryResponse totals = new QueryResponse(2, 10, 20, 30, 40, 50, 60);
            CompletableFuture<Frame> asked =
                    CompletableFuture.supplyAsync(() -> answer(server, totals));
            assertEquals(totals, reporter.query(2, SOON).orElseThrow());
            assertEquals(new Frame(3, 2, 0, 0, 0, 0, 0), asked.join());
        }
    }

    private static Frame answer(TestServer server, QueryResponse totals) {
        try {
            SocketChannel client = server.accept();
            Frame frame = TestServer.readFrame(client);
            ByteBuffer out = ByteBuffer.allocate(144).order(ByteOrder.LITTLE_ENDIAN);
            totals.writeTo(out, FrameSize.BYTES_144);
            client.write(out.flip());
            return frame;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldThrowAwayAnAnswerThatComesTooLate() throws Exception {
        try (TestServer server = new TestServer(socket());
                AllocationReporter reporter = builder().build()) {
            assertTrue(reporter.query(1, Duration.ofMillis(1)).isEmpty());
            SocketChannel client = server.accept();
            TestServer.readFrame(client);
            ByteBuffer out = ByteBuffer.allocate(288).order(ByteOrder.LITTLE_ENDIAN);
            QueryResponse late = new QueryResponse(1, 1, 1, 1, 1, 1, 1);
            QueryResponse inTime = new QueryResponse(2, 2, 2, 2, 2, 2, 2);
            late.writeTo(out, FrameSize.BYTES_144);
            inTime.writeTo(out, FrameSize.BYTES_144);
            CompletableFuture<Void> answering =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    TestServer.readFrame(client);
                                    client.write(out.flip());
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            });
            assertEquals(inTime, reporter.query(2, SOON).orElseThrow());
            answering.join();
        }
    }

    @Test
    @SuppressWarnings("try") // close() twice is what is tested
    void shouldEndItsThreadAndItsConnectionWhenClosed() throws Exception {
        Set<Thread> before = reporterThreads();
        try (TestServer server = new TestServer(socket())) {
            AllocationReporter reporter = builder().build();
            reporter.allocated(0, BufferType.L1, 1, 1);
            SocketChannel client = server.accept();
            Set<Thread> threads = reporterThreads();
            threads.removeAll(before);
            Thread thread = threads.iterator().next();
            assertEquals(1, threads.size());
            assertTrue(thread.isDaemon());
            reporter.close();
            reporter.close();
            assertEquals(1, TestServer.readToEnd(client).frames());
            reporter.allocated(0, BufferType.L1, 2, 1); // ignored
            assertEquals(1, reporter.sent());
            assertFalse(reporter.connect());
            thread.join(SOON.toMillis());
            assertFalse(thread.isAlive());
        }
    }
}
