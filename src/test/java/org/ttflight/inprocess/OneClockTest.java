package org.ttflight.inprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ttflight.jfr.BlackBox;

/**
 * The example program, as a process of its own without a daemon: its recording has the JVM's doings
 * and the device's memory on one clock.
 */
@Timeout(120)
class OneClockTest {
    private static final long WEIGHTS = 256L << 20;
    private static final long BATCH = 4L << 20;
    private static final int EPOCHS = 4;

    @TempDir private static Path directory;
    private static List<RecordedEvent> events = List.of();

    @BeforeAll
    static void runTheProgram() throws Exception {
        Path file = directory.resolve("training.jfr");
        Path settings = directory.resolve("profile.jfc");
        try (var bundled = BlackBox.class.getResourceAsStream("tt-flight-profile.jfc")) {
            assertNotNull(bundled);
            Files.copy(bundled, settings);
        }
        Process program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-XX:StartFlightRecording:filename="
                                        + file
                                        + ",settings="
                                        + settings
                                        + ",+tenstorrent.BufferAllocation#stackTrace=true",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TrainingProgram.class.getName(),
                                String.valueOf(EPOCHS))
                        .redirectErrorStream(true)
                        .start();
        try {
            String output =
                    new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(program.waitFor(60, TimeUnit.SECONDS), output);
            assertEquals(0, program.exitValue(), output);
            assertTrue(output.contains("held " + EPOCHS * BATCH), output);
        } finally {
            program.destroyForcibly();
        }
        events = new ArrayList<>(RecordingFile.readAllEvents(file));
        events.sort(Comparator.comparing(RecordedEvent::getStartTime));
    }

    private static List<RecordedEvent> named(String name) throws IOException {
        return events.stream().filter(e -> e.getEventType().getName().equals(name)).toList();
    }

    @Test
    void shouldHaveCollectionsBetweenAllocations() throws IOException {
        List<RecordedEvent> allocations = named("tenstorrent.BufferAllocation");
        assertEquals(1 + EPOCHS * 20, allocations.size());
        Instant first = allocations.get(0).getStartTime();
        Instant last = allocations.get(allocations.size() - 1).getStartTime();
        assertTrue(
                named("jdk.GarbageCollection").stream()
                        .map(RecordedEvent::getStartTime)
                        .anyMatch(time -> time.isAfter(first) && time.isBefore(last)),
                "no collection while the program allocated on the device");
    }

    @Test
    void shouldTellWhoAllocated() throws IOException {
        for (RecordedEvent allocation : named("tenstorrent.BufferAllocation")) {
            assertEquals("trainer", allocation.getThread().getJavaName());
            List<String> methods =
                    allocation.getStackTrace().getFrames().stream()
                            .map(RecordedFrame::getMethod)
                            .filter(m -> m.getType().getName().equals(name()))
                            .map(method -> method.getName())
                            .toList();
            assertFalse(methods.isEmpty(), "not called by the program");
            assertEquals("allocate", methods.get(0));
        }
    }

    private static String name() {
        return TrainingProgram.class.getName();
    }

    @Test
    void shouldTellWhatWasForgotten() throws IOException {
        Map<Long, Long> live = new TreeMap<>();
        for (RecordedEvent event : events) {
            switch (event.getEventType().getName()) {
                case "tenstorrent.BufferAllocation" ->
                        live.put(event.getLong("bufferId"), event.getLong("size"));
                case "tenstorrent.BufferFree" -> live.remove(event.getLong("bufferId"));
                default -> {}
            }
        }
        assertEquals(EPOCHS, live.size());
        RecordedEvent exit = named("tenstorrent.ProcessExit").get(0);
        assertEquals(EPOCHS * BATCH, exit.getLong("orphanedBytes"));
    }

    @Test
    void shouldEndWithASnapshot() throws IOException {
        RecordedEvent last =
                named("tenstorrent.DeviceMemory").stream()
                        .filter(row -> row.getString("memoryType").equals("DRAM"))
                        .reduce((before, after) -> after)
                        .orElseThrow();
        assertEquals(EPOCHS * BATCH, last.getLong("used"));
        assertEquals(
                WEIGHTS + (EPOCHS + 1) * BATCH, last.getLong("peak"), "with one batch in work");
    }
}
