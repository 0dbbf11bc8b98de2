package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes from pass to pass. */
class ProcessWatchTest {
    private static final long SECOND = 1_000_000_000L;

    private final FakeProc proc;
    private final ProcessWatch watch;

    ProcessWatchTest(@TempDir Path root) throws IOException {
        this.proc = new FakeProc(root);
        this.watch = new ProcessWatch(new ProcFs(root));
    }

    private void stat(int pid, String name, long user, long system, long start, long pages)
            throws IOException {
        proc.file(
                pid + "/stat",
                pid
                        + " ("
                        + name
                        + ") S 1 100 100 0 -1 4194560 1 2 3 4 "
                        + user
                        + " "
                        + system
                        + " 7 8 20 0 1 0 "
                        + start
                        + " 1000 "
                        + pages
                        + " 18446744073709551615 1 1\n");
    }

    private HostProcess only(long nowNanos) {
        List<HostProcess> processes = watch.read(List.of(42), nowNanos);
        assertEquals(1, processes.size());
        return processes.get(0);
    }

    @Test
    void shouldReadWhatAProcessUses() throws IOException {
        stat(42, "worker", 100, 23, 5000, 300);
        proc.file("42/cmdline", "/opt/worker\0-v\0").file("42/comm", "worker\n");
        HostProcess process = only(0);
        assertEquals(42, process.pid());
        assertEquals(5000, process.startTicks());
        assertEquals(1230, process.cpuMillis());
        assertNull(process.cpuRatio());
        assertEquals(300 * 4096, process.residentBytes());
        assertEquals("/opt/worker -v", process.description().commandLine());
    }

    @Test
    void shouldTellHowBusyItIs() throws IOException {
        stat(42, "worker", 100, 0, 5000, 300);
        assertNull(only(7 * SECOND).cpuRatio());
        stat(42, "worker", 250, 50, 5000, 300);
        assertEquals(1.0, only(9 * SECOND).cpuRatio()); // 2 s of processor in 2 s
        assertEquals(0.0, only(10 * SECOND).cpuRatio());
        stat(42, "worker", 299, 0, 5000, 300); // the kernel's rounding may go back
        assertEquals(0.0, only(11 * SECOND).cpuRatio());
        stat(42, "worker", 1099, 0, 5000, 300);
        assertEquals(16.0, only(11 * SECOND + SECOND / 2).cpuRatio());
        assertNull(only(11 * SECOND + SECOND / 2).cpuRatio()); // no interval
    }

    @Test
    void shouldTakeAReusedPidForAnotherProcess() throws IOException {
        stat(42, "worker", 100, 0, 5000, 300);
        proc.file("42/cmdline", "/opt/worker\0");
        assertEquals("worker", only(SECOND).description().name());
        stat(42, "worker", 900, 0, 6000, 300);
        proc.file("42/cmdline", "/opt/another\0");
        HostProcess process = only(2 * SECOND);
        assertEquals(6000, process.startTicks());
        assertEquals("another", process.description().name());
        assertNull(process.cpuRatio());
    }

    @Test
    void shouldDescribeAProcessOnce() throws IOException {
        stat(42, "worker", 100, 0, 5000, 300);
        proc.file("42/cmdline", "/opt/worker\0");
        ProcessDescription first = only(SECOND).description();
        proc.file("42/cmdline", "/opt/another\0");
        assertSame(first, only(2 * SECOND).description());
    }

    @Test
    void shouldDescribeAnotherProgramInTheSameProcess() throws IOException {
        stat(42, "sh", 100, 0, 5000, 300);
        proc.file("42/cmdline", "/bin/sh\0run\0");
        assertEquals("sh", only(SECOND).description().name());
        stat(42, "python3", 150, 0, 5000, 300);
        proc.file("42/cmdline", "/usr/bin/python3\0");
        HostProcess process = only(2 * SECOND);
        assertEquals("python3", process.description().name());
        assertEquals(0.5, process.cpuRatio()); // it is still the same process
    }

    @Test
    void shouldForgetWhoIsGone() throws IOException {
        stat(42, "worker", 100, 0, 5000, 300);
        proc.file("42/cmdline", "/opt/worker\0");
        only(SECOND);
        proc.remove("42/stat");
        assertEquals(List.of(), watch.read(List.of(42), 2 * SECOND));
        stat(42, "worker", 200, 0, 5000, 300);
        assertNull(only(3 * SECOND).cpuRatio());
    }

    @Test
    void shouldForgetWhoIsNotAskedFor() throws IOException {
        stat(42, "worker", 100, 0, 5000, 300);
        only(SECOND);
        assertEquals(List.of(), watch.read(List.of(), 2 * SECOND));
        assertNull(only(3 * SECOND).cpuRatio());
    }

    @Test
    void shouldListEachProcessOnceByPid() throws IOException {
        stat(42, "a", 1, 1, 5000, 1);
        stat(7, "b", 1, 1, 5000, 1);
        stat(400, "c", 1, 1, 5000, 1);
        assertEquals(
                List.of(7, 42, 400),
                watch.read(List.of(400, 42, 400, 7, 42, 0, -3, 99), SECOND).stream()
                        .map(HostProcess::pid)
                        .toList());
    }

    @Test
    void shouldNotListZombies() throws IOException {
        proc.process(42, "worker", 'Z', 1, 5000).process(43, "worker", 'X', 0, 5000);
        proc.process(44, "worker", 'Z', 3, 5000); // only its first thread has ended
        List<HostProcess> processes = watch.read(List.of(42, 43, 44), SECOND);
        assertEquals(1, processes.size());
        assertEquals(44, processes.get(0).pid());
        assertNull(processes.get(0).residentBytes()); // the kernel says 0 of it
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a) Z 0 (b", "((", ") R 1 1", "", "a\nb", "\n", "x) S 1 1 1 1"})
    void shouldReadBehindAnyName(String name) throws IOException {
        stat(42, name, 100, 23, 123_456_789_012L, 300);
        HostProcess process = only(SECOND);
        assertEquals(123_456_789_012L, process.startTicks());
        assertEquals(1230, process.cpuMillis());
        assertEquals(300 * 4096, process.residentBytes());
    }

    @Test
    void shouldReadWhatIsNoText() throws IOException {
        proc.process(42, "x", 'S', 1, 5000);
        proc.file("42/cmdline", new byte[] {(byte) 0xff, 0, (byte) 0xc3}).file("42/comm", "x\n");
        assertEquals("\ufffd \ufffd", only(SECOND).description().commandLine());
    }

    @Test
    void shouldSayWhatItCannotTell() throws IOException {
        proc.file("42/stat", "42 (a) S 1 1 1 0 -1 4 1 2 3 4 soon 6 7 8 20 0 1 0 5000\n");
        HostProcess process = only(SECOND);
        assertEquals(5000, process.startTicks());
        assertNull(process.cpuMillis());
        assertNull(process.residentBytes());
        proc.file("42/stat", "42 (a) S 1 1 1 0 -1 4 1 2 3 4 5 6 7 8 20 0 1 0 5000 9 -1 9\n");
        process = only(2 * SECOND);
        assertEquals(110, process.cpuMillis());
        assertNull(process.cpuRatio());
        assertNull(process.residentBytes());
    }

    @Test
    void shouldListWhomProcfsHides() throws IOException {
        proc.remove("1/stat");
        proc.file("42/cmdline", "/opt/worker\0");
        HostProcess process = only(SECOND);
        assertEquals(-1, process.startTicks());
        assertEquals("worker", process.description().name());
        assertNull(process.cpuMillis());
        assertNull(process.residentBytes());
        stat(42, "worker", 100, 0, 5000, 300); // it is no longer hidden
        assertEquals(5000, only(2 * SECOND).startTicks());
        assertNull(only(2 * SECOND).cpuRatio());
    }

    @Test
    void shouldTellTheContainerAndThePod() throws IOException {
        String id = "ab".repeat(32);
        stat(42, "worker", 1, 1, 5000, 1);
        proc.file("42/cmdline", "worker\0");
        proc.file(
                "42/cgroup",
                "0::/kubepods/burstable/pod0a1b2c3d-1111-2222-3333-444455556666/" + id + "\n");
        ProcessDescription description = only(SECOND).description();
        assertEquals(id, description.container());
        assertEquals("0a1b2c3d-1111-2222-3333-444455556666", description.pod());
    }

    @Test
    void shouldReadThePageSize() throws IOException {
        ByteBuffer words = ByteBuffer.allocate(48).order(ByteOrder.nativeOrder());
        words.putLong(33).putLong(4711).putLong(6).putLong(65_536).putLong(0).putLong(0);
        proc.file("self/auxv", words.array());
        stat(42, "worker", 1, 1, 5000, 300);
        HostProcess process =
                new ProcessWatch(new ProcFs(proc.root())).read(List.of(42), SECOND).get(0);
        assertEquals(300L * 65_536, process.residentBytes());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -4096, 1000, 1L << 40})
    void shouldNotBelieveAPageSizeThatMakesNoSense(long size) throws IOException {
        ByteBuffer words = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
        proc.file("self/auxv", words.putLong(6).putLong(size).array());
        assertEquals(4096, new ProcFs(proc.root()).pageSize());
    }

    @Test
    void shouldReadTheRealProcfs() {
        ProcFs real = new ProcFs(Path.of("/proc"));
        int self = (int) ProcessHandle.current().pid();
        List<HostProcess> processes = new ProcessWatch(real).read(List.of(self), SECOND);
        HostProcess process = processes.get(0);
        assertEquals(real.startTicks(self), process.startTicks());
        assertNotNull(process.description().name());
        Long resident = process.residentBytes();
        assertTrue(resident != null && resident > 1 << 20, () -> "" + resident);
        Long cpuMillis = process.cpuMillis();
        assertTrue(cpuMillis != null && cpuMillis > 0, () -> "" + cpuMillis);
        int pageSize = real.pageSize();
        assertEquals(1, Integer.bitCount(pageSize));
    }
}
