package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ttflight.client.DemoOptions;
import org.ttflight.fakehost.FakeHost;
import org.ttflight.host.ProcFs;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DemoHostTest {
    private static final long WE = ProcessHandle.current().pid();

    @TempDir Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private FakeHost create(int devices) throws IOException {
        return DemoHost.create(directory.resolve("host"), devices);
    }

    private DemoHost start(int devices, Long... pids) throws IOException {
        DemoOptions options =
                new DemoOptions(
                        directory.resolve("a.sock"),
                        pids.length,
                        devices,
                        1,
                        Duration.ZERO,
                        false,
                        false,
                        1);
        return DemoHost.start(
                directory.resolve("host"),
                options,
                List.of(pids),
                new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private static List<Long> pids(FakeHost host, int ordinal) throws IOException {
        return host.device(ordinal).pids().text().lines().map(Long::valueOf).toList();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) { // the test has a time limit
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Test
    void shouldMixCards() throws IOException {
        FakeHost host = create(3);
        assertEquals("p150a\n", host.device(0).file("tt_card_type").text());
        assertEquals("n300\n", host.device(1).file("tt_card_type").text());
        assertEquals("p150a\n", host.device(2).file("tt_card_type").text());
        assertEquals(
                "The host is made up: 2 p150a, 1 n300; its files are in " + host.root(),
                DemoHost.describe(host));
    }

    @Test
    void shouldShowTheProcessesOfTheDemoAndTwoThatDoNotReport() throws Exception {
        FakeHost host = create(2);
        long stock;
        long untracked;
        try (DemoHost demo = start(2, WE, 1L)) {
            assertNotEquals(null, demo);
            List<Long> first = pids(host, 0);
            List<Long> second = pids(host, 1);
            assertEquals(List.of(WE, WE), first.subList(0, 2));
            assertEquals(List.of(1L, 1L), second.subList(0, 2));
            stock = first.get(2);
            untracked = second.get(3);
            assertEquals(List.of(WE, WE, stock), first);
            assertEquals(List.of(1L, 1L, stock, untracked), second);
            checkName("stock-model", stock);
            checkName("untracked-model", untracked);
            for (int ordinal = 0; ordinal < 2; ordinal++) {
                String name =
                        "tt_device_"
                                + Long.toUnsignedString(host.device(ordinal).sharedMemoryId())
                                + "_memory";
                ByteBuffer memory =
                        ByteBuffer.wrap(Files.readAllBytes(host.devShm().resolve(name)))
                                .order(ByteOrder.LITTLE_ENDIAN);
                assertEquals((int) stock, memory.getInt(856));
                assertEquals(0, memory.getInt(856 + 120));
            }
            assertTrue(Files.exists(host.reports().resolve("dev0_memory_usage_summary.csv")));
        }
        assertEquals(List.of(), pids(host, 0));
        assertEquals(List.of(), pids(host, 1));
        await(() -> ProcessHandle.of(stock).isEmpty() && ProcessHandle.of(untracked).isEmpty());
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("The host is made up"));
    }

    /**
     * What a process is called is set when it becomes another program, a moment after its start.
     */
    private static void checkName(String name, long pid) {
        ProcFs proc = new ProcFs(Path.of("/proc"));
        await(() -> name.equals(proc.describe((int) pid).name()));
    }

    @Test
    void shouldMoveValuesByItself() throws IOException {
        FakeHost host = create(1);
        String before = host.device(0).file("tt_heartbeat").text();
        try (DemoHost demo = start(1, WE)) {
            assertNotEquals(null, demo);
            await(() -> !heartbeat(host).equals(before));
        }
        FakeHost.delete(host.root());
        assertFalse(Files.exists(host.root()));
    }

    private static String heartbeat(FakeHost host) {
        try {
            return host.device(0).file("tt_heartbeat").text();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldForgetProcessesThatHaveEnded() throws Exception {
        FakeHost host = create(1);
        Process child = new ProcessBuilder("cat").start();
        long pid = child.pid();
        try (DemoHost demo = start(1, pid)) {
            assertNotEquals(null, demo);
            assertEquals(List.of(pid, pid), pids(host, 0).subList(0, 2));
            child.destroy();
            await(
                    () -> {
                        try {
                            return !pids(host, 0).contains(pid);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    });
        } finally {
            child.destroy();
        }
    }
}
