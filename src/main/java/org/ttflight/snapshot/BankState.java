package org.ttflight.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * The allocator's own account of one memory type, at the time of the device's report. All banks are
 * alike; sizes are bytes of one.
 *
 * @param banks how many; null if unknown
 * @param allocatable what can be allocated at all
 * @param allocated what is
 * @param free what is not
 * @param largestFree the largest free block
 * @param fragmentation 1 - largestFree / free; null if nothing is free
 */
public record BankState(
        @Nullable Integer banks,
        long allocatable,
        long allocated,
        long free,
        long largestFree,
        @Nullable Double fragmentation) {}
