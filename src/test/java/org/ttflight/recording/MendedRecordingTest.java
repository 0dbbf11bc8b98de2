package org.ttflight.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

class MendedRecordingTest {
    private static final int STATE = 64;
    private static final int ALL = KilledRecorder.EVENTS_IN_CHUNK;

    @TempDir static Path left;
    @TempDir Path directory;

    private static byte[] finished = {};
    private static byte[] unfinished = {};

    @BeforeAll
    static void recordAndKill() throws Exception {
        List<Path> chunks = KilledRecorder.leaveChunks(left);
        finished = Files.readAllBytes(chunks.get(0));
        unfinished = Files.readAllBytes(chunks.get(1));
        assertEquals(0, finished[STATE]);
        assertNotEquals(0, unfinished[STATE]);
    }

    private Path file(byte[]... parts) throws IOException {
        Path file = directory.resolve("some.jfr");
        Files.write(file, join(parts));
        return file;
    }

    private static byte[] join(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static long jmcRows(MendedRecording recording) throws Exception {
        long rows = 0;
        for (int chunk = 0; chunk < recording.chunks(); chunk++) {
            rows +=
                    JfrLoaderToolkit.loadEvents(recording.file(chunk).toFile())
                            .apply(ItemFilters.type("test.Row"))
                            .stream()
                            .flatMap(items -> items.stream())
                            .count();
        }
        return rows;
    }

    @Test
    void shouldLeaveAWholeFileAlone() throws Exception {
        Path file = file(finished);
        try (MendedRecording mended = MendedRecording.open(file)) {
            assertEquals(file, mended.file(0));
            assertEquals(List.of(), mended.notes());
        }
        assertTrue(Files.exists(file));
    }

    @Test
    void shouldMendWhatWasBeingWritten() throws Exception {
        Path file = file(finished, unfinished);
        Path copy;
        try (MendedRecording mended = MendedRecording.open(file)) {
            assertEquals(numbers(0, 2 * ALL), KilledRecorder.rows(mended));
            assertEquals(2 * ALL, jmcRows(mended));
            Path before = mended.file(0);
            copy = mended.file(1);
            assertNotEquals(file, copy);
            assertFalse(Files.exists(before));
            assertEquals(1, mended.notes().size(), mended.notes()::toString);
        }
        assertFalse(Files.exists(copy));
        assertTrue(Files.exists(file));
    }

    @Test
    void shouldJoinADirectory() throws Exception {
        Files.write(directory.resolve("b.jfr"), finished);
        Files.write(directory.resolve("a.jfr"), unfinished);
        Files.write(directory.resolve("c.jfr"), new byte[0]);
        Files.write(directory.resolve("readme.txt"), new byte[10]);
        try (MendedRecording mended = MendedRecording.open(directory)) {
            assertEquals(numbers(0, 2 * ALL), KilledRecorder.rows(mended));
            Path empty = directory.resolve("c.jfr");
            String note = "Left out: " + empty + " is no JFR recording: it is empty";
            assertTrue(mended.notes().contains(note), mended.notes()::toString);
        }
    }

    @Test
    void shouldReadOnceWhatSeveralFilesHave() throws Exception {
        Files.write(directory.resolve("a.jfr"), join(finished, unfinished));
        Files.write(directory.resolve("b.jfr"), finished);
        Files.write(directory.resolve("c.jfr"), Arrays.copyOf(unfinished, 5000));
        try (MendedRecording mended = MendedRecording.open(directory)) {
            assertEquals(numbers(0, 2 * ALL), KilledRecorder.rows(mended));
            assertEquals(2, mended.chunks());
            assertTrue(mended.start().isBefore(mended.end()));
        }
    }

    @Test
    void shouldSayWhichChunkIsGone() throws Exception {
        Files.write(directory.resolve("a.jfr"), finished);
        Path second = Files.write(directory.resolve("b.jfr"), unfinished);
        try (MendedRecording mended = MendedRecording.open(directory)) {
            Files.delete(second);
            assertEquals("b.jfr ", mended.where(1));
            assertThrows(NoSuchFileException.class, () -> mended.file(1));
            assertEquals(numbers(0, ALL), KilledRecorder.rows(mended.file(0)));
        }
        Path file = file(finished, unfinished);
        try (MendedRecording mended = MendedRecording.open(file)) {
            assertEquals("some.jfr at byte " + finished.length + ": ", mended.where(1));
        }
    }

    @Test
    void shouldKeepWhatComesAroundGarbage() throws Exception {
        byte[] garbage = new byte[100_000];
        new Random(5).nextBytes(garbage);
        Path file = file(unfinished, garbage, finished, new byte[5000]);
        try (MendedRecording mended = MendedRecording.open(file)) {
            List<Integer> rows = KilledRecorder.rows(mended);
            assertTrue(rows.containsAll(numbers(0, 2 * ALL)), () -> rows.size() + " rows");
            assertEquals(2 * ALL, jmcRows(mended));
        }
    }

    /** What is read was written, once, whatever is missing. */
    @Test
    void shouldReadWhatIsWholeOfATruncatedChunk() throws Exception {
        int most = 0;
        for (byte[] chunk : List.of(finished, unfinished)) {
            int first = chunk == finished ? 0 : ALL;
            for (int length = 1; length < chunk.length; length += chunk.length / 30) {
                Path file = file(Arrays.copyOf(chunk, length));
                try (MendedRecording mended = MendedRecording.open(file)) {
                    List<Integer> rows = KilledRecorder.rows(mended);
                    assertTrue(numbers(first, first + ALL).containsAll(rows), "of " + length);
                    assertEquals(rows.size(), new HashSet<>(rows).size(), "of " + length);
                    assertEquals(rows.size(), jmcRows(mended), "of " + length);
                    most = Math.max(most, rows.size());
                } catch (IOException e) {
                    assertTrue(
                            String.valueOf(e.getMessage()).startsWith(file.toString()),
                            e.toString());
                }
            }
        }
        assertEquals(ALL, most);
    }

    @Test
    void shouldSurviveBytesThatAreWrong() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 40; round++) {
            byte[] wrong = unfinished.clone();
            int at = round < 10 ? random.nextInt(68) : random.nextInt(wrong.length);
            int length = Math.min(1 + random.nextInt(64), wrong.length - at);
            for (int i = 0; i < length; i++) {
                wrong[at + i] = (byte) random.nextInt();
            }
            Path file = file(finished, wrong);
            try (MendedRecording mended = MendedRecording.open(file)) {
                assertEquals(finished.length, firstChunk(mended.file(0)));
            }
        }
    }

    private static long firstChunk(Path file) throws IOException {
        return ChunkMending.of(file).chunks().get(0).size();
    }

    @Test
    void shouldSayWhatIsNoRecording() throws Exception {
        assertProblem(new byte[0], "is empty");
        assertProblem(
                "hello, here is a text".getBytes(StandardCharsets.UTF_8),
                "does not begin with FLR");
        assertProblem(Arrays.copyOf(finished, 40), "ends within the header");
        assertProblem(Arrays.copyOf(finished, 2000), "nothing of a chunk that can be read");
        byte[] newer = finished.clone();
        newer[5] = 9;
        assertProblem(newer, "format version 9");
        Path none = directory.resolve("none.jfr");
        IOException missing = assertThrows(IOException.class, () -> MendedRecording.open(none));
        assertEquals("no such file: " + none, missing.getMessage());
    }

    private void assertProblem(byte[] bytes, String expected) throws IOException {
        Path file = file(bytes);
        IOException problem = assertThrows(IOException.class, () -> MendedRecording.open(file));
        assertTrue(String.valueOf(problem.getMessage()).contains(expected), problem.toString());
    }
}
