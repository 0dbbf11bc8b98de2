package org.ttflight.jfr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** A recording for one test: what it has of ours is read back from a file. */
final class Flight implements AutoCloseable {
    final Recording recording;
    final Path file;

    private Flight(Recording recording, Path file) {
        this.recording = recording;
        this.file = file;
    }

    /** Records what the settings say. */
    static Flight of(String settings, Path directory) throws IOException {
        return new Flight(
                new Recording(BlackBox.configuration(settings)), directory.resolve("flight.jfr"));
    }

    Flight start() {
        recording.start();
        return this;
    }

    /** Ends it and returns our events, by time. */
    List<RecordedEvent> stop() throws IOException {
        recording.stop();
        recording.dump(file);
        return read(file);
    }

    /** Ends it and returns the events of this name, by time. */
    List<RecordedEvent> stop(String name) throws IOException {
        return only(name, stop());
    }

    static List<RecordedEvent> only(String name, List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("tenstorrent." + name))
                .toList();
    }

    static List<RecordedEvent> read(Path file) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("tenstorrent."))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
    }

    @Override
    public void close() throws IOException {
        recording.close();
        Files.deleteIfExists(file);
    }
}
