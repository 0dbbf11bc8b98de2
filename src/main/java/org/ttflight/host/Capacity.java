package org.ttflight.host;

import org.jspecify.annotations.Nullable;

/**
 * How much memory there is, and who says so.
 *
 * @param bytes more than zero; null if unknown, never 0
 */
public record Capacity(@Nullable Long bytes, CapacitySource source) {
    /** Nobody knows. */
    public static final Capacity UNKNOWN = new Capacity(null, CapacitySource.UNKNOWN);

    /** Checks that exactly the unknown has no number. */
    public Capacity {
        if ((bytes == null) != (source == CapacitySource.UNKNOWN)
                || (bytes != null && bytes <= 0)) {
            throw new IllegalArgumentException("capacity " + bytes + " from " + source);
        }
    }

    /** Returns a capacity that the table of cards gives. */
    public static Capacity fromTable(long bytes) {
        return new Capacity(bytes, CapacitySource.TABLE);
    }
}
