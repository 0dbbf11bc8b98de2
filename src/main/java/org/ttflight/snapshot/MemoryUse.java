package org.ttflight.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * What is held of one memory type, on a device or by a process.
 *
 * @param used bytes held now; null if nobody says
 * @param peak the most bytes held at one time since the start or the last reset of the peak; null
 *     if nobody says
 * @param buffers how many buffers (circular buffers, kernels) make up {@code used}; null where
 *     programs do not report each
 * @param capacity how many bytes the device has; null if unknown, for a process, and for a type
 *     that is only a part of another (TRACE of DRAM; L1_SMALL and CB of L1)
 * @param capacitySource who says so, or {@code unknown}; null where a capacity makes no sense
 * @param source whose figure {@code used} is: socket, shared memory, socket and shared memory, none
 * @param shared what tt-metal's shared memory states for the same; null if nothing
 * @param unattributed for a device, {@code shared} less what its live processes hold; else null
 * @param banks the allocator's own account; null without a report, and for a process
 */
public record MemoryUse(
        @Nullable Long used,
        @Nullable Long peak,
        @Nullable Long buffers,
        @Nullable Long capacity,
        @Nullable String capacitySource,
        String source,
        @Nullable Long shared,
        @Nullable Long unattributed,
        @Nullable BankState banks) {}
