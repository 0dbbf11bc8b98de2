package org.ttflight.report;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code detailed_memory_usage.csv}: for each memory type the totals of all banks, then the
 * blocks of one bank, see {@link BlockTable}. In newer versions the blocks are plain text.
 *
 * <pre>
 * ,DRAM
 * ,Total allocatable (B):,34178731008
 * ,Total allocated (B):,209715200
 * ,Total free (B):,33969015808
 * blocks
 * ,L1
 * </pre>
 *
 * <p>The oldest version (G0) has a section for each DRAM channel and each core, and in it, for each
 * bank, its own sizes and blocks:
 *
 * <pre>
 * ,"Logical core (x=0,y=1)"
 * ,Total allocatable (KB):,1024
 * …
 * Bank ID:,1
 * ,,Total allocatable (KB): 1024
 * …
 * </pre>
 *
 * <p>In a report of programs the first cell of a program's first line is its id.
 */
final class DetailParser {
    private final ReportLines lines;
    private final @Nullable Long wanted;
    private boolean isOfPrograms;
    private boolean isFirst = true;
    private @Nullable Long program;
    private Map<String, SectionBuilder> sections = new LinkedHashMap<>();
    private @Nullable SectionBuilder section;
    private @Nullable BlockTable table;
    private @Nullable Detail lastWhole;

    private DetailParser(ReportLines lines, @Nullable Long wanted) {
        this.lines = lines;
        this.wanted = wanted;
    }

    /**
     * Returns what the file says; of several programs, the wanted one, or the last that is whole if
     * null is wanted. Returns null if the file is not yet written as far as that.
     */
    static @Nullable Detail parse(ReportLines lines, @Nullable Long wanted)
            throws IOException, ReportFormatException {
        return new DetailParser(lines, wanted).parse();
    }

    private @Nullable Detail parse() throws IOException, ReportFormatException {
        for (String line = lines.next(); line != null; line = lines.next()) {
            readLine(line);
        }
        if (!isOfPrograms && lines.isTorn()) {
            return null;
        }
        endProgram();
        return lastWhole;
    }

    private void readLine(String line) throws ReportFormatException {
        if (isLongList(line)) {
            return;
        }
        if (lines.isCut()) {
            throw new ReportFormatException(lines.number(), "too long a line", line);
        }
        if (line.isBlank()) {
            if (table != null && !table.isLinked()) {
                table.close();
                table = null;
            }
            return;
        }
        if (isTextLine(line)) {
            return;
        }
        List<String> cells = ReportLines.cells(line);
        if (cells.size() == 6 && cells.get(0).isEmpty() && cells.get(2).equals("Blocks:")) {
            openTable(false);
        } else if (cells.size() == 6 && cells.get(2).isEmpty() && table != null) {
            table.addCells(lines, cells);
        } else if (cells.get(0).equals("Bank ID:") && cells.size() == 2) {
            lines.number(cells.get(1), Integer.MAX_VALUE);
            section().startBank(lines);
            table = null;
        } else if (cells.size() == 3 && cells.get(0).isEmpty() && cells.get(1).isEmpty()) {
            section().bankSize(cells.get(2), lines);
        } else if (cells.size() == 3 && cells.get(1).startsWith("Total ")) {
            section().total(cells.get(1), lines.number(cells.get(2), Detail.MOST_TOTAL), lines);
        } else {
            startSection(cells, line);
        }
    }

    /** Nobody needs them, and they can be longer than what is kept of a line. */
    private static boolean isLongList(String line) {
        return line.startsWith("  Size class ") || line.startsWith("Free slots in block table:");
    }

    private boolean isTextLine(String line) throws ReportFormatException {
        if (line.startsWith("FreeListOpt allocator info:")
                || line.startsWith("segregated free blocks by size:")) {
            return true;
        }
        if (line.startsWith("Block table:")) {
            openTable(true);
            return true;
        }
        if (table == null || !table.isLinked() || line.charAt(0) != ' ') {
            return false;
        }
        String row = line.strip();
        if (!row.startsWith("Block ")) {
            table.addRow(lines, row);
        } else if (!row.replaceAll(" +", " ")
                .equals("Block Address Size PrevID NextID Allocated")) {
            throw new ReportFormatException(lines.number(), "unknown columns of blocks", row);
        }
        return true;
    }

    private void openTable(boolean isLinked) throws ReportFormatException {
        table = new BlockTable(isLinked);
        section().startDump(table, lines);
    }

    private SectionBuilder section() throws ReportFormatException {
        if (section == null) {
            throw new ReportFormatException(lines.number(), "not in a section", "");
        }
        return section;
    }

    private void startSection(List<String> cells, String line) throws ReportFormatException {
        String type = typeOf(cells);
        if (type == null) {
            throw new ReportFormatException(lines.number(), "unknown line", line);
        }
        String id = cells.get(0);
        if (isFirst) {
            isOfPrograms = !id.isEmpty();
            isFirst = false;
        }
        if (!id.isEmpty()) {
            if (!isOfPrograms) {
                throw new ReportFormatException(lines.number(), "unexpected first cell", line);
            }
            endProgram();
            program = lines.number(id, Long.MAX_VALUE);
        }
        if (section != null) {
            section.end(lines);
        }
        table = null;
        SectionBuilder known = sections.get(type);
        if (known == null) {
            known = new SectionBuilder();
            sections.put(type, known);
        } else if (!known.isPerBank()) {
            throw new ReportFormatException(lines.number(), "a section twice", line);
        }
        section = known;
    }

    private static @Nullable String typeOf(List<String> cells) {
        if (cells.size() == 3 && cells.get(1).equals("DRAM channel ID")) {
            return ReportLines.isNumber(cells.get(2)) ? "DRAM" : null;
        }
        if (cells.size() != 2) {
            return null;
        }
        String name = cells.get(1);
        if (name.startsWith("Logical core ")) {
            return "L1";
        }
        return switch (name) {
            case "DRAM", "L1", "L1_SMALL", "TRACE" -> name;
            default -> null;
        };
    }

    /** Keeps the sections read so far, if they are whole. */
    private void endProgram() throws ReportFormatException {
        boolean isWhole = sections.containsKey("DRAM") && sections.containsKey("L1");
        if (section != null) {
            section.end(lines);
        }
        Map<String, Detail.Section> ended = new LinkedHashMap<>();
        int dumps = 0;
        for (Map.Entry<String, SectionBuilder> entry : sections.entrySet()) {
            Detail.Section built = entry.getValue().build();
            isWhole &= built != null;
            if (built != null) {
                ended.put(entry.getKey(), built);
                dumps += built.dump() == null ? 0 : 1;
            }
        }
        isWhole &= dumps == 0 || dumps == ended.size();
        if (isWhole && (wanted == null || wanted.equals(program))) {
            lastWhole = new Detail(program, ended);
        }
        sections = new LinkedHashMap<>();
        section = null;
        table = null;
    }
}
