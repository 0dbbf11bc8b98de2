package org.ttflight.history;

import java.time.Instant;
import java.util.List;

/**
 * A window of time, cut into even steps.
 *
 * @param schema the version of the document, {@link #SCHEMA}
 * @param endTime the end of the last step, which may not be over yet
 * @param stepSeconds how long a step is
 * @param steps how many values each series has
 * @param devices by ordinal
 */
public record HistoryDocument(
        int schema, Instant endTime, int stepSeconds, int steps, List<DeviceHistory> devices) {
    /** The version that this program writes and understands. */
    public static final int SCHEMA = 1;

    /** Takes a copy of the list. */
    public HistoryDocument {
        devices = List.copyOf(devices);
    }
}
