package org.ttflight.snapshot;

import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.Usage;
import org.ttflight.ledger.UsageSource;

/**
 * What one process holds on one device: both observations side by side, never added. Immutable.
 *
 * @param device the device's ordinal
 * @param isOpen whether the driver says that the process has it open; null if nobody can be asked
 * @param reported what the process reports on the socket; null if it does not
 * @param shared what its slot in shared memory states; null without one
 * @param hasDiscrepancy whether the two have differed for too long to be a matter of timing
 * @param sharedPeak the highest of each type that was seen in {@code shared}; null without one
 */
public record ObservedHolding(
        int device,
        @Nullable Boolean isOpen,
        @Nullable Usage reported,
        @Nullable SharedUsage shared,
        boolean hasDiscrepancy,
        @Nullable SharedUsage sharedPeak) {

    /** Makes one that is seen for the first time. */
    public ObservedHolding(
            int device,
            @Nullable Boolean isOpen,
            @Nullable Usage reported,
            @Nullable SharedUsage shared,
            boolean hasDiscrepancy) {
        this(device, isOpen, reported, shared, hasDiscrepancy, shared);
    }

    /** Returns whose figure {@link #used} is. */
    public UsageSource source() {
        if (reported != null) {
            return UsageSource.SOCKET;
        }
        return shared != null ? UsageSource.SHARED_MEMORY : UsageSource.NONE;
    }

    /** Returns the bytes held: as reported, else as in shared memory; null if unknown. */
    public @Nullable Long used(MemoryType type) {
        if (reported != null) {
            return reported.used(type);
        }
        return shared == null ? null : shared.used(type);
    }

    /** Returns the most bytes held, by the source of {@link #used}; null if unknown. */
    public @Nullable Long peak(MemoryType type) {
        if (reported != null) {
            return reported.peak(type);
        }
        return sharedPeak == null ? null : sharedPeak.used(type);
    }

    /** Returns whether any of this type is held, or was held since the process is observed. */
    public boolean wasUsed(MemoryType type) {
        if (reported != null && (reported.peak(type) > 0 || reported.buffers(type) > 0)) {
            return true;
        }
        Long stated = sharedPeak == null ? null : sharedPeak.used(type);
        return stated != null && stated > 0;
    }

    /** Returns what is reported less what shared memory states; null without both. */
    public @Nullable Long difference(MemoryType type) {
        Long stated = shared == null ? null : shared.used(type);
        return reported == null || stated == null
                ? null
                : Long.valueOf(reported.used(type) - stated);
    }
}
