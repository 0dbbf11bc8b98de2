package org.ttflight.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What shared memory says of one process. Immutable.
 *
 * @param slot the place in the table, 0 to 63
 * @param claimedPid the pid as written, in the pid namespace of the process
 * @param pid the pid in our namespace; -1 if it cannot be told which process this is
 * @param startTicks that process's start in clock ticks since boot; -1 if unknown
 * @param verdict live, stale (that process is gone) or unverifiable
 * @param name as written by the process; empty if it is
 * @param usage what it holds, as it counts
 * @param lastUpdateMicros when it last changed, in microseconds since the epoch; null if the time
 *     makes no sense
 */
public record SharedSlot(
        int slot,
        int claimedPid,
        int pid,
        long startTicks,
        Verdict verdict,
        String name,
        SharedUsage usage,
        @Nullable Long lastUpdateMicros) {}
