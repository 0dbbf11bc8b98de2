package org.ttflight.ledger;

import java.util.Arrays;

/**
 * What is held of each memory type: bytes now, the peak, and how many buffers. Immutable.
 *
 * <p>Peaks are those of each type on its own; they need not have been reached at the same time.
 */
public final class Usage {
    /** Nothing held, and never anything held. */
    public static final Usage NONE =
            new Usage(
                    new long[MemoryType.COUNT],
                    new long[MemoryType.COUNT],
                    new long[MemoryType.COUNT]);

    private final long[] used;
    private final long[] peak;
    private final long[] buffers;

    private Usage(long[] used, long[] peak, long[] buffers) {
        this.used = used;
        this.peak = peak;
        this.buffers = buffers;
    }

    /**
     * Returns what these arrays hold, each indexed by the ordinal of {@link MemoryType}.
     *
     * @param used bytes held now
     * @param peak the most bytes held at one time
     * @param buffers live buffers, circular buffers and kernels
     */
    public static Usage copyOf(long[] used, long[] peak, long[] buffers) {
        return new Usage(used.clone(), peak.clone(), buffers.clone());
    }

    /** Returns the bytes held now; zero or more. */
    public long used(MemoryType type) {
        return used[type.ordinal()];
    }

    /** Returns the most bytes held at one time since the start or the last reset of the peak. */
    public long peak(MemoryType type) {
        return peak[type.ordinal()];
    }

    /** Returns how many live buffers (circular buffers, kernels) make up {@link #used}. */
    public long buffers(MemoryType type) {
        return buffers[type.ordinal()];
    }

    /** Returns how many live buffers there are of all types. */
    public long buffers() {
        return Arrays.stream(buffers).sum();
    }

    /** Returns L1, L1_SMALL and circular buffers together: what programs share of the cores' L1. */
    public long l1InUse() {
        return used(MemoryType.L1) + used(MemoryType.L1_SMALL) + used(MemoryType.CIRCULAR_BUFFER);
    }

    /** Returns DRAM and TRACE together: what is taken of the device's DRAM. */
    public long dramInUse() {
        return used(MemoryType.DRAM) + used(MemoryType.TRACE);
    }

    /** Returns the sum over all types that live on the device, so without SYSTEM_MEMORY. */
    public long deviceBytes() {
        return Arrays.stream(used).sum() - used(MemoryType.SYSTEM_MEMORY);
    }

    /** Returns the two added, type by type; the peak is the sum of the peaks, an upper bound. */
    public Usage plus(Usage other) {
        return new Usage(sum(used, other.used), sum(peak, other.peak), sum(buffers, other.buffers));
    }

    private static long[] sum(long[] left, long[] right) {
        long[] sum = new long[left.length];
        Arrays.setAll(sum, at -> left[at] + right[at]);
        return sum;
    }
}
