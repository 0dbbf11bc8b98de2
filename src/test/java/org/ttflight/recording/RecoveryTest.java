package org.ttflight.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
    private static final String RUN = "2026_11_20_03_00_00_4711";
    private static final List<Integer> ROWS =
            IntStream.range(0, 2 * KilledRecorder.EVENTS_IN_CHUNK).boxed().toList();

    @TempDir static Path left;
    @TempDir Path directory;

    private static List<Path> chunks = List.of();

    private final List<String> heard = new ArrayList<>();
    private final List<RecoveredRecording> recovered = new ArrayList<>();
    private StateDirectory state;
    private StateLock lock;

    @BeforeAll
    static void recordAndKill() throws Exception {
        chunks = KilledRecorder.leaveChunks(left);
    }

    @BeforeEach
    void take() throws IOException {
        state = new StateDirectory(directory.resolve("state"));
        lock = StateLock.take(state);
    }

    @AfterEach
    void letGo() throws IOException {
        lock.close();
    }

    private Path leave(String run, Path... files) throws IOException {
        Path directory = Files.createDirectory(state.repository().resolve(run));
        for (Path file : files) {
            Files.copy(file, directory.resolve(file.getFileName().toString()));
        }
        return directory;
    }

    private void recover(long mostBytes, int mostFiles) throws IOException {
        Recovery.of(state, mostBytes, mostFiles)
                .run(
                        new Recovery.Listener() {
                            @Override
                            public void recovered(
                                    RecoveredRecording recording,
                                    boolean wasKilled,
                                    List<String> notes) {
                                heard.add((wasKilled ? "killed " : "kept ") + notes.size());
                                recovered.add(recording);
                            }

                            @Override
                            public void failed(Path directory, IOException reason) {
                                heard.add("failed " + directory.getFileName());
                            }

                            @Override
                            public void empty(Path directory, List<String> notes) {
                                heard.add("empty " + directory.getFileName() + " " + notes);
                            }

                            @Override
                            public void dropped(RecoveredRecording recording) {
                                heard.add("dropped " + recording.file().getFileName());
                            }
                        });
    }

    private void recover() throws IOException {
        recover(Recovery.MOST_BYTES, Recovery.MOST_FILES);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void shouldJoinWhatAKilledDaemonLeft() throws IOException {
        leave(RUN, chunks.get(0), chunks.get(1));
        leave(RUN + "-links", chunks.get(0), chunks.get(1));
        recover();
        assertEquals(List.of("killed 1"), heard);
        assertEquals(List.of(), names(state.repository()));
        RecoveredRecording recording = recovered.get(0);
        assertEquals(ROWS, KilledRecorder.rows(recording.file()));
        assertTrue(recording.file().toString().endsWith("-pid4711.jfr"), recording::toString);
        assertEquals(List.of(recording), RecoveredRecording.list(state));
        assertEquals(Files.size(recording.file()), recording.bytes());
        assertTrue(recording.from().isBefore(recording.to()), recording::toString);
        assertEquals(
                recording.to().getEpochSecond(),
                Files.getLastModifiedTime(recording.file()).toInstant().getEpochSecond());
    }

    @Test
    void shouldKeepWhatWasLinkedOfADaemonThatEnded() throws IOException {
        leave(RUN + "-links", chunks.get(0));
        recover();
        assertEquals(List.of("kept 0"), heard);
        assertEquals(1, RecoveredRecording.list(state).size());
    }

    @Test
    void shouldBeginAnewWhereARecoveryWasKilled() throws IOException {
        Path run = leave(RUN, chunks.get(0));
        Files.write(state.recovered().resolve("20261120-030000-pid4711.jfr.part"), new byte[9]);
        recover();
        leave(RUN, chunks.get(0)); // as if it was killed before it deleted this
        recover();
        assertFalse(Files.exists(run));
        assertEquals(List.of("killed 0"), heard);
        assertEquals(1, names(state.recovered()).size());
    }

    @Test
    void shouldNotReplaceARecordingByWhatIsLeftOfItsRun() throws IOException {
        leave(RUN, chunks.get(0), chunks.get(1));
        recover();
        leave(RUN, chunks.get(0)); // as if it was killed while it deleted this
        recover();
        assertEquals(List.of("killed 1"), heard);
        assertEquals(List.of(), names(state.repository()));
        assertEquals(recovered, RecoveredRecording.list(state));
        assertEquals(ROWS, KilledRecorder.rows(recovered.get(0).file()));
    }

    @Test
    void shouldSayWhatCannotBeRead() throws IOException {
        Path run = leave(RUN);
        Files.write(run.resolve("a.jfr"), new byte[100]);
        leave("2026_11_20_04_00_00_4712"); // nothing at all, as of a daemon without a recording
        recover();
        assertEquals(List.of("empty " + RUN + " [a.jfr does not begin with FLR]"), heard);
        assertEquals(List.of(), names(state.repository()));
    }

    @Test
    void shouldLeaveAloneWhatIsNotOurs() throws IOException {
        leave("notes", chunks.get(0));
        Files.createSymbolicLink(state.repository().resolve(RUN), left);
        recover();
        assertEquals(List.of(), heard);
        assertEquals(List.of(RUN, "notes"), names(state.repository()));
        assertTrue(Files.exists(chunks.get(0)));
    }

    @Test
    void shouldLeaveARunWhereItIsIfItsFileCannotBeWritten() throws IOException {
        Path run = leave(RUN, chunks.get(0));
        Files.delete(state.recovered());
        Files.writeString(state.recovered(), "in the way");
        recover();
        assertTrue(heard.contains("failed " + RUN), heard::toString);
        assertEquals(1, names(run).size());
    }

    @Test
    void shouldDropTheOldestOfTooMany() throws IOException {
        leave("2026_11_20_05_00_00_1", chunks.get(0));
        leave("2026_11_20_06_00_00_2", chunks.get(1));
        recover(1, 50);
        String first = recovered.get(0).file().getFileName().toString();
        assertEquals(List.of("killed 0", "killed 1", "dropped " + first), heard);
        assertEquals(List.of(recovered.get(1)), RecoveredRecording.list(state));
        leave("2026_11_20_07_00_00_3", chunks.get(1));
        recover(Recovery.MOST_BYTES, 1);
        assertEquals(1, names(state.recovered()).size());
    }

    @Test
    void shouldLinkTheChunksOfThisProcess() throws IOException {
        String pid = "_" + ProcessHandle.current().pid();
        Path other = leave("2026_11_20_04_00_00" + pid); // of a clock that was ahead
        Recovery earlier = Recovery.of(state);
        String name = "2026_11_20_03_00_00" + pid;
        Path run = leave(name);
        ChunkLinks links =
                Objects.requireNonNull(
                        ChunkLinks.ofThisProcess(state, earlier, Duration.ofHours(24), 1 << 20));
        Files.write(other.resolve("0.jfr"), new byte[9]);
        Path linked = state.repository().resolve(name + "-links");
        for (int chunk = 1; chunk <= 3; chunk++) {
            Files.write(run.resolve(chunk + ".jfr"), new byte[8 << 20]);
            links.update(Instant.now());
        }
        assertEquals(List.of("2.jfr", "3.jfr"), names(linked));
        for (String chunk : names(run)) {
            Files.delete(run.resolve(chunk)); // as the JVM does at its end
        }
        Files.delete(run);
        links.update(Instant.now());
        assertEquals(List.of("2.jfr", "3.jfr"), names(linked));
        assertEquals(8 << 20, Files.size(linked.resolve("3.jfr")));
        links.update(Instant.now().plus(Duration.ofHours(25)));
        assertEquals(List.of("3.jfr"), names(linked));
    }

    @Test
    void shouldWriteWhatIsLinkedWhenTheRecordingHasEnded() throws IOException {
        Recovery earlier = Recovery.of(state);
        Path run =
                leave(
                        "2026_11_20_03_00_00_" + ProcessHandle.current().pid(),
                        chunks.get(0),
                        chunks.get(1));
        ChunkLinks links =
                Objects.requireNonNull(
                        ChunkLinks.ofThisProcess(state, earlier, Duration.ofHours(24), 1 << 20));
        links.update(Instant.now());
        for (String chunk : names(run)) {
            Files.delete(run.resolve(chunk));
        }
        Path file = state.incidents().resolve("a.jfr");
        Instant now = Instant.now();
        links.write(now.minusSeconds(3600), now, file);
        assertEquals(ROWS, KilledRecorder.rows(file));
        assertThrows(IOException.class, () -> links.write(now.plusSeconds(60), now, file));
    }

    @Test
    void shouldNotLinkAnothersChunks() throws IOException {
        Recovery earlier = Recovery.of(state);
        leave(RUN, chunks.get(0));
        assertNull(ChunkLinks.ofThisProcess(state, earlier, Duration.ofHours(24), 1 << 20));
    }
}
