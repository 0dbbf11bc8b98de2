package org.ttflight.report;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code memory_usage_summary.csv}: a header, then rows.
 *
 * <pre>
 * G0  , DRAM channel/Logical core, Bank ID, Total Allocatable Size (KB), …   a row for each bank
 * G1  , Total Allocatable Size (KB), Total Allocated (KB), …                 a row for each type
 * G2  , Total Allocatable Size (B), Total Allocated (B), Total Free (KB), …  all four are bytes
 * </pre>
 *
 * <p>KB means 1024 bytes. The last two labels of G2 are wrong. In G1 and G2 the rows have no name:
 * they are DRAM, L1 and, in newer ones, L1_SMALL. In a report of programs the first label is {@code
 * Program ID}, and so is the first cell of each program's first row.
 *
 * <p>Layout source: tt-metal {@code tt_metal/detail/reports/memory_reporter.cpp}.
 */
final class SummaryParser {
    private static final String PROGRAM = "Program ID";
    private static final List<String> TYPES = List.of("DRAM", "L1", "L1_SMALL");
    private static final int FEWEST_TYPES = 2;
    private static final long KB = 1024;

    private final ReportLines lines;
    private String generation = "";
    private long unit = 1;
    private boolean isOfPrograms;
    private int usualTypes = FEWEST_TYPES;
    private @Nullable Long program;
    private Map<String, Summary.Row> types = new LinkedHashMap<>();
    private @Nullable Summary lastWhole;

    private SummaryParser(ReportLines lines) {
        this.lines = lines;
    }

    /**
     * Returns what the file says; of several programs, the last that is there as a whole. Returns
     * null if the file is not yet written as far as that.
     */
    static @Nullable Summary parse(ReportLines lines) throws IOException, ReportFormatException {
        return new SummaryParser(lines).parse();
    }

    private @Nullable Summary parse() throws IOException, ReportFormatException {
        String header = lines.next();
        if (header == null) {
            return null;
        }
        readHeader(header);
        for (String line = lines.next(); line != null; line = lines.next()) {
            readRow(line, ReportLines.cells(line));
        }
        if (!isOfPrograms && lines.isTorn()) {
            return null;
        }
        keepIfWhole(false);
        return lastWhole;
    }

    private void readHeader(String line) throws ReportFormatException {
        List<String> cells = ReportLines.cells(line);
        isOfPrograms = cells.get(0).equals(PROGRAM);
        if (!isOfPrograms && !cells.get(0).isEmpty()) {
            throw unknownHeader(line);
        }
        List<String> labels = cells.subList(1, cells.size());
        boolean isPerBank =
                labels.size() == 6
                        && labels.get(0).equals("DRAM channel/Logical core")
                        && labels.get(1).equals("Bank ID");
        List<String> sizes = isPerBank ? labels.subList(2, labels.size()) : labels;
        if (areSizes(sizes, List.of("(KB)"), List.of("(KB)"))) {
            generation = isPerBank ? Summary.PER_BANK : "G1";
            unit = KB;
        } else if (!isPerBank && areSizes(sizes, List.of("(B)"), List.of("(KB)", "(B)"))) {
            generation = "G2";
        } else {
            throw unknownHeader(line);
        }
    }

    private static boolean areSizes(
            List<String> labels, List<String> firstUnits, List<String> lastUnits) {
        return labels.size() == 4
                && isLabel(labels.get(0), "Total Allocatable Size ", firstUnits)
                && isLabel(labels.get(1), "Total Allocated ", firstUnits)
                && isLabel(labels.get(2), "Total Free ", lastUnits)
                && isLabel(labels.get(3), "Largest Free Block ", lastUnits);
    }

    private static boolean isLabel(String label, String name, List<String> units) {
        return label.startsWith(name) && units.contains(label.substring(name.length()));
    }

    private ReportFormatException unknownHeader(String line) {
        return new ReportFormatException(lines.number(), "unknown header", line);
    }

    private void readRow(String line, List<String> cells) throws ReportFormatException {
        boolean isPerBank = generation.equals(Summary.PER_BANK);
        if (cells.size() != (isPerBank ? 7 : 5)) {
            throw new ReportFormatException(lines.number(), "unknown row", line);
        }
        startProgram(cells.get(0));
        Figures figures = Figures.of(lines, cells, isPerBank ? 3 : 1, unit);
        if (isPerBank) {
            addBank(cells.get(1), cells.get(2), figures);
        } else if (types.size() == TYPES.size()) {
            throw new ReportFormatException(lines.number(), "more rows than types of memory", line);
        } else {
            types.put(TYPES.get(types.size()), new Summary.Row(figures, 0, true));
        }
    }

    private void startProgram(String id) throws ReportFormatException {
        if (id.isEmpty()) {
            if (isOfPrograms && program == null) {
                throw new ReportFormatException(lines.number(), "no program id", id);
            }
        } else if (isOfPrograms) {
            keepIfWhole(true);
            program = lines.number(id, Long.MAX_VALUE);
            types = new LinkedHashMap<>();
        } else {
            throw new ReportFormatException(lines.number(), "unexpected first cell", id);
        }
    }

    private void addBank(String place, String id, Figures figures) throws ReportFormatException {
        boolean isCore = place.startsWith("(");
        if (!isCore && (!ReportLines.isNumber(place) || types.containsKey("L1"))) {
            throw new ReportFormatException(lines.number(), "neither a channel nor a core", place);
        }
        String type = isCore ? "L1" : "DRAM";
        Summary.Row row = types.get(type);
        if (lines.number(id, Integer.MAX_VALUE) != (row == null ? 0 : row.rows())) {
            throw new ReportFormatException(lines.number(), "a bank is missing before", id);
        }
        types.put(type, row == null ? new Summary.Row(figures, 1, true) : row.and(figures));
    }

    /**
     * Keeps the program read so far, or the only part of a file without programs.
     *
     * @param isFollowed whether another program follows, so that this one must be whole
     */
    private void keepIfWhole(boolean isFollowed) {
        if (!types.containsKey("DRAM") || !types.containsKey("L1")) {
            return;
        }
        if (isFollowed) {
            usualTypes = Math.max(usualTypes, types.size());
        }
        if (isFollowed || types.size() >= usualTypes) {
            lastWhole = new Summary(generation, unit, program, types);
        }
    }
}
