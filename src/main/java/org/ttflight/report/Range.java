package org.ttflight.report;

import org.jspecify.annotations.Nullable;

/** Whole numbers that are possible; none if {@code least} is more than {@code most}. */
record Range(long least, long most) {
    /** More banks than any chip has. */
    private static final long MOST_BANKS = 1 << 16;

    /** Nothing is known. */
    static final Range ANY = new Range(1, MOST_BANKS);

    /**
     * Returns how many banks there can be.
     *
     * @param total of all banks together, in units, the rest cut off
     * @param one of one bank, in units, the rest cut off
     */
    static Range ofBanks(long total, long totalUnit, long one, long oneUnit) {
        if (one == 0) {
            return ANY;
        }
        long leastTotal = total * totalUnit;
        long mostTotal = leastTotal + totalUnit - 1;
        long leastOne = one * oneUnit;
        long mostOne = leastOne + oneUnit - 1;
        return new Range((leastTotal + mostOne - 1) / mostOne, mostTotal / leastOne);
    }

    static Range exactly(long number) {
        return new Range(number, number);
    }

    Range and(Range other) {
        return new Range(Math.max(least, other.least), Math.min(most, other.most));
    }

    /** Returns the number if only one is possible, else null. */
    @Nullable Integer only() {
        return least == most && least >= 1 && most <= MOST_BANKS
                ? Integer.valueOf((int) least)
                : null;
    }
}
