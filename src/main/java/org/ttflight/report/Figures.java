package org.ttflight.report;

import java.util.List;

/**
 * What a report states of one bank, in the unit of the report: bytes, or units of 1024 bytes with
 * the rest cut off.
 */
record Figures(long allocatable, long allocated, long free, long largestFree) {
    /** The largest size of a bank that is believed, in bytes. */
    static final long MOST = 1L << 40;

    /**
     * Reads four cells.
     *
     * @throws ReportFormatException if they are no numbers, or cannot be true together
     */
    static Figures of(ReportLines lines, List<String> cells, int first, long unit)
            throws ReportFormatException {
        long most = MOST / unit;
        Figures figures =
                new Figures(
                        lines.number(cells.get(first), most),
                        lines.number(cells.get(first + 1), most),
                        lines.number(cells.get(first + 2), most),
                        lines.number(cells.get(first + 3), most));
        figures.check(lines);
        return figures;
    }

    void check(ReportLines lines) throws ReportFormatException {
        if (allocated + free > allocatable || largestFree > free) {
            throw new ReportFormatException(
                    lines.number(), "the sizes contradict each other", toString());
        }
    }

    /** Returns whether less fits into this bank than into the other. */
    boolean isTighterThan(Figures other) {
        return largestFree != other.largestFree
                ? largestFree < other.largestFree
                : free < other.free;
    }
}
