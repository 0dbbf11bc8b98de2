package org.ttflight.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on the disk, whatever happens to the disk and to the daemon. */
class FilesTest {
    private static final String NAME = "20261121T143045Z-device-lost-device-0";

    @TempDir Path root = Path.of("");

    private Watched watched() {
        return new Watched(root);
    }

    private static Watched lose(Watched watched, int device) {
        watched.watch.deviceLost(Watched.chip(device), "its files are gone");
        return watched.pass(Duration.ZERO);
    }

    private static Set<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void shouldWriteTheTextAtOnceAndTheRecordingWhenItsTimeHasCome() throws IOException {
        Watched watched = lose(watched().dram(0, 0), 0);
        assertEquals(List.of(NAME + ".json", NAME + ".txt"), List.copyOf(files(watched.directory)));
        Incident pending = watched.incident();
        assertEquals("pending", pending.recording().state());
        assertNull(pending.recording().file());
        String before = watched.summary(pending);
        assertTrue(before.contains("will be written at 2026-11-21 15:31:45 +01:00\n"), before);

        watched.seconds(59);
        assertEquals(List.of(), watched.written);
        watched.seconds(1);
        assertEquals(List.of("2026-11-21T14:25:45.250Z 2026-11-21T14:31:45.250Z"), watched.written);
        Incident written = watched.incident();
        assertEquals("written", written.recording().state());
        assertEquals(NAME + ".jfr", written.recording().file());
        assertEquals(1000, written.recording().bytes());
        String summary = watched.summary(written);
        assertTrue(summary.contains("\nRecording  " + NAME + ".jfr, 1000 B, from "), summary);
        assertTrue(summary.contains("\n  jfr summary " + watched.directory), summary);
        for (String file : files(watched.directory)) {
            assertEquals("rw-------", permissions(watched.directory.resolve(file)), file);
        }
        assertEquals("rwx------", permissions(watched.directory));
    }

    @Test
    void shouldWriteTheRecordingEarlierIfTheDaemonStops() {
        Watched watched = lose(watched().dram(0, 0), 0);
        watched.seconds(20);
        watched.close();
        assertEquals(List.of("2026-11-21T14:25:45.250Z 2026-11-21T14:31:05.250Z"), watched.written);
        assertEquals("written", watched.incident().recording().state());
    }

    @Test
    void shouldSayWhyThereIsNoRecording() throws IOException {
        Watched watched = watched();
        watched.whyNoRecording = "the recording is off";
        lose(watched, 0);
        assertEquals(List.of("device-lost " + NAME + ".txt"), watched.heard);
        String summary = watched.summary(watched.incident());
        assertTrue(summary.contains("\nRecording  none: the recording is off\n"), summary);
        assertFalse(summary.contains("jfr summary"), summary);
    }

    @Test
    void shouldSayThatTheRecordingCouldNotBeWritten() throws IOException {
        Watched watched = watched();
        watched.recordingFailure = "No space left on device";
        lose(watched, 0).seconds(61);
        assertEquals("none", watched.incident().recording().state());
        assertEquals(1, watched.watch.notWritten());
        String summary = watched.summary(watched.incident());
        assertTrue(summary.contains("not be written: IOException No space left on"), summary);
    }

    @Test
    void shouldKeepInMindWhatCannotBeWrittenAndTryAgain() throws IOException {
        Files.writeString(root.resolve("incidents"), "in the way");
        Watched watched = lose(watched(), 0);
        assertEquals("device-lost", watched.incident().kind());
        assertEquals(1, watched.watch.notWritten());
        lose(watched.seconds(20), 1);
        assertEquals(2, watched.watch.notWritten());
        assertEquals(2, watched.incidents().size());

        Files.delete(root.resolve("incidents"));
        watched.seconds(10);
        assertTrue(files(watched.directory).contains(NAME + ".txt"));
        assertEquals(2, watched.incidents().size());
        assertEquals(2, watched.watch.notWritten());
    }

    @Test
    void shouldDropTheOldestWhenThereIsTooMuch() throws IOException {
        IncidentSettings usual = IncidentSettings.DEFAULTS;
        IncidentSettings small =
                new IncidentSettings(usual.before(), Duration.ZERO, null, 1, 25_000);
        Watched watched = new Watched(root, small);
        watched.recordingBytes = 10_000;
        watched.pass(Duration.ZERO);
        Files.createDirectories(watched.directory);
        Files.writeString(watched.directory.resolve("notes.txt"), "x".repeat(100_000));
        for (int device = 0; device < 4; device++) {
            lose(watched, device).seconds(11);
        }
        assertEquals(List.of(3, 2), watched.incidents().stream().map(Incident::device).toList());
        assertEquals(7, files(watched.directory).size(), "what is not ours stays");

        watched.recordingBytes = 100_000; // more than all may take
        lose(watched, 4).seconds(1);
        assertEquals(4, watched.incident().device());
        assertEquals("written", watched.incident().recording().state());
    }

    @Test
    void shouldKeepWhatHappensAfterTheClockWasSetBack() throws IOException {
        IncidentSettings usual = IncidentSettings.DEFAULTS;
        Watched watched =
                new Watched(
                        root, new IncidentSettings(usual.before(), Duration.ZERO, null, 1, 3_000));
        Files.createDirectories(watched.directory);
        for (String later : List.of("20301121T143045Z-x.jfr", "20301121T143046Z-x.jfr")) {
            Files.write(watched.directory.resolve(later), new byte[2_000]);
        }
        lose(watched, 0);
        assertEquals(
                Set.of("20301121T143046Z-x.jfr", NAME + ".jfr", NAME + ".json", NAME + ".txt"),
                files(watched.directory));
    }

    @Test
    void shouldClearUpAfterADaemonThatWasKilled() throws IOException {
        Watched killed = lose(watched(), 0);
        Path part = killed.directory.resolve(NAME + ".jfr.part");
        Files.writeString(part, "half");
        assertEquals("pending", killed.incident().recording().state());

        Watched next = watched();
        next.seconds(1);
        assertFalse(Files.exists(part));
        Incident incident = next.incident();
        assertEquals("none", incident.recording().state());
        String summary = next.summary(incident);
        assertTrue(summary.contains("\nRecording  the daemon ended before"), summary);
        assertFalse(summary.contains("jfr summary"), summary);
        assertFalse(summary.contains("tt-flight report"), summary);
    }

    @Test
    void shouldKeepTheOtherCommandsOfADaemonThatWasKilled() throws IOException {
        Watched killed = watched().dram(0, 0).pass(Duration.ZERO);
        killed.watch.daemonError("Parser", "lost its way", null);
        killed.pass(Duration.ZERO);
        Watched next = watched();
        next.seconds(1);
        String summary = next.summary(next.incident());
        assertTrue(summary.endsWith("Next\n  tt-flight doctor\n"), summary);
    }

    @Test
    void shouldGiveEachItsOwnName() throws IOException {
        lose(watched(), 0);
        Watched second = lose(watched(), 0); // as if the clock had been set back
        assertTrue(files(second.directory).contains(NAME + "-2.txt"));
        assertEquals(2, second.incidents().size());
        assertEquals(0, second.incidents().get(1).device());
    }

    @Test
    void shouldListWhatCannotBeRead() throws IOException {
        Watched watched = lose(watched(), 0);
        Files.writeString(watched.directory.resolve(NAME + ".json"), "{\"schema\":1,");
        Files.writeString(
                watched.directory.resolve("20261121T143046Z-daemon-error-3.jfr"), "foreign");
        Files.writeString(watched.directory.resolve("99999999T999999Z-x.jfr"), "no time");
        List<Incident> incidents = watched.incidents();
        assertEquals(2, incidents.size());
        assertEquals("its document is missing", incidents.get(0).message());
        assertEquals("daemon-error", incidents.get(0).kind());
        assertTrue(incidents.get(1).message().startsWith("its document cannot be read"));
        assertEquals(0, incidents.get(1).device());
    }

    @Test
    void shouldAnswerWithTheListAndWithOne() throws IOException {
        Watched watched = lose(watched(), 0);
        Files.createDirectories(root.resolve("recovered"));
        Files.writeString(root.resolve("recovered/run.jfr"), "12345");
        Files.writeString(root.resolve("recovered/notes"), "no recording");
        IncidentList list = IncidentJson.readList(watched.watch.answer("incidents"));
        assertEquals(watched.incident(), list.incidents().get(0).incident());
        assertEquals(
                Files.size(watched.directory.resolve(NAME + ".txt"))
                        + Files.size(watched.directory.resolve(NAME + ".json")),
                list.incidents().get(0).bytes());
        assertEquals(List.of("run.jfr"), list.recovered().stream().map(r -> r.file()).toList());
        assertEquals(5, list.recovered().get(0).bytes());
        String answer = watched.watch.answer("incidents name=" + NAME);
        assertEquals(watched.summary(watched.incident()), IncidentJson.readSummary(answer));
        for (String wrong : List.of("name=../../etc/passwd", "name=", "what", "name=a b")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> watched.watch.answer("incidents " + wrong),
                    wrong);
        }
    }

    @Test
    void shouldListNothingWhereNothingIs() throws IOException {
        IncidentDirectory nowhere =
                new IncidentDirectory(root.resolve("a/incidents"), root.resolve("a/recovered"));
        assertEquals(List.of(), nowhere.list(Watched.START).incidents());
        assertThrows(IOException.class, () -> nowhere.summary(NAME));
    }
}
