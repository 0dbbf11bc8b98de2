package org.ttflight.report;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects one section of a detailed report, line by line. */
final class SectionBuilder {
    private static final String[] TOTALS = {
        "Total allocatable ", "Total allocated ", "Total free ", "Largest free block "
    };

    private long unit;
    private final long[] totals = {-1, -1, -1, -1};
    private final long[] bank = {-1, -1, -1, -1};
    private int banks;
    private boolean isBankOpen;
    private @Nullable Figures tightest;
    private @Nullable BlockTable table;
    private Detail.@Nullable Dump dump;
    private boolean isWhole = true;

    boolean isPerBank() {
        return banks > 0;
    }

    /** A total of all banks of the section; sections that are continued begin anew. */
    void total(String label, long value, ReportLines lines) throws ReportFormatException {
        int at = indexOf(label, lines);
        if (totals[at] >= 0 && !isPerBank()) {
            throw new ReportFormatException(lines.number(), "a total twice", label);
        }
        totals[at] = value;
    }

    /** Banks come by core or channel, so their ids are in no order. */
    void startBank(ReportLines lines) throws ReportFormatException {
        end(lines);
        banks++;
        isBankOpen = true;
    }

    /** A size of the bank, such as {@code Total free (KB): 12}. */
    void bankSize(String cell, ReportLines lines) throws ReportFormatException {
        int colon = cell.indexOf(": ");
        if (!isBankOpen || colon < 0) {
            throw new ReportFormatException(lines.number(), "unknown line", cell);
        }
        int at = indexOf(cell.substring(0, colon + 1), lines);
        bank[at] = lines.number(cell.substring(colon + 2).strip(), Figures.MOST / unit);
    }

    private int indexOf(String label, ReportLines lines) throws ReportFormatException {
        for (int at = 0; at < TOTALS.length; at++) {
            if (label.startsWith(TOTALS[at])) {
                long itsUnit =
                        switch (label.substring(TOTALS[at].length())) {
                            case "(B):" -> 1;
                            case "(KB):" -> 1024;
                            default -> 0;
                        };
                if (itsUnit != 0 && (unit == 0 || unit == itsUnit)) {
                    unit = itsUnit;
                    return at;
                }
            }
        }
        throw new ReportFormatException(lines.number(), "unknown label", label);
    }

    void startDump(BlockTable next, ReportLines lines) throws ReportFormatException {
        if (table != null) {
            throw new ReportFormatException(lines.number(), "blocks twice", "");
        }
        table = next;
    }

    /** The bank, or the section, is over; or the file. */
    void end(ReportLines lines) throws ReportFormatException {
        Detail.Dump ended = table == null ? null : table.whole(lines);
        isWhole &= table == null || ended != null;
        table = null;
        if (!isBankOpen) {
            dump = ended == null ? dump : ended;
            return;
        }
        isBankOpen = false;
        for (long size : bank) {
            isWhole &= size >= 0;
        }
        Figures figures = new Figures(bank[0], bank[1], bank[2], bank[3]);
        Arrays.fill(bank, -1);
        if (isWhole) {
            figures.check(lines);
            if (tightest == null || figures.isTighterThan(tightest)) {
                tightest = figures;
                dump = ended;
            }
        }
    }

    /** Returns the section, or null if a part is still missing. */
    Detail.@Nullable Section build() {
        if (!isWhole || totals[0] < 0 || totals[1] < 0 || totals[2] < 0) {
            return null;
        }
        return new Detail.Section(unit, totals[0], totals[1], totals[2], banks, dump);
    }
}
