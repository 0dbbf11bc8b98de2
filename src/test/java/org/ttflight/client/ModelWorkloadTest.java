package org.ttflight.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ttflight.client.TestServer.Frame;
import org.ttflight.wire.QueryResponse;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModelWorkloadTest {
    @TempDir Path directory;
    private final FakeClock clock = new FakeClock();
    private final List<Duration> pauses = new ArrayList<>();

    private Path socket() {
        return directory.resolve("s.sock");
    }

    /** The clock moves only when the workload sleeps. */
    private void sleep(Duration pause) {
        pauses.add(pause);
        clock.advanceMs(pause.toMillis() + 1);
    }

    private ModelWorkload workload(
            AllocationReporter reporter, List<Integer> devices, boolean leaks, long seed) {
        return new ModelWorkload(reporter, devices, 1, leaks, seed, clock, this::sleep);
    }

    private static ServerAccount readToEnd(SocketChannel client) {
        try {
            return TestServer.readToEnd(client);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs for 20 seconds of the clock; returns what the server made of it. */
    @SuppressWarnings("try") // the end of the stream is awaited
    private ServerAccount serverAfter(List<QueryResponse> accounts, boolean freesAll)
            throws Exception {
        try (TestServer server = new TestServer(socket());
                AllocationReporter reporter =
                        AllocationReporter.builder(socket()).queueBytes(16 << 20).build()) {
            assertTrue(reporter.connect());
            SocketChannel client = server.accept();
            CompletableFuture<ServerAccount> served =
                    CompletableFuture.supplyAsync(() -> readToEnd(client));
            ModelWorkload workload = workload(reporter, List.of(1, 4), true, 7);
            workload.run(1000, Duration.ofSeconds(20), () -> false);
            if (freesAll) {
                workload.freeAll();
            }
            accounts.add(workload.account(1));
            accounts.add(workload.account(4));
            assertTrue(reporter.flush(Duration.ofSeconds(20)));
            assertEquals(workload.messages(), reporter.sent());
            assertEquals(0, reporter.dropped());
            reporter.close();
            return served.get();
        }
    }

    @Test
    void shouldKnowWhatTheServerKnows() throws Exception {
        List<QueryResponse> accounts = new ArrayList<>();
        ServerAccount server = serverAfter(accounts, false);
        assertEquals(0, server.unknown());
        for (QueryResponse account : accounts) {
            int device = account.deviceId();
            QueryResponse served =
                    new QueryResponse(
                            device,
                            server.bytes(device, 0),
                            server.bytes(device, 1),
                            server.bytes(device, 3),
                            server.bytes(device, 4),
                            server.circularBuffers(device),
                            server.kernels(device));
            assertEquals(served, account);
            assertTrue(account.dram() > 10_000_000_000L && account.dram() < 12_884_901_888L);
            assertTrue(account.l1() > 0 && account.l1() + account.circularBuffers() < 95_944_704);
            assertEquals(16_384 + 32_768, account.l1Small());
            assertEquals(23_068_672, account.trace());
            assertTrue(account.circularBuffers() > 0);
            assertTrue(account.kernels() > 57_344 + 47_104);
        }
        assertTrue(server.frames() > 15_000, server.frames() + " frames");
    }

    @Test
    void shouldFreeEverythingAtTheEnd() throws Exception {
        ServerAccount server = serverAfter(new ArrayList<>(), true);
        assertEquals(0, server.count());
        assertEquals(0, server.unknown());
    }

    @Test
    void shouldRepeatItselfForASeed() throws Exception {
        assertEquals(first500(3), first500(3));
        assertTrue(!first500(3).equals(first500(4)), "another seed, another run");
    }

    private List<Frame> first500(long seed) throws Exception {
        try (TestServer server = new TestServer(socket());
                AllocationReporter reporter =
                        AllocationReporter.builder(socket())
                                .queueBytes(1 << 20)
                                .epochNanos(() -> 0)
                                .build()) {
            ModelWorkload workload = workload(reporter, List.of(0), false, seed);
            workload.run(1000, Duration.ofDays(1), () -> workload.messages() == 500);
            return TestServer.readFrames(server.accept(), 500);
        }
    }

    @Test
    void shouldKeepTheRateAndSleepInBetween() throws Exception {
        ModelWorkload workload = workload(AllocationReporter.disabled(), List.of(0), false, 1);
        workload.run(100, Duration.ofSeconds(30), () -> false);
        // Loading is 263 messages at 2000 a second; the rest is at 100 a second.
        assertClose(263 + 100 * 30, workload.messages(), 30);
        assertTrue(pauses.size() > 2900, "a pause before nearly every message");
    }

    @Test
    void shouldLeakSlowlyWhenTold() throws Exception {
        long[] dram = new long[2];
        for (int leaks = 0; leaks < 2; leaks++) {
            ModelWorkload workload =
                    workload(AllocationReporter.disabled(), List.of(0), leaks == 1, 1);
            workload.run(1000, Duration.ofSeconds(100), () -> false);
            dram[leaks] = workload.account(0).dram();
        }
        // 500 leaks of 256 KiB, give or take the pages of the cache.
        assertClose(500L * 262_144, dram[1] - dram[0], 17L * (4 << 20));
    }

    private static void assertClose(long expected, long actual, long tolerance) {
        assertTrue(
                Math.abs(expected - actual) <= tolerance,
                actual + " instead of " + expected + " ± " + tolerance);
    }

    @Test
    void shouldStopWhenAsked() throws Exception {
        ModelWorkload workload = workload(AllocationReporter.disabled(), List.of(0), false, 1);
        workload.run(100, Duration.ofDays(1), () -> true);
        assertEquals(0, workload.messages());
    }

    @Test
    void shouldRefuseToRunOnNothing() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ModelWorkload(AllocationReporter.disabled(), List.of(), 1, false, 1));
    }
}
