package org.ttflight.snapshot;

import org.jspecify.annotations.Nullable;
import org.ttflight.host.Capacity;
import org.ttflight.ledger.UsageSource;
import org.ttflight.report.BankReport;

/**
 * One memory type on one device, as all sources together see it. Sizes are bytes.
 *
 * @param used the sum over live processes, of each the figure of one source; null if no source
 *     observes this type here
 * @param peak the most of that since the start or the last reset; null as above
 * @param buffers live buffers that programs report one by one; null if no program does
 * @param source who says so
 * @param capacity how much there is; unknown for a type that is a part of another
 * @param claimed what shared memory states for the whole device; null without it
 * @param unattributed {@code claimed} less what its live processes hold: of processes that are gone
 *     or found no slot; null without shared memory
 * @param banks the allocator's own account; null without a report
 */
public record ObservedMemory(
        @Nullable Long used,
        @Nullable Long peak,
        @Nullable Long buffers,
        UsageSource source,
        Capacity capacity,
        @Nullable Long claimed,
        @Nullable Long unattributed,
        @Nullable BankReport banks) {
    /** Nothing is known. */
    public static final ObservedMemory UNKNOWN =
            new ObservedMemory(
                    null, null, null, UsageSource.NONE, Capacity.UNKNOWN, null, null, null);
}
