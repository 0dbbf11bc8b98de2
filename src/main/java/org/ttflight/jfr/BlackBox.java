package org.ttflight.jfr;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.jspecify.annotations.Nullable;

/**
 * The recording that is always on: a bounded past, to be written out when something goes wrong.
 *
 * <p>It is an ordinary recording of the name {@value #RECORDING}, so that {@code jcmd} can dump it,
 * too. Thread-safe.
 */
public final class BlackBox implements AutoCloseable {
    /** The recording's name, for {@code jcmd PID JFR.dump name=tt-flight}. */
    public static final String RECORDING = "tt-flight";

    private final @Nullable Recording recording;

    private BlackBox(@Nullable Recording recording) {
        this.recording = recording;
    }

    /**
     * Loads what {@link #start} needs, which is most of what it takes; to be called early, on a
     * thread of its own.
     */
    public static void load() {
        if (FlightRecorder.isAvailable()) {
            FlightRecorder.getFlightRecorder();
        }
    }

    /**
     * Starts to record, unless the options say off. The first recording of a JVM takes some hundred
     * milliseconds to start; call this from a thread that may wait.
     *
     * @throws IOException if the settings cannot be read or parsed; the message says which
     */
    public static BlackBox start(BlackBoxOptions options) throws IOException {
        if (options.isOff()) {
            return new BlackBox(null);
        }
        Recording recording = new Recording(configuration(options.settings()));
        recording.setName(RECORDING);
        recording.setToDisk(true);
        recording.setMaxAge(options.maxAge());
        recording.setMaxSize(options.maxBytes());
        recording.setDumpOnExit(false);
        recording.start();
        return new BlackBox(recording);
    }

    /**
     * Returns the settings of this name, or in this file.
     *
     * @param settings {@code continuous}, {@code profile}, or the path of a .jfc file
     * @throws IOException if they cannot be read or parsed
     */
    public static Configuration configuration(String settings) throws IOException {
        try {
            if (settings.equals("continuous") || settings.equals("profile")) {
                return bundled("tt-flight-" + settings + ".jfc");
            }
            Path file = Path.of(settings);
            if (!Files.isRegularFile(file)) {
                throw new IOException(
                        "unknown JFR settings '"
                                + settings
                                + "'; use continuous, profile, off or the path of a .jfc file");
            }
            return Configuration.create(file);
        } catch (ParseException e) {
            throw new IOException("bad JFR settings " + settings + ": " + e.getMessage(), e);
        }
    }

    private static Configuration bundled(String name) throws IOException, ParseException {
        try (InputStream bytes = BlackBox.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IOException("JFR settings " + name + " are missing from the jar");
            }
            try (Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
                return Configuration.create(text);
            }
        }
    }

    /** Returns whether it records; false if it is off, or if somebody has stopped it. */
    public boolean isRecording() {
        return recording != null && recording.getState() == RecordingState.RUNNING;
    }

    /**
     * Writes all that is kept to a file, which is whole or not there, and goes on recording. One
     * dump at a time.
     *
     * @throws IllegalStateException if it does not record
     */
    public synchronized void dump(Path file) throws IOException {
        Recording source = recording;
        if (source == null) {
            throw new IllegalStateException("the black box is off; nothing to dump");
        }
        if (!isRecording()) {
            throw new IllegalStateException(
                    "the recording " + RECORDING + " was stopped; nothing to dump");
        }
        try (Recording copy = source.copy(true)) {
            try (InputStream kept = copy.getStream(null, null)) {
                if (kept == null) {
                    throw new IOException("nothing is kept yet");
                }
                DumpFile.write(kept, file);
            }
        }
    }

    /**
     * Writes what is kept of some time to a file, which is whole or not there, and goes on
     * recording. As chunks are written as a whole, the file begins a little earlier and ends a
     * little later. One dump at a time.
     *
     * @throws IllegalStateException if it does not record
     * @throws IOException if nothing is kept of that time, or the file cannot be written
     */
    public synchronized void dump(Instant from, Instant to, Path file) throws IOException {
        Recording source = recording;
        if (source == null || !isRecording()) {
            throw new IllegalStateException(
                    "the recording " + RECORDING + " is off or was stopped; nothing to dump");
        }
        try (Recording copy = source.copy(true)) {
            try (InputStream kept = copy.getStream(from, to)) {
                if (kept == null) {
                    throw new IOException("nothing is kept of " + from + " to " + to);
                }
                DumpFile.write(kept, file);
            }
        }
    }

    /**
     * Stops this and all other recordings of this JVM, as nothing may be written any more. What was
     * kept stays where it is.
     */
    public static void stopAll() {
        for (Recording running : FlightRecorder.getFlightRecorder().getRecordings()) {
            if (running.getState() == RecordingState.RUNNING) {
                var unused = running.stop();
            }
        }
    }

    /** Stops recording and drops what was kept. */
    @Override
    public void close() {
        if (recording != null) {
            recording.close();
        }
    }
}
