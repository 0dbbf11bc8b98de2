package org.ttflight.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ttflight.recording.ARecording.MIB;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ttflight.recording.RecordingReport.Device;
import org.ttflight.recording.RecordingReport.Happening;
import org.ttflight.recording.RecordingReport.Holder;
import org.ttflight.recording.RecordingReport.Peak;
import org.ttflight.recording.RecordingReport.Point;
import org.ttflight.recording.RecordingReport.Program;
import org.ttflight.recording.RecordingReport.Series;
import org.ttflight.recording.RecordingReport.Traffic;
import org.ttflight.recording.RecordingReport.Unreleased;

class ReportFoldTest {
    @TempDir static Path directory;
    private static Path profile;
    private static Path continuous;
    private static RecordingReport report;

    @BeforeAll
    static void record() throws IOException {
        profile = directory.resolve("profile.jfr");
        continuous = directory.resolve("continuous.jfr");
        ARecording.write(profile, "profile", "trainer");
        ARecording.write(continuous, "continuous", "trainer");
        report = read(profile);
    }

    private static RecordingReport read(Path... files) throws IOException {
        return ReportFold.of(List.of(files), (share, events) -> {});
    }

    private static Device device(RecordingReport of, int number) {
        return of.devices().stream().filter(d -> d.device() == number).findFirst().orElseThrow();
    }

    private static Series series(List<Series> all, String name) {
        return all.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void shouldSeeAProcessFromWhenItAttached() throws IOException {
        Instant attached =
                RecordingFile.readAllEvents(continuous).stream()
                        .filter(event -> event.getEventType().getName().endsWith(".ProcessAttach"))
                        .filter(event -> event.getInt("processId") == 42)
                        .findFirst()
                        .orElseThrow()
                        .getStartTime();
        Program first = read(continuous).processes().get(1);
        assertEquals(42, first.pid());
        assertEquals(attached.toEpochMilli(), first.from().toEpochMilli());
    }

    @Test
    void shouldFindThePeakAndWhoHeldIt() {
        Peak dram = device(report, 1).peaks().get(0);
        assertEquals("DRAM", dram.memory());
        assertEquals(13 * MIB, dram.used());
        assertEquals(12L << 30, dram.capacity());
        assertEquals(
                List.of(
                        new Holder(99, "trainer", "ann", 10 * MIB),
                        new Holder(42, "trainer", "ann", 3 * MIB)),
                dram.holders());
        assertEquals(0L, dram.unattributed());
        assertEquals(19 * MIB, dram.highWater().get(0).bytes()); // between two snapshots
        Peak l1 = device(report, 1).peaks().get(1);
        assertEquals(4096 + 8192, l1.used());
        assertEquals(List.of(new Holder(99, "trainer", "ann", 12_288)), l1.holders());
        assertTrue(dram.time().equals(l1.time()) && !dram.atLeast());
    }

    @Test
    void shouldDrawMemoryOverTime() {
        Series dram = series(device(report, 1).memory(), "DRAM in use");
        List<Double> steps = dram.points().stream().map(Point::value).distinct().toList();
        assertEquals(List.of(0.0, 3.0 * MIB, 13.0 * MIB), steps.subList(0, 3));
        assertEquals(13.0 * MIB, dram.highest());
        assertEquals(0.0, dram.last());
        assertEquals(12.0 * (1L << 30), dram.limit());
        assertEquals(2.0 * MIB, series(device(report, 1).memory(), "TRACE").highest());
        assertTrue(
                device(report, 1).memory().stream().noneMatch(s -> s.name().equals("KERNEL")),
                "what was never used is not drawn");
    }

    @Test
    void shouldTellOfProcesses() {
        assertEquals(List.of(99L, 42L), report.processes().stream().map(Program::pid).toList());
        Program trainer = report.processes().get(0);
        assertEquals(10 * MIB, trainer.peakDram());
        assertEquals(12_288, trainer.peakL1());
        assertNull(trainer.exit());
        RecordingReport.Exit exit = report.processes().get(1).exit();
        assertNotNull(exit);
        assertEquals(3 * MIB, exit.orphanedBytes());
        assertEquals(1, exit.orphanedBuffers());
        assertEquals("the process ended", exit.reason());
        assertEquals(1, report.leaks().orphans().size());
        assertEquals(42, report.leaks().orphans().get(0).pid());
    }

    @Test
    void shouldCountAllocations() {
        Traffic traffic = report.traffic();
        assertEquals("buffers", traffic.basis());
        assertEquals(6, traffic.allocations()); // a further reference is no allocation
        assertEquals(3 * MIB + 2 * 8 * MIB + 2 * MIB + 4096 + 8192, traffic.allocatedBytes());
        assertEquals(4, traffic.frees());
        assertEquals(
                List.of("0 1 8388608", "1 3 10489856"),
                traffic.lifetimes().stream()
                        .filter(bar -> bar.count() > 0)
                        .map(bar -> bar.from() + " " + bar.count() + " " + bar.bytes())
                        .toList());
        assertEquals(8 * MIB, traffic.largest().get(0).size());
        RecordingReport.Largest third = traffic.largest().get(2);
        assertEquals("0xffffffff00001000", third.bufferId());
        assertNull(third.lifetimeMillis());
    }

    @Test
    void shouldTellWhatWasNotReleased() {
        List<Unreleased> left = report.leaks().unreleased();
        assertNotNull(left);
        assertEquals(
                List.of("42 DRAM 3145728 1", "99 CB 8192 1"),
                left.stream()
                        .map(
                                u ->
                                        u.pid()
                                                + " "
                                                + u.memoryType()
                                                + " "
                                                + u.leftBytes()
                                                + " "
                                                + u.left())
                        .toList());
        assertEquals(1024, report.leaks().suspects().get(0).growthPerSecond());
        assertEquals("trainer", report.leaks().suspects().get(0).name());
    }

    private static Happening happening(String kind) {
        return report.happened().stream()
                .filter(h -> h.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTellWhatHappened() {
        List<String> told =
                report.happened().stream()
                        .map(h -> h.severity() + " " + h.kind())
                        .sorted()
                        .toList();
        assertEquals(
                List.of(
                        "bad device-lost",
                        "bad incident",
                        "bad thermal-trip",
                        "note device-returned",
                        "warning leak-suspect",
                        "warning orphaned",
                        "warning threshold"),
                told);
        assertEquals("threshold", report.happened().get(0).kind());
        Happening lost = happening("device-lost");
        assertEquals("lost: its files vanished", lost.text());
        assertEquals(1, lost.device());
        assertEquals("back after 1 min 30 s", happening("device-returned").text());
        assertEquals(
                "thermal-trip: shut down by heat (kept in /x/1-heat.jfr)",
                happening("incident").text());
        assertEquals(1, report.rejections().size());
        assertEquals(2, report.rejections().get(0).count());
        assertEquals("the first byte is 14", report.rejections().get(0).detail());
    }

    @Test
    void shouldSayWhereItComesFrom() {
        assertEquals("all", report.origin().singleBuffers().status());
        assertEquals(1L, report.origin().singleBuffers().oneIn());
        assertEquals(ProcessHandle.current().pid(), report.origin().daemons().get(0).pid());
        assertEquals(4, report.origin().chunks());
        assertTrue(
                report.origin().events().stream()
                        .anyMatch(e -> e.event().equals("BufferAllocation") && e.count() == 6));
    }

    @Test
    void shouldNotInventWhatWasNotRecorded() throws IOException {
        RecordingReport told = read(continuous);
        assertEquals("none", told.origin().singleBuffers().status());
        assertEquals("messages", told.traffic().basis());
        assertNull(told.traffic().allocations());
        assertNull(told.leaks().unreleased());
        assertEquals(List.of(), told.traffic().lifetimes());
        assertEquals(6L, told.traffic().counted());
        assertTrue(told.notes().get(0).startsWith("No single buffers:"), told.notes().toString());
        assertTrue(told.notes().stream().anyMatch(n -> n.contains("No temperature")));
        assertEquals(List.of(), device(told, 1).telemetry());
        assertEquals(13 * MIB, device(told, 1).peaks().get(0).used());
    }

    /** As somebody else may have written it. */
    @Name("tenstorrent.DeviceTelemetry")
    static final class EndlessEvent extends Event {
        int device;
        double temperature;
        double temperatureLimit;
    }

    @Test
    void shouldTakeWhatIsNoNumberForUnknown() throws IOException {
        Path file = directory.resolve("endless.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(EndlessEvent.class);
            recording.start();
            EndlessEvent event = new EndlessEvent();
            event.device = 1;
            event.temperature = 40;
            event.temperatureLimit = Double.POSITIVE_INFINITY;
            event.commit();
            recording.stop();
            recording.dump(file);
        }
        RecordingReport told = read(file);
        Series temperature = series(device(told, 1).telemetry(), "temperature");
        assertEquals(40.0, temperature.highest());
        assertNull(temperature.limit());
    }

    @Test
    void shouldCountOnceWhatIsInTwoFiles() throws IOException {
        Path copy = directory.resolve("copy.jfr");
        Files.copy(profile, copy);
        RecordingReport twice = read(copy, profile);
        assertEquals(4, twice.origin().repeatedChunks());
        assertEquals(report.traffic(), twice.traffic());
        assertEquals(report.happened(), twice.happened());

        Path more = directory.resolve("more.jfr");
        Files.write(more, Files.readAllBytes(profile));
        Files.write(more, Files.readAllBytes(continuous), StandardOpenOption.APPEND);
        RecordingReport joined = read(profile, more);
        assertEquals(4, joined.origin().repeatedChunks());
        assertEquals(8, joined.origin().chunks());
        assertEquals(report.traffic().allocations(), joined.traffic().allocations());
        assertEquals(2 * 2, joined.rejections().get(0).count());
    }

    @Test
    void shouldTakeADirectory() throws IOException {
        Path several = Files.createDirectory(directory.resolve("several"));
        Files.copy(profile, several.resolve("b.jfr"));
        Files.copy(continuous, several.resolve("a.jfr"));
        Files.writeString(several.resolve("c.txt"), "no recording");
        RecordingReport joined = read(several);
        assertEquals(2, joined.origin().files().size());
        assertEquals(8, joined.origin().chunks());
    }

    @Test
    void shouldReadWhatIsLeftOfADamagedFile() throws IOException {
        Chunk last = SourceFile.of(profile).chunks().get(3);
        Path cut = directory.resolve("cut.jfr");
        byte[] all = Files.readAllBytes(profile);
        int end = (int) (last.offset() + last.size() / 2);
        Files.write(cut, Arrays.copyOf(all, end));
        RecordingReport told = read(cut);
        assertEquals(13 * MIB, device(told, 1).peaks().get(0).used());
        assertTrue(
                told.notes().stream().anyMatch(n -> n.startsWith("cut.jfr ")),
                told.notes().toString());
        assertTrue(told.origin().chunks() >= 3);
        assertArrayEquals(Arrays.copyOf(all, end), Files.readAllBytes(cut), "it was written to");
        RecordingReport both = read(cut, profile);
        assertEquals(report.traffic().allocations(), both.traffic().allocations());
        Path text = directory.resolve("notes.jfr");
        Files.writeString(text, "hello");
        RecordingReport beside = read(text, profile);
        assertEquals(report.traffic(), beside.traffic());
        assertTrue(beside.notes().get(0).startsWith("Left out: " + text), beside.notes().get(0));
    }

    @Test
    void shouldLeaveOutAFileThatCannotBeParsed() throws IOException {
        byte[] all = Files.readAllBytes(profile);
        for (Chunk chunk : SourceFile.of(profile).chunks()) {
            int metadata = (int) (chunk.offset() + chunk.header().metadata());
            Arrays.fill(all, metadata + 24, metadata + 400, (byte) 0x7f);
        }
        Path broken = directory.resolve("broken.jfr");
        Files.write(broken, all);
        assertTrue(complaint(broken).startsWith("cannot read " + broken), complaint(broken));
        Path other = directory.resolve("other.jfr");
        ARecording.write(other, "profile", "trainer");
        RecordingReport beside = read(broken, other);
        assertEquals(4, beside.origin().chunks());
        assertEquals(report.traffic().allocations(), beside.traffic().allocations());
        assertTrue(
                beside.notes().stream()
                        .anyMatch(n -> n.startsWith("Left out: cannot read " + broken)),
                beside.notes().toString());
    }

    private static String complaint(Path... files) {
        return String.valueOf(assertThrows(IOException.class, () -> read(files)).getMessage());
    }

    @Test
    void shouldSayWhyThereIsNothing() throws IOException {
        Path text = directory.resolve("text.jfr");
        Files.writeString(text, "hello");
        assertTrue(
                complaint(text).contains("is no JFR recording: it does not begin with FLR"),
                complaint(text));
        Path missing = directory.resolve("missing.jfr");
        assertEquals("no such file: " + missing, complaint(missing));
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertEquals("no .jfr file in the directory " + empty, complaint(empty));
        Path foreign = directory.resolve("foreign.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.JVMInformation");
            recording.start();
            recording.stop();
            recording.dump(foreign);
        }
        assertTrue(complaint(foreign).contains("none of them tenstorrent.*"), complaint(foreign));
    }
}
