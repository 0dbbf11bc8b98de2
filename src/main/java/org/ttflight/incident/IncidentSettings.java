package org.ttflight.incident;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What counts as an incident, and how much is kept of it.
 *
 * @param before how far the recording reaches back
 * @param after how long it goes on after the incident; its file is written then
 * @param memoryShare the share of a device's DRAM or L1 above which rising memory is an incident,
 *     above 0 and below 1; null for none
 * @param orphanedBytes how much device memory a process must leave behind, at least 1
 * @param maxBytes how much disk all files of incidents together may take; the newest is kept
 *     whatever its size
 */
public record IncidentSettings(
        Duration before,
        Duration after,
        @Nullable Double memoryShare,
        long orphanedBytes,
        long maxBytes) {
    private static final Duration LONGEST = Duration.ofDays(1);

    /** What is usual. */
    public static final IncidentSettings DEFAULTS =
            new IncidentSettings(
                    Duration.ofMinutes(5), Duration.ofMinutes(1), 0.95, 1 << 20, 512L << 20);

    /** Checks the ranges; the message of the exception says what is wrong. */
    public IncidentSettings {
        check(before, "before");
        check(after, "after");
        if (memoryShare != null && !(memoryShare > 0 && memoryShare < 1)) {
            throw new IllegalArgumentException("the share must be above 0 and below 1");
        }
        if (orphanedBytes < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("sizes must be at least one byte");
        }
    }

    private static void check(Duration time, String name) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the time " + name + " must be 0 s to 24 h");
        }
    }
}
