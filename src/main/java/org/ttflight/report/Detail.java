package org.ttflight.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code detailed_memory_usage.csv} says.
 *
 * @param program the id of the program after which it was written; null if it is of no program
 * @param sections by memory type
 */
record Detail(@Nullable Long program, Map<String, Section> sections) {
    /** The largest total that is believed, in bytes. */
    static final long MOST_TOTAL = 1L << 56;

    /**
     * One memory type.
     *
     * @param unit bytes in a unit of the totals
     * @param allocatable of all banks together, in units
     * @param allocated of all banks together, in units
     * @param free of all banks together, in units
     * @param banks how many banks are listed one by one; 0 if one stands for all
     * @param dump the blocks of a bank; of several banks, of the one into which the least fits;
     *     null without a dump
     */
    record Section(
            long unit,
            long allocatable,
            long allocated,
            long free,
            int banks,
            @Nullable Dump dump) {}

    /**
     * All blocks of one bank, which fill it without a gap.
     *
     * @param blocks by address; empty if there are too many to keep
     */
    record Dump(
            List<BankReport.Block> blocks, long allocated, long free, long largestFree, int count) {
        long allocatable() {
            return allocated + free;
        }

        /**
         * Returns whether it shows the same moment. Where nothing is allocated the figures count
         * the whole bank as the largest free block, even if the blocks say that it is split.
         */
        boolean agreesWith(Figures figures, long unit) {
            return allocatable() / unit == figures.allocatable()
                    && allocated / unit == figures.allocated()
                    && free / unit == figures.free()
                    && (allocated == 0 || largestFree / unit == figures.largestFree());
        }
    }
}
