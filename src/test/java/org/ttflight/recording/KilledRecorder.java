package org.ttflight.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jfr.Configuration;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** A JVM that records until it is killed, and leaves two chunks: a finished one and another. */
final class KilledRecorder {
    static final int EVENTS_IN_CHUNK = 500;
    private static final int TICKS_OF_TWO_FLUSHES = 15;

    @Name("test.Row")
    @Label("Row")
    static final class RowEvent extends Event {
        @Label("Number")
        int number;

        @Label("Text")
        String text = "";
    }

    @Name("test.Tick")
    @Label("Tick")
    static final class TickEvent extends Event {}

    private KilledRecorder() {}

    /** Records; only to be run in a JVM of its own. */
    public static void main(String[] args) throws Exception {
        Recording recording = new Recording(Configuration.getConfiguration("default"));
        recording.start();
        write(0);
        Path dump = Files.createTempFile("rotate", ".jfr");
        recording.dump(dump); // ends the chunk
        Files.delete(dump);
        write(EVENTS_IN_CHUNK);
        for (int tick = 0; tick < 600; tick++) { // killed by then
            new TickEvent().commit();
            Thread.sleep(100);
        }
    }

    private static void write(int from) {
        for (int number = from; number < from + EVENTS_IN_CHUNK; number++) {
            RowEvent event = new RowEvent();
            event.number = number;
            event.text = "a text that is long enough for the pool of strings " + number % 10;
            event.commit();
        }
    }

    /** Returns the files of the chunks, in order, of a recorder that was killed. */
    static List<Path> leaveChunks(Path repository) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:FlightRecorderOptions:repository=" + repository,
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledRecorder.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!isAllWritten(repository)) {
                if (System.nanoTime() > deadline || !process.isAlive()) {
                    throw new IOException("the recorder did not record");
                }
                Thread.sleep(50);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return chunks(repository);
    }

    private static boolean isAllWritten(Path repository) throws IOException {
        List<Path> chunks = chunks(repository);
        if (chunks.size() < 2) {
            return false;
        }
        List<Chunk> readable = ChunkMending.of(chunks.get(1)).chunks();
        if (readable.isEmpty()) {
            return false;
        }
        try (MendedRecording mended = MendedRecording.open(chunks.get(1))) {
            return numbers(mended.file(0), "test.Tick").size() > TICKS_OF_TWO_FLUSHES;
        }
    }

    static List<Path> chunks(Path repository) throws IOException {
        if (!Files.isDirectory(repository)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(repository)) {
            return files.filter(file -> file.toString().endsWith(".jfr")).sorted().toList();
        }
    }

    /** Returns the numbers of the rows in a file, read by the JDK, in ascending order. */
    static List<Integer> rows(Path file) throws IOException {
        return numbers(file, "test.Row");
    }

    /** Returns the same of each chunk, in their order. */
    static List<Integer> rows(MendedRecording recording) throws IOException {
        List<Integer> rows = new ArrayList<>();
        for (int chunk = 0; chunk < recording.chunks(); chunk++) {
            rows.addAll(rows(recording.file(chunk)));
        }
        return rows;
    }

    private static List<Integer> numbers(Path file, String type) throws IOException {
        List<Integer> rows = new ArrayList<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                var event = recording.readEvent();
                if (event.getEventType().getName().equals(type)) {
                    rows.add(event.hasField("number") ? event.getInt("number") : 0);
                }
            }
        }
        rows.sort(null); // a file is in the order in which threads handed over what they had
        return rows;
    }
}
