package org.ttflight.replay;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.ttflight.recording.MendedRecording;

/**
 * The events of a recording, chunk by chunk: so only those of one are in memory at a time, and can
 * be put in order. Not thread-safe.
 */
final class Chunks implements AutoCloseable {
    private static final String OURS = "tenstorrent.";
    private static final String JVM = "jdk.JVMInformation";

    private final MendedRecording recording;
    private final List<String> problems;

    private Chunks(MendedRecording recording) {
        this.recording = recording;
        this.problems = new CopyOnWriteArrayList<>(recording.notes());
    }

    /**
     * Finds them.
     *
     * @param fileOrDirectory a recording, or a directory with its parts
     * @throws IOException if there are none; the message says why
     */
    static Chunks of(Path fileOrDirectory) throws IOException {
        return new Chunks(MendedRecording.open(fileOrDirectory));
    }

    /** Returns how many there are. */
    int count() {
        return recording.chunks();
    }

    /** Returns what was mended and what cannot be read so far, in words; any thread may ask. */
    List<String> problems() {
        return problems;
    }

    /** Returns when the recording begins. */
    Instant start() {
        return recording.start();
    }

    /** Returns when it ends. */
    Instant end() {
        return recording.end();
    }

    /**
     * Returns the events of a chunk that are ours, and what tells of the JVM, by time. Of a chunk
     * that is damaged, those that could be read.
     *
     * @throws IOException if there is no room for a copy
     */
    List<RecordedEvent> read(int index) throws IOException {
        Path readable;
        try {
            readable = recording.file(index);
        } catch (NoSuchFileException e) { // a daemon drops what is too old
            note(recording.where(index) + "is gone");
            return List.of();
        }
        List<RecordedEvent> events = new ArrayList<>();
        try (RecordingFile file = new RecordingFile(readable)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                String name = event.getEventType().getName();
                if (name.startsWith(OURS) || name.equals(JVM)) {
                    events.add(event);
                }
            }
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // The parser trusts what it reads, so a damaged file may fail in any way.
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            note(recording.where(index) + "is damaged: " + why);
        }
        events.sort(Comparator.comparing(RecordedEvent::getStartTime));
        return events;
    }

    private void note(String problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    @Override
    public void close() throws IOException {
        recording.close();
    }
}
