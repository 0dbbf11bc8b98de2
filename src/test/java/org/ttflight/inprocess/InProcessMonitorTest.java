package org.ttflight.inprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ttflight.client.AllocationReporter;
import org.ttflight.client.BufferType;
import org.ttflight.client.KernelType;
import org.ttflight.fakehost.FakeHost;
import org.ttflight.host.CardType;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostRoots;

@Timeout(60)
class InProcessMonitorTest {
    private static final long MIB = 1L << 20;
    private static final int PID = (int) ProcessHandle.current().pid();
    private static final ObjectName SERVER = name("type=Server");
    private static final ObjectName DRAM = name("type=DeviceMemory,device=0,memory=DRAM");

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();

    private static ObjectName name(String keys) {
        try {
            return ObjectName.getInstance("tenstorrent:" + keys);
        } catch (javax.management.MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private InProcessMonitor.Builder builder() {
        return InProcessMonitor.builder(AllocationReporter.disabled())
                .beans(beans)
                .withoutSensors()
                .devices(List.of(new HostDevice(0, CardType.N150, "5EED000000000001", true)));
    }

    private Object read(ObjectName bean, String attribute) throws Exception {
        return beans.getAttribute(bean, attribute);
    }

    /** Beans come and go within a quarter of a second, figures within a tenth. */
    private void await(ObjectName bean, String attribute, Object expected) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        Object seen = null;
        while (System.nanoTime() < deadline) {
            seen = beans.isRegistered(bean) ? read(bean, attribute) : null;
            if (expected.equals(seen)) {
                return;
            }
            Thread.onSpinWait();
        }
        assertEquals(expected, seen, attribute);
    }

    @Test
    void shouldShowWhatTheProgramReports() throws Exception {
        try (InProcessMonitor monitor = builder().start()) {
            AllocationReporter reporter = monitor.reporter();
            reporter.allocated(0, BufferType.DRAM, 1, 3 * MIB);
            reporter.allocated(0, BufferType.DRAM, 2, MIB);
            reporter.allocated(0, BufferType.L1, 3, 1024);
            reporter.circularBufferAllocated(0, 4, 2048);
            reporter.kernelLoaded(0, KernelType.DISPATCH, 5, 512);
            reporter.freed(0, 2);
            await(DRAM, "Used", 3 * MIB);
            assertEquals(4 * MIB, read(DRAM, "Peak"));
            assertEquals(12L << 30, read(DRAM, "Capacity"));
            await(name("type=DeviceMemory,device=0,memory=CB"), "Used", 2048L);
            ObjectName process = name("type=Process,pid=" + PID);
            await(process, "UsedKernels", 512L);
            assertEquals(true, read(process, "Verified"));
            assertEquals(6L, read(SERVER, "Messages"));
            assertEquals(0L, read(SERVER, "Connections"));
            assertEquals(4L, read(SERVER, "LiveBuffers"));
            TabularData sources = (TabularData) read(SERVER, "Sources");
            assertTrue(sources.toString().contains("in-process"), sources.toString());
            CompositeData[] buffers =
                    (CompositeData[])
                            beans.invoke(
                                    process,
                                    "listBuffers",
                                    new Object[] {10},
                                    new String[] {"int"});
            assertEquals(3 * MIB, buffers[0].get("bytes"));
            String remaining = (String) beans.invoke(SERVER, "dumpRemaining", null, null);
            assertTrue(remaining.contains("3072 KB"), remaining);
            reporter.circularBufferFreed(0, 4, 2048);
            reporter.kernelUnloaded(0, 5, 512);
            await(process, "UsedKernels", 0L);
        }
        assertEquals(List.of(), List.copyOf(beans.queryNames(name("*"), null)), "beans remain");
    }

    @Test
    void shouldReachThresholds() throws Exception {
        LinkedBlockingQueue<Notification> told = new LinkedBlockingQueue<>();
        try (InProcessMonitor monitor = builder().start()) {
            beans.setAttribute(DRAM, new Attribute("UsageThreshold", 5 * MIB));
            beans.addNotificationListener(DRAM, (event, unused) -> told.add(event), null, null);
            monitor.reporter().allocated(0, BufferType.DRAM, 1, 6 * MIB);
            Notification event = told.poll(20, TimeUnit.SECONDS);
            assertEquals(
                    "tenstorrent.memory.threshold.exceeded",
                    event == null ? null : event.getType());
        }
    }

    @Test
    void shouldRefuseASecondOne() {
        try (InProcessMonitor monitor = builder().start()) {
            IllegalStateException refusal =
                    assertThrows(IllegalStateException.class, builder()::start);
            assertTrue(String.valueOf(refusal.getMessage()).contains("already"));
            assertFalse(monitor.reporter().isEnabled(), "there is no daemon to report to");
        }
        try (InProcessMonitor another = builder().start()) {
            assertTrue(beans.isRegistered(SERVER), "after the first has ended");
            another.reporter().allocated(0, BufferType.L1, 1, 1);
        }
    }

    @Test
    void shouldCountWhatItCannotBook() throws Exception {
        InProcessMonitor monitor = builder().deviceLimit(2).start();
        AllocationReporter reporter = monitor.reporter();
        reporter.allocated(2, BufferType.DRAM, 1, MIB);
        reporter.allocated(1, BufferType.DRAM, 1, MIB);
        assertEquals(1L, read(SERVER, "Messages"));
        assertEquals(1L, read(SERVER, "Rejected"));
        assertThrows(
                IllegalArgumentException.class,
                () -> reporter.allocated(-1, BufferType.DRAM, 1, MIB));
        monitor.close();
        reporter.allocated(1, BufferType.DRAM, 2, MIB); // too late, and no reason to fail
        monitor.close();
    }

    @Test
    void shouldReadTheHostsDevicesAndShowNobodyElse(@TempDir Path directory) throws Exception {
        FakeHost host = FakeHost.create(directory);
        var card = host.addDevice(0, org.ttflight.fakehost.FakeCard.N150);
        assertEquals(0, card.ordinal());
        HostRoots roots = HostRoots.SYSTEM.withSys(host.sys()).withDriver(host.driver());
        try (InProcessMonitor monitor =
                InProcessMonitor.builder(AllocationReporter.disabled())
                        .beans(beans)
                        .roots(roots)
                        .start()) {
            monitor.reporter().allocated(0, BufferType.DRAM, 1, MIB);
            await(DRAM, "Used", MIB);
            ObjectName device = name("type=Device,device=0");
            await(device, "Up", true);
            assertTrue(read(device, "Temperature") instanceof Double);
            assertEquals(0, read(device, "UntrackedProcesses"));
        }
    }

    @Test
    void shouldDumpToNewFilesOnly(@TempDir Path directory) throws Exception {
        Path taken = Files.writeString(directory.resolve("taken.jfr"), "mine");
        Path free = directory.resolve("free.jfr");
        try (Recording recording = new Recording(InProcessMonitor.settings("continuous"));
                InProcessMonitor monitor = builder().start()) {
            recording.start();
            monitor.reporter().allocated(0, BufferType.DRAM, 9, MIB);
            assertEquals(free.toString(), dump(free));
            assertFalse(ours(free).isEmpty());
            assertThrows(Exception.class, () -> dump(taken));
        }
        assertEquals("mine", Files.readString(taken));
    }

    private Object dump(Path file) throws Exception {
        return beans.invoke(
                SERVER,
                "dumpRecording",
                new Object[] {file.toString()},
                new String[] {"java.lang.String"});
    }

    @Test
    void shouldRecordOnTheThreadThatAllocates(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("own.jfr");
        try (Recording recording = new Recording(InProcessMonitor.settings("profile"))) {
            recording.start();
            try (InProcessMonitor monitor = builder().start()) {
                Thread trainer =
                        new Thread(
                                () -> monitor.reporter().allocated(0, BufferType.DRAM, 9, MIB),
                                "trainer");
                trainer.start();
                trainer.join();
            }
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> ours = ours(file);
        RecordedEvent allocation = only(ours, "BufferAllocation");
        assertEquals("trainer", allocation.getThread().getJavaName());
        assertEquals(MIB, allocation.getLong("size"));
        assertNull(allocation.getStackTrace());
        RecordedEvent exit = only(ours, "ProcessExit");
        assertEquals(MIB, exit.getLong("orphanedBytes"));
        List<Long> used = new ArrayList<>();
        for (RecordedEvent row : ours) {
            if (row.getEventType().getName().equals("tenstorrent.DeviceMemory")
                    && row.getString("memoryType").equals("DRAM")) {
                used.add(row.getLong("used"));
            }
        }
        assertTrue(used.contains(MIB), "the snapshot at the end: " + used);
    }

    @Test
    void shouldEndOnceOnly(@TempDir Path directory) throws Exception {
        InProcessMonitor ended = builder().start();
        ended.close();
        Path file = directory.resolve("another.jfr");
        try (Recording recording = new Recording(InProcessMonitor.settings("profile"))) {
            recording.start();
            ended.close();
            recording.stop();
            recording.dump(file);
        }
        assertEquals(List.of(), ours(file), "of a monitor that has ended");
    }

    /** Run by itself, in a runtime without jdk.jfr. */
    static final class WithoutRecorder {
        private WithoutRecorder() {}

        public static void main(String[] args) throws Exception {
            try (InProcessMonitor monitor = InProcessMonitor.start(AllocationReporter.disabled())) {
                monitor.reporter().allocated(0, BufferType.DRAM, 1, MIB);
                Object recording =
                        ManagementFactory.getPlatformMBeanServer()
                                .getAttribute(SERVER, "Recording");
                System.out.println("Recording: " + recording);
            }
        }
    }

    @Test
    void shouldDoWithoutFlightRecorder(@TempDir Path directory) throws Exception {
        Path output = directory.resolve("output");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "--limit-modules",
                                "java.base,java.management,java.logging",
                                "-cp",
                                System.getProperty("java.class.path"),
                                WithoutRecorder.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it hangs");
        } finally {
            process.destroyForcibly();
        }
        assertEquals("Recording: not available in this JVM", Files.readString(output).strip());
    }

    private static List<RecordedEvent> ours(Path file) throws IOException {
        assertTrue(Files.size(file) > 0);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("tenstorrent."))
                .toList();
    }

    private static RecordedEvent only(List<RecordedEvent> events, String name) {
        List<RecordedEvent> found =
                events.stream()
                        .filter(e -> e.getEventType().getName().equals("tenstorrent." + name))
                        .toList();
        assertEquals(1, found.size(), name);
        return found.get(0);
    }
}
