package org.ttflight.host;

import org.jspecify.annotations.Nullable;

/**
 * A process of the host and what it uses there. Immutable.
 *
 * @param startTicks its start in clock ticks since boot; with the pid it names a process for ever;
 *     -1 if unreadable
 * @param description what people call it
 * @param cpuMillis processor time it has used so far, user and system; null if unreadable
 * @param cpuRatio processor time over the last interval by its length, 1 for one core fully used;
 *     null until there are two readings
 * @param residentBytes memory of the host it occupies; null if unreadable
 */
public record HostProcess(
        int pid,
        long startTicks,
        ProcessDescription description,
        @Nullable Long cpuMillis,
        @Nullable Double cpuRatio,
        @Nullable Long residentBytes) {}
