package org.ttflight.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The allocator's own account of one memory type on one device. All banks are alike, since buffers
 * are spread over all of them in step, so one stands for all. Sizes are bytes of one bank. In older
 * reports they are multiples of 1024 that are up to 1023 too small, unless there are blocks.
 *
 * @param banks how many banks there are; null if the reports do not tell, if they contradict each
 *     other, or if banks differ, which only the oldest format can say: then the sizes are those of
 *     the bank into which the least fits
 * @param allocatable what can be allocated at all
 * @param allocated what is
 * @param free what is not
 * @param largestFree the largest free block
 * @param blocks all blocks of a bank, by address, without a gap; empty if there was no dump of
 *     blocks, or too many to keep
 */
public record BankReport(
        @Nullable Integer banks,
        long allocatable,
        long allocated,
        long free,
        long largestFree,
        List<Block> blocks) {
    /** What shares of a buffer are rounded up to, in bytes. */
    public static final int ALIGNMENT = 32;

    /**
     * A part of a bank.
     *
     * @param address relative to the allocator's base in newer reports, absolute in older ones
     */
    public record Block(long address, long size, boolean isAllocated) {}

    /** Takes a copy of the list. */
    public BankReport {
        blocks = List.copyOf(blocks);
    }

    /** Returns these bytes of a bank times the banks, or null if their number is unknown. */
    public @Nullable Long inAllBanks(long bytesOfOneBank) {
        return banks == null ? null : Long.valueOf(Math.multiplyExact(bytesOfOneBank, banks));
    }

    /**
     * Returns 1 - largest free block / free, from 0 (in one piece) to below 1; null if all full.
     */
    public @Nullable Double fragmentation() {
        return free <= 0 ? null : Double.valueOf(1.0 - (double) largestFree / free);
    }

    /** Returns how many blocks a bank is split into, free ones included; null without a dump. */
    public @Nullable Integer blockCount() {
        return blocks.isEmpty() ? null : Integer.valueOf(blocks.size());
    }

    /**
     * Returns whether a buffer of this size fits in, as far as the report's figures still hold.
     *
     * <p>Assumes that it is interleaved over all banks in equal shares, each rounded up to {@value
     * #ALIGNMENT} bytes: the page size, which tt-metal deals out whole, is not known here, so a
     * buffer with large pages can need more. It fits if the largest free block of each bank holds
     * its share.
     *
     * @param bytes more than zero
     */
    public Fit fits(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("a buffer of " + bytes + " bytes");
        }
        if (banks == null) {
            return new Fit(null, null, "unknown: the reports do not tell how many banks there are");
        }
        long exact = (bytes - 1) / banks + 1;
        long share = (exact - 1) / ALIGNMENT + 1;
        boolean isInside = share <= largestFree / ALIGNMENT;
        if (share > Long.MAX_VALUE / ALIGNMENT) {
            return new Fit(false, exact, "no: more than any device has");
        }
        return new Fit(
                isInside,
                share * ALIGNMENT,
                (isInside ? "yes: " : "no: ")
                        + share * ALIGNMENT
                        + " bytes in each of "
                        + banks
                        + " banks, and the largest free block has "
                        + largestFree);
    }

    /** Returns the size of the largest buffer that {@link #fits}; null if unknown, 0 if none. */
    public @Nullable Long largestBuffer() {
        return inAllBanks(largestFree / ALIGNMENT * ALIGNMENT);
    }

    /**
     * Whether a buffer fits in.
     *
     * @param isInside null if that cannot be told
     * @param bytesOfOneBank what it takes of each bank; null if that cannot be told
     * @param words the same for people
     */
    public record Fit(@Nullable Boolean isInside, @Nullable Long bytesOfOneBank, String words) {}
}
