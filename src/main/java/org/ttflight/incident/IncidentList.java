package org.ttflight.incident;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * All incidents that are kept, the newest first, and what was recovered of earlier recordings.
 *
 * @param schema {@link #SCHEMA}
 * @param time when the list was made
 * @param directory where the files of the incidents are
 * @param recoveredDirectory where the recovered recordings are
 */
public record IncidentList(
        int schema,
        Instant time,
        String directory,
        List<Kept> incidents,
        String recoveredDirectory,
        List<Recovered> recovered) {
    /** The version of the document. */
    public static final int SCHEMA = 1;

    /** Takes copies of the lists. */
    public IncidentList {
        incidents = List.copyOf(incidents);
        recovered = List.copyOf(recovered);
    }

    /**
     * One incident.
     *
     * @param bytes of all its files together; 0 if none could be written
     */
    public record Kept(Incident incident, long bytes) {}

    /**
     * A recording of an earlier daemon.
     *
     * @param time when it was last written to
     */
    public record Recovered(String file, long bytes, Instant time) {}

    /** Returns the path of an incident's file to show: the recording, or else the summary. */
    public String file(Incident incident) {
        String recording = incident.recording().file();
        String name = recording == null ? incident.name() + ".txt" : recording;
        return Path.of(directory).resolve(name).toString();
    }
}
