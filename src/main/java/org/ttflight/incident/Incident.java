package org.ttflight.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One incident, as its document has it. Immutable.
 *
 * @param schema {@link #SCHEMA}
 * @param name of its files, without the ending
 * @param time when it happened
 * @param kind the label of an {@link IncidentKind}, or of one that a newer version knows
 * @param device the ordinal of the device then; null if it is of none
 * @param asicId the number of the chip; null if unknown, or of no device
 * @param pid the process; null if it is of none
 * @param processName what people call the process; null if unknown, or of no process
 * @param message what happened, in a sentence without a full stop
 * @param more how many more of the same kind are part of this one
 * @param lastTime when the last of them happened; null if there are none
 * @param further the first of them
 * @param recording what became of its recording
 */
public record Incident(
        int schema,
        String name,
        Instant time,
        String kind,
        @Nullable Integer device,
        @Nullable String asicId,
        @Nullable Integer pid,
        @Nullable String processName,
        String message,
        long more,
        @Nullable Instant lastTime,
        List<Occurrence> further,
        RecordingState recording) {
    /** The version of the document. */
    public static final int SCHEMA = 1;

    /** Takes a copy of the list. */
    public Incident {
        further = List.copyOf(further);
    }

    /** One more of the same kind. */
    public record Occurrence(
            Instant time, @Nullable Integer device, @Nullable Integer pid, String message) {}

    /**
     * What became of a recording.
     *
     * @param state {@link #PENDING}, {@link #WRITTEN} or {@link #NONE}
     * @param file its name, in the same directory; null if there is none
     * @param bytes its size; null if there is none
     * @param from what it covers at least; null if there is none
     * @param to the end of that
     * @param why there is none, or when it will be written; null if it is written
     */
    public record RecordingState(
            String state,
            @Nullable String file,
            @Nullable Long bytes,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String why) {
        /** It is written when the time after the incident has passed. */
        public static final String PENDING = "pending";

        /** It is there. */
        public static final String WRITTEN = "written";

        /** There is none, and will be none. */
        public static final String NONE = "none";

        static RecordingState none(String why) {
            return new RecordingState(NONE, null, null, null, null, why);
        }
    }

    /**
     * Returns where it happened: {@code device 0}, {@code process 42 (python3)}, {@code daemon}.
     */
    public String where() {
        if (pid != null) {
            return "process " + pid + (processName == null ? "" : " (" + processName + ")");
        }
        return device == null ? "daemon" : "device " + device;
    }

    Incident with(RecordingState other) {
        return new Incident(
                schema,
                name,
                time,
                kind,
                device,
                asicId,
                pid,
                processName,
                message,
                more,
                lastTime,
                further,
                other);
    }
}
