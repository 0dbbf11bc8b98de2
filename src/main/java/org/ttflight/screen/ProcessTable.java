package org.ttflight.screen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.screen.FittingTable.Need;
import org.ttflight.snapshot.MemoryByType;
import org.ttflight.snapshot.ProcessMemory;
import org.ttflight.snapshot.ProcessState;

/**
 * The processes: a line for each, the one that holds most first. What is on several devices is
 * added up; details tell how much is on which.
 */
final class ProcessTable {
    private static final int CONTAINER_ID = 12;
    private static final int DEVICES = 12;
    private static final int COMMAND = 20;
    private static final String NOTHING = "-";

    /** What of a process's memory has a column. */
    private enum Sum {
        DRAM,
        L1,
        CB,
        KERNELS
    }

    private final Glyphs glyphs;
    private final boolean hasMarks;
    private final List<Row> rows = new ArrayList<>();

    private ProcessTable(List<ProcessState> processes, Glyphs glyphs) {
        this.glyphs = glyphs;
        this.hasMarks = Figures.hasSharedHoldings(processes);
    }

    /**
     * One line.
     *
     * @param held what it tells of; more than one are added up
     * @param isPart whether the line above tells of the process
     * @param size by which it has its place
     */
    private record Row(ProcessState process, List<ProcessMemory> held, boolean isPart, long size) {
        Row(ProcessState process, List<ProcessMemory> held, boolean isPart) {
            this(process, held, isPart, ProcessTable.size(held));
        }

        @Nullable Long sum(Sum of) {
            return ProcessTable.sum(held, of);
        }

        boolean isIncomplete(Sum of) {
            for (ProcessMemory on : held) {
                if (bytes(on.memory(), of) == null) {
                    return true;
                }
            }
            return false;
        }

        boolean isShared(List<String> types) {
            for (ProcessMemory on : held) {
                if (Figures.isShared(on.memory(), types)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Returns bytes; unknown comes after nothing, and a process without devices last. */
    private static long size(List<ProcessMemory> held) {
        if (held.isEmpty()) {
            return -2;
        }
        Long dram = sum(held, Sum.DRAM);
        Long l1 = sum(held, Sum.L1);
        return dram == null && l1 == null ? -1 : (dram == null ? 0 : dram) + (l1 == null ? 0 : l1);
    }

    /** Returns what is known together; null if nothing is. */
    private static @Nullable Long sum(List<ProcessMemory> held, Sum of) {
        Long total = null;
        for (ProcessMemory on : held) {
            Long bytes = bytes(on.memory(), of);
            if (bytes != null) {
                total = total == null ? bytes : Long.valueOf(total + bytes);
            }
        }
        return total;
    }

    private static @Nullable Long bytes(MemoryByType memory, Sum of) {
        return switch (of) {
            case DRAM -> memory.dramInUse();
            case L1 -> memory.l1InUse();
            case CB -> memory.used("CB");
            case KERNELS -> memory.used("KERNEL");
        };
    }

    private static final class LargestFirst implements Comparator<Row> {
        @Override
        public int compare(Row left, Row right) {
            int bySize = Long.compare(right.size(), left.size());
            return bySize != 0
                    ? bySize
                    : Integer.compare(left.process().pid(), right.process().pid());
        }
    }

    private static final class ByDevice implements Comparator<ProcessMemory> {
        @Override
        public int compare(ProcessMemory left, ProcessMemory right) {
            return Integer.compare(left.device(), right.device());
        }
    }

    /**
     * Returns the table that is best in this room.
     *
     * @param isSplit whether a process on several devices has a line for each besides
     */
    static Table of(List<ProcessState> processes, boolean isSplit, Box box) {
        ProcessTable table = new ProcessTable(processes, box.view().glyphs());
        List<Row> whole = new ArrayList<>();
        for (ProcessState process : processes) {
            List<ProcessMemory> held = new ArrayList<>(process.devices());
            Collections.sort(held, new ByDevice());
            whole.add(new Row(process, held, false));
        }
        Collections.sort(whole, new LargestFirst());
        for (Row row : whole) {
            table.rows.add(row);
            if (isSplit && row.held().size() > 1) {
                for (ProcessMemory part : row.held()) {
                    table.rows.add(new Row(row.process(), List.of(part), true));
                }
            }
        }
        return table.columns(processes).in(box.innerWidth());
    }

    /** Returns whether a sum leaves out a device on which nobody tells what the process holds. */
    static boolean isAnyIncomplete(List<ProcessState> processes) {
        for (ProcessState process : processes) {
            Row row = new Row(process, process.devices(), false);
            if ((row.sum(Sum.DRAM) != null && row.isIncomplete(Sum.DRAM))
                    || (row.sum(Sum.L1) != null && row.isIncomplete(Sum.L1))) {
                return true;
            }
        }
        return false;
    }

    private FittingTable columns(List<ProcessState> processes) {
        boolean isHostUseKnown = false;
        boolean isContained = false;
        boolean isInPod = false;
        boolean hasCommand = false;
        for (ProcessState process : processes) {
            String command = process.commandLine();
            isHostUseKnown |= process.cpuRatio() != null || process.residentBytes() != null;
            isContained |= process.container() != null;
            isInPod |= process.pod() != null;
            hasCommand |= command != null && !command.equals(process.name());
        }
        FittingTable table = new FittingTable();
        table.add(Column.fixed("PID", true), Need.ALWAYS, pids());
        table.add(Column.text("User", 8), Need.ALWAYS, users());
        table.add(Column.text("Name", 10), Need.ALWAYS, names());
        table.add(Column.fixed("Dev", true), Need.ALWAYS, devices());
        table.add(Column.fixed("DRAM", true), Need.ALWAYS, sums(Sum.DRAM, Figures.DRAM));
        table.add(Column.fixed("L1", true), Need.ALWAYS, sums(Sum.L1, Figures.L1));
        table.add(Column.fixed("CB", true), Need.EXTRA, sums(Sum.CB, List.of()));
        table.add(Column.fixed("Kernels", true), Need.EXTRA, sums(Sum.KERNELS, List.of()));
        if (isHostUseKnown) {
            table.add(Column.fixed("CPU", true), Need.EXTRA, loads());
            table.add(Column.fixed("RSS", true), Need.EXTRA, residents());
        }
        table.add(Column.text("Status", 19), Need.ALWAYS, statuses());
        if (isContained) {
            table.add(Column.fixed("Container", false), Need.IMPORTANT, containers());
        }
        if (isInPod) {
            table.add(Column.text("Pod", 8), Need.EXTRA, pods());
        }
        if (hasCommand) {
            table.add(Column.text("Command", COMMAND), Need.EXTRA, commands());
        }
        return table;
    }

    private List<Cell> pids() {
        List<Cell> cells = new ArrayList<>();
        for (Row row : rows) {
            cells.add(Cell.of(row.isPart() ? "" : Integer.toString(row.process().pid())));
        }
        return cells;
    }

    private List<Cell> users() {
        List<Cell> cells = new ArrayList<>();
        for (Row row : rows) {
            cells.add(ofProcess(row, SmiScreen.known(row.process().user(), glyphs)));
        }
        return cells;
    }

    private List<Cell> names() {
        List<Cell> cells = new ArrayList<>();
        for (Row row : rows) {
            cells.add(ofProcess(row, SmiScreen.known(row.process().name(), glyphs)));
        }
        return cells;
    }

    private List<Cell> devices() {
        List<Cell> cells = new ArrayList<>();
        for (Row row : rows) {
            List<Integer> devices = new ArrayList<>();
            for (ProcessMemory on : row.held()) {
                devices.add(on.device());
            }
            cells.add(
                    Cell.of(
                            devices.isEmpty()
                                    ? NOTHING
                                    : OrdinalRanges.brief(devices, DEVICES, glyphs)));
        }
        return cells;
    }

    /**
     * @param types of which it is the sum, to mark it; none for what has no marks
     */
    private List<Cell> sums(Sum of, List<String> types) {
        List<Cell> cells = new ArrayList<>();
        for (Row row : rows) {
            if (row.held().isEmpty()) {
                cells.add(Cell.of(NOTHING));
                continue;
            }
            Long bytes = row.sum(of);
            String before = bytes != null && row.isIncomplete(of) ? glyphs.atLeast() : "";
            String after = "";
            if (hasMarks && !types.isEmpty()) {
                after = row.isShared(types) ? Figures.SHARED : " ";
            }
            cells.add(Cell.of(before + Amount.bytes(bytes) + after));
        }
        return cells;
    }

    private List<Cell> loads() {
        List<Cell> cells = new ArrayList<>();
        for (Row row : rows) {
            cells.add(ofProcess(row, percent(row.process().cpuRatio())));
        }
        return cells;
    }

    private List<Cell> residents() {
        List<Cell> cells = new ArrayList<>();
        for (Row row : rows) {
            cells.add(ofProcess(row, Amount.bytes(row.process().residentBytes())));
        }
        return cells;
    }

    private List<Cell> statuses() {
        List<Cell> cells = new ArrayList<>();
        for (Row row : rows) {
            cells.add(ofProcess(row, glyphs.clean(row.process().status())));
        }
        return cells;
    }

    private List<Cell> containers() {
        List<Cell> cells = new ArrayList<>();
        for (Row row : rows) {
            String id = row.process().container();
            // The beginning, as container tools show it.
            String shown =
                    id == null ? NOTHING : DisplayWidth.cut(glyphs.clean(id), CONTAINER_ID, "");
            cells.add(ofProcess(row, shown));
        }
        return cells;
    }

    private List<Cell> pods() {
        List<Cell> cells = new ArrayList<>();
        for (Row row : rows) {
            String pod = row.process().pod();
            cells.add(ofProcess(row, pod == null ? NOTHING : glyphs.clean(pod)));
        }
        return cells;
    }

    private List<Cell> commands() {
        List<Cell> cells = new ArrayList<>();
        for (Row row : rows) {
            cells.add(ofProcess(row, SmiScreen.known(row.process().commandLine(), glyphs)));
        }
        return cells;
    }

    private static Cell ofProcess(Row row, String text) {
        return Cell.of(row.isPart() ? "" : text);
    }

    private static String percent(@Nullable Double cores) {
        if (cores == null) {
            return Amount.UNKNOWN;
        }
        return cores > 0 && cores < 0.01 ? "<1%" : Math.round(cores * 100) + "%";
    }
}
