package org.ttflight.jmx;

import org.jspecify.annotations.Nullable;

/**
 * One incident, as a client sees it.
 *
 * @param time when it happened, in milliseconds since the epoch
 * @param kind what it is: {@code device-lost} and the like
 * @param device the device's ordinal then; null if it is of none
 * @param pid the process; null if it is of none
 * @param message what happened, for people
 * @param more how many more of the same kind are part of it
 * @param file the recording on the daemon's host, or the summary where there is none yet
 * @param bytes size of all its files; 0 if none could be written
 */
public record IncidentRow(
        long time,
        String kind,
        @Nullable Integer device,
        @Nullable Integer pid,
        String message,
        long more,
        String file,
        long bytes) {}
