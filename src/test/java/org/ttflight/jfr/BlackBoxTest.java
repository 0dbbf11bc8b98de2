package org.ttflight.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.snapshot.Observations;

class BlackBoxTest {
    @TempDir Path directory;
    private final Ledger ledger = new Ledger(2, new JfrLedgerListener());
    private final PeriodicEvents periodic =
            PeriodicEvents.register(
                    Observations.ofSocket(
                            ledger::snapshot,
                            new DeviceCatalog(),
                            identity -> ProcessDescription.UNKNOWN),
                    () -> new DaemonCounters(1, 2, 3, 4, 5, 6));

    @AfterEach
    void close() {
        periodic.close();
        assertEquals(List.of(), recordings(), "a recording was left running");
    }

    private static List<Recording> recordings() {
        return FlightRecorder.getFlightRecorder().getRecordings().stream()
                .filter(recording -> recording.getName().equals(BlackBox.RECORDING))
                .toList();
    }

    @Test
    void shouldRecordWithinLimits() throws IOException {
        BlackBoxOptions options = new BlackBoxOptions("continuous", Duration.ofHours(3), 8 << 20);
        try (BlackBox blackBox = BlackBox.start(options)) {
            assertTrue(blackBox.isRecording());
            Recording recording = recordings().get(0);
            assertTrue(recording.isToDisk());
            assertFalse(recording.getDumpOnExit());
            assertEquals(Duration.ofHours(3), recording.getMaxAge());
            assertEquals(8 << 20, recording.getMaxSize());
            assertEquals("10 s", recording.getSettings().get("tenstorrent.DeviceMemory#period"));
        }
    }

    @Test
    void shouldKeepADayIn256MiB() {
        assertEquals("continuous", BlackBoxOptions.DEFAULT.settings());
        assertEquals(Duration.ofDays(1), BlackBoxOptions.DEFAULT.maxAge());
        assertEquals(268_435_456, BlackBoxOptions.DEFAULT.maxBytes());
        Duration day = Duration.ofDays(1);
        assertThrows(
                IllegalArgumentException.class,
                () -> new BlackBoxOptions("off", Duration.ZERO, 1 << 20));
        assertThrows(
                IllegalArgumentException.class,
                () -> new BlackBoxOptions("off", day, (1 << 20) - 1));
    }

    /** Two dumps, a change between them: each ends with the totals of its moment. */
    @Test
    void shouldEndEachDumpWithAFreshSnapshot() throws IOException {
        LedgerProcess process = ledger.attach(new ProcessIdentity(5, 1, 0, 0, 0));
        try (BlackBox blackBox = BlackBox.start(BlackBoxOptions.DEFAULT)) {
            ledger.allocate(process, 1, MemoryType.L1, 0x1000, 12_345);
            ledger.publish();
            assertEquals(12_345, dumpedUsage(blackBox));
            ledger.allocate(process, 1, MemoryType.L1, 0x2000, 1);
            ledger.publish();
            assertEquals(12_346, dumpedUsage(blackBox));
            assertTrue(blackBox.isRecording());
        }
    }

    private long dumpedUsage(BlackBox blackBox) throws IOException {
        Path file = directory.resolve("dump.jfr");
        blackBox.dump(file);
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(file), files.toList());
        }
        return lastUsage(file);
    }

    /** What the last snapshot in the file says of L1 on device 1, twice. */
    private static long lastUsage(Path file) throws IOException {
        List<RecordedEvent> events = Flight.read(file);
        List<RecordedEvent> snapshots = Flight.only("Snapshot", events);
        long number = snapshots.get(snapshots.size() - 1).getLong("snapshot");
        List<Long> used = new ArrayList<>();
        for (RecordedEvent event : events) {
            if (event.hasField("used")
                    && event.hasField("snapshot")
                    && event.getLong("snapshot") == number
                    && event.getInt("device") == 1
                    && "L1".equals(event.getString("memoryType"))) {
                used.add(event.getLong("used"));
            }
        }
        assertEquals(2, used.size());
        assertEquals(used.get(0), used.get(1));
        return used.get(0);
    }

    @Test
    void shouldBeDumpedByJcmd() throws IOException, InterruptedException {
        LedgerProcess process = ledger.attach(new ProcessIdentity(5, 1, 0, 0, 0));
        Path file = directory.resolve("by-jcmd.jfr");
        try (BlackBox blackBox = BlackBox.start(BlackBoxOptions.DEFAULT)) {
            assertTrue(blackBox.isRecording());
            ledger.allocate(process, 1, MemoryType.L1, 0x1000, 777);
            ledger.publish();
            jcmd("JFR.dump", "name=tt-flight", "maxage=10m", "filename=" + file);
        }
        assertEquals(777, lastUsage(file));
        assertEquals(
                List.of(),
                Flight.only("BufferAllocation", Flight.read(file)),
                "single buffers are off");
    }

    @Test
    void shouldProfileByJcmdBesideTheBlackBox() throws IOException, InterruptedException {
        LedgerProcess process = ledger.attach(new ProcessIdentity(5, 1, 0, 0, 0));
        Path settings = OurEvents.checkout().resolve("jfr-settings/tt-flight-profile.jfc");
        Path file = directory.resolve("profile.jfr");
        try (BlackBox blackBox = BlackBox.start(BlackBoxOptions.DEFAULT)) {
            assertTrue(blackBox.isRecording());
            jcmd(
                    "JFR.start",
                    "name=run",
                    "settings=" + settings.toRealPath(),
                    "minimum-size=1kB",
                    "one-in=10",
                    "tenstorrent.BufferFree#enabled=false");
            for (int at = 1; at <= 100; at++) {
                ledger.allocate(process, 1, MemoryType.L1, at * 32L, 1023);
                ledger.allocate(process, 1, MemoryType.DRAM, at * 64L + (1L << 40), 1024);
                ledger.free(process, 1, at * 64L + (1L << 40));
            }
            jcmd("JFR.stop", "name=run", "filename=" + file);
        }
        List<RecordedEvent> kept = Flight.only("BufferAllocation", Flight.read(file));
        assertEquals(List.of(), Flight.only("BufferFree", Flight.read(file)));
        assertEquals(10, kept.size());
        assertTrue(kept.stream().allMatch(event -> event.getLong("size") == 1024));
    }

    private static void jcmd(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(ProcessHandle.current().pid()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), output);
    }

    @Test
    void shouldTakeAFile() throws IOException {
        Path own = directory.resolve("own.jfc");
        Files.writeString(
                own,
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <configuration version="2.0">
                  <event name="tenstorrent.KernelLoad">
                    <setting name="enabled">false</setting>
                  </event>
                </configuration>
                """);
        BlackBoxOptions options = new BlackBoxOptions(own.toString(), Duration.ofHours(1), 1 << 20);
        try (BlackBox blackBox = BlackBox.start(options)) {
            assertTrue(blackBox.isRecording());
            assertEquals(
                    "false",
                    recordings().get(0).getSettings().get("tenstorrent.KernelLoad#enabled"));
        }
    }

    @Test
    void shouldSayWhichSettingsAreBad() throws IOException {
        assertEquals(
                "unknown JFR settings 'sometimes'; use continuous, profile, off or the path of a"
                        + " .jfc file",
                failure("sometimes"));
        Path broken = directory.resolve("broken.jfc");
        Files.writeString(broken, "<configuration");
        assertTrue(failure(broken.toString()).startsWith("bad JFR settings " + broken + ": "));
    }

    private static String failure(String settings) {
        BlackBoxOptions options = new BlackBoxOptions(settings, Duration.ofHours(1), 1 << 20);
        IOException failure =
                assertThrows(IOException.class, () -> BlackBox.start(options).close());
        return String.valueOf(failure.getMessage());
    }

    @Test
    void shouldDoNothingWhenOff() throws IOException {
        BlackBoxOptions options = new BlackBoxOptions("off", Duration.ofHours(1), 1 << 20);
        try (BlackBox blackBox = BlackBox.start(options)) {
            assertFalse(blackBox.isRecording());
            assertEquals(List.of(), recordings());
            Path file = directory.resolve("none.jfr");
            assertThrows(IllegalStateException.class, () -> blackBox.dump(file));
            assertFalse(Files.exists(file));
        }
    }

    @Test
    void shouldNoticeThatSomebodyStoppedIt() throws IOException, InterruptedException {
        try (BlackBox blackBox = BlackBox.start(BlackBoxOptions.DEFAULT)) {
            jcmd("JFR.stop", "name=tt-flight");
            assertFalse(blackBox.isRecording());
            Path file = directory.resolve("none.jfr");
            assertThrows(IllegalStateException.class, () -> blackBox.dump(file));
        }
    }

    @Test
    void shouldLeaveNoPartOfAFailedDump() throws IOException {
        try (BlackBox blackBox = BlackBox.start(BlackBoxOptions.DEFAULT)) {
            Path nowhere = directory.resolve("missing/dump.jfr");
            assertThrows(IOException.class, () -> blackBox.dump(nowhere));
            assertTrue(blackBox.isRecording());
            Path taken = directory.resolve("taken");
            Files.createDirectories(taken.resolve("full"));
            assertThrows(IOException.class, () -> blackBox.dump(taken));
            try (Stream<Path> files = Files.list(directory)) {
                assertEquals(List.of(taken), files.toList());
            }
        }
    }
}
