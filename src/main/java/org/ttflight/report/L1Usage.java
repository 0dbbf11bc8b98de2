package org.ttflight.report;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code l1_usage_summary.csv} says: a title, a header, and rows of two figures, the largest
 * free block of one L1 bank, and that times the banks (its label, total free space, is wrong). From
 * both follows how many banks there are. In a report of programs the first cell is the program's
 * id.
 *
 * <p>Layout source: as that of {@link SummaryParser}.
 *
 * @param banks how many there can be
 */
record L1Usage(Range banks) {
    private static final String TITLE = "This report indicates available space";

    /** Reads it; returns null if the file is not yet written as far as that. */
    static @Nullable L1Usage parse(ReportLines lines) throws IOException, ReportFormatException {
        String title = lines.next();
        if (title == null) {
            return null;
        }
        if (!title.startsWith(TITLE)) {
            throw new ReportFormatException(lines.number(), "unknown title", title);
        }
        String header = lines.next();
        if (header == null) {
            return null;
        }
        long unit = unit(lines, header);
        boolean isOldest = header.contains(", Minimum Largest ");
        boolean isOfPrograms = header.startsWith("Program ID");
        L1Usage usage = null;
        for (String line = lines.next(); line != null; line = lines.next()) {
            List<String> cells = ReportLines.cells(line);
            if (cells.size() != 3 || cells.get(0).isEmpty() == isOfPrograms) {
                throw new ReportFormatException(lines.number(), "unknown row", line);
            }
            long one = lines.number(cells.get(1), Figures.MOST / unit);
            long all = lines.number(cells.get(2), Detail.MOST_TOTAL / unit);
            // The oldest multiplied what it had cut, so its ratio is exact.
            Range banks =
                    isOldest ? Range.ofBanks(all, 1, one, 1) : Range.ofBanks(all, unit, one, unit);
            usage = new L1Usage(banks);
        }
        return lines.isTorn() && !isOfPrograms ? null : usage;
    }

    private static long unit(ReportLines lines, String header) throws ReportFormatException {
        List<String> cells = ReportLines.cells(header);
        if (cells.size() == 3 && (cells.get(0).isEmpty() || cells.get(0).equals("Program ID"))) {
            String largest = cells.get(1);
            if (largest.equals("Largest Contiguous Free Block (B)")) {
                return 1;
            }
            if (largest.equals("Largest Contiguous Free Block (KB)")
                    || largest.equals("Minimum Largest Contiguous Free Block (KB)")) {
                return 1024;
            }
        }
        throw new ReportFormatException(lines.number(), "unknown header", header);
    }
}
