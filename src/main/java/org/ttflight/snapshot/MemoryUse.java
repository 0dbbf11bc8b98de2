package org.ttflight.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * What is held of one memory type.
 *
 * @param used bytes held now
 * @param peak the most bytes held at one time since the start or the last reset of the peak
 * @param buffers how many buffers (circular buffers, kernels) make up {@code used}
 * @param capacity how many bytes the device has; null if unknown, for a process, and for a type
 *     that is only a part of another (TRACE of DRAM; L1_SMALL and CB of L1)
 * @param capacitySource who says so, or {@code unknown}; null where a capacity makes no sense
 */
public record MemoryUse(
        long used,
        long peak,
        long buffers,
        @Nullable Long capacity,
        @Nullable String capacitySource) {}
