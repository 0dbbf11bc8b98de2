package org.ttflight.jmx;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.ingest.IngestCounters;

/**
 * What the {@link ServerMXBean} shows or does and only the daemon knows. Called from any thread;
 * all but {@link #dumpRecording}, {@link #listIncidents} and the two texts must answer at once.
 */
public interface ServerAccess {
    /** Returns the version of tt-flight. */
    String version();

    /** Returns the path of the socket. */
    String socketPath();

    /** Returns when the daemon started, in milliseconds since the epoch. */
    long startEpochMillis();

    /** Returns how long the daemon has run, in milliseconds of a clock that does not jump. */
    long uptimeMillis();

    /** Returns the state of each source in a word or two, by name: {@code ingest} listening. */
    Map<String, String> sources();

    /** Returns what the server on the socket has seen. */
    IngestCounters counters();

    /** Returns the rejections of {@link #counters} by label, those that never happened included. */
    Map<String, Long> rejections();

    /** Returns the state of the recording in a word or two. */
    String recording();

    /** Returns the files of earlier runs' recordings, the latest first; only a daemon has any. */
    default List<String> recoveredRecordings() {
        return List.of();
    }

    /**
     * Returns how many incidents there were, those added to another included; null where nobody
     * watches for them: only a daemon does.
     */
    default @Nullable Long incidentCount() {
        return null;
    }

    /** Returns of how many incidents a file could not be written; null likewise. */
    default @Nullable Long incidentsNotWritten() {
        return null;
    }

    /** Returns the incidents that are kept, the newest first. */
    default List<IncidentRow> listIncidents() {
        return List.of();
    }

    /** Returns all live buffers as text. */
    String remaining();

    /** Returns all loaded kernels as text. */
    String kernels();

    /**
     * Writes the recording to a file.
     *
     * @param path the file; empty lets the daemon choose one
     * @return where it was written
     */
    String dumpRecording(String path) throws IOException;

    /**
     * Returns what is remembered of a device, oldest first; nothing if nothing is.
     *
     * @param windowSeconds how long the window is that ends now, up to a day
     * @param steps into how many it is cut at most
     * @throws IllegalArgumentException if one of them is out of range; the message says what is
     *     allowed
     */
    List<HistoryRow> history(int device, int windowSeconds, int steps);
}
