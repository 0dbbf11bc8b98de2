package org.ttflight.history;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A window of time, cut into even steps.
 *
 * @param schema the version of the document, {@link #SCHEMA}
 * @param endTime the end of the last step, which may not be over yet
 * @param stepSeconds how long a step is
 * @param steps how many values each series has
 * @param devices by ordinal; where one chip took the place of another, both, the later one first
 */
public record HistoryDocument(
        int schema, Instant endTime, int stepSeconds, int steps, List<DeviceHistory> devices) {
    /** The version that this program writes and understands. */
    public static final int SCHEMA = 1;

    /** Takes a copy of the list. */
    public HistoryDocument {
        devices = List.copyOf(devices);
    }

    /** Returns what is known of this chip at this place, or null if nothing is. */
    public @Nullable DeviceHistory device(int ordinal, @Nullable String asicId) {
        for (DeviceHistory candidate : devices) {
            if (candidate.device() == ordinal && Objects.equals(candidate.asicId(), asicId)) {
                return candidate;
            }
        }
        return null;
    }
}
