package org.ttflight.screen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.MemoryByType;
import org.ttflight.snapshot.ProcessMemory;
import org.ttflight.snapshot.ProcessState;

/** The processes: a line for each device that one uses, by device, the largest first. */
final class ProcessTable {
    /** From this width on there is room for the parts of L1 and for kernel code. */
    private static final int WIDE = 110;

    /** From this width on there is room for what a process uses of the host, and where it runs. */
    private static final int WIDER = 150;

    private static final int CONTAINER_ID = 12;
    private static final String NO_DEVICE = "-";

    private final Glyphs glyphs;
    private final boolean isWide;
    private final boolean hasHostUse;
    private final boolean hasSource;
    private final boolean hasContainer;
    private final boolean hasPod;
    private final boolean hasMarks;

    private ProcessTable(List<ProcessState> processes, View view) {
        boolean isWider = view.width() >= WIDER;
        boolean isHostUseKnown = false;
        boolean isContained = false;
        boolean isInPod = false;
        for (ProcessState process : processes) {
            isHostUseKnown |= process.cpuRatio() != null || process.residentBytes() != null;
            isContained |= process.container() != null;
            isInPod |= process.pod() != null;
        }
        glyphs = view.glyphs();
        isWide = view.width() >= WIDE;
        hasHostUse = isWider && isHostUseKnown;
        hasMarks = Figures.hasSharedHoldings(processes);
        hasSource = isWider && hasMarks;
        hasContainer = isWider && isContained;
        hasPod = isWider && isInPod;
    }

    /** What one process holds on one device; without a device if it uses none so far. */
    private record Row(ProcessState process, @Nullable ProcessMemory held) {
        int device() {
            return held == null ? Integer.MAX_VALUE : held.device();
        }

        /** Unknown comes last, after nothing. */
        long size() {
            if (held == null) {
                return -1;
            }
            Long dram = held.memory().dramInUse();
            Long l1 = held.memory().l1InUse();
            return (dram == null ? -1 : dram) + (l1 == null ? 0 : l1);
        }
    }

    private static final class ByDeviceAndSize implements Comparator<Row> {
        @Override
        public int compare(Row left, Row right) {
            int byDevice = Integer.compare(left.device(), right.device());
            int bySize = byDevice != 0 ? byDevice : Long.compare(right.size(), left.size());
            return bySize != 0
                    ? bySize
                    : Integer.compare(left.process().pid(), right.process().pid());
        }
    }

    static Table of(List<ProcessState> processes, View view) {
        ProcessTable table = new ProcessTable(processes, view);
        List<Column> columns = new ArrayList<>();
        columns.add(Column.fixed("PID", true));
        columns.add(Column.text("User", 5));
        columns.add(Column.text("Name", 8));
        columns.add(Column.fixed("Dev", true));
        columns.add(Column.fixed("DRAM", true));
        columns.add(Column.fixed("L1", true));
        if (table.isWide) {
            columns.add(Column.fixed("CB", true));
            columns.add(Column.fixed("Kernels", true));
        }
        if (table.hasHostUse) {
            columns.add(Column.fixed("CPU", true));
            columns.add(Column.fixed("RSS", true));
        }
        if (table.hasSource) {
            columns.add(Column.text("Source", 6));
        }
        columns.add(Column.text("Status", 9));
        if (table.hasContainer) {
            columns.add(Column.text("Container", 9));
        }
        if (table.hasPod) {
            columns.add(Column.text("Pod", 8));
        }
        Table drawn = new Table(columns);
        for (Row row : rows(processes)) {
            drawn.add(table.cells(row));
        }
        return drawn;
    }

    private static List<Row> rows(List<ProcessState> processes) {
        List<Row> rows = new ArrayList<>();
        for (ProcessState process : processes) {
            for (ProcessMemory held : process.devices()) {
                rows.add(new Row(process, held));
            }
            if (process.devices().isEmpty()) {
                rows.add(new Row(process, null));
            }
        }
        Collections.sort(rows, new ByDeviceAndSize());
        return rows;
    }

    private List<Cell> cells(Row row) {
        ProcessState process = row.process();
        ProcessMemory held = row.held();
        MemoryByType memory = held == null ? null : held.memory();
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(Integer.toString(process.pid())));
        cells.add(Cell.of(SmiScreen.known(process.user(), glyphs)));
        cells.add(Cell.of(SmiScreen.known(process.name(), glyphs)));
        cells.add(Cell.of(held == null ? NO_DEVICE : Integer.toString(held.device())));
        cells.add(sum(memory, memory == null ? null : memory.dramInUse(), Figures.DRAM));
        cells.add(sum(memory, memory == null ? null : memory.l1InUse(), Figures.L1));
        if (isWide) {
            cells.add(size(memory, memory == null ? null : memory.used("CB")));
            cells.add(size(memory, memory == null ? null : memory.used("KERNEL")));
        }
        if (hasHostUse) {
            cells.add(Cell.of(percent(process.cpuRatio())));
            cells.add(Cell.of(Amount.bytes(process.residentBytes())));
        }
        if (hasSource) {
            cells.add(Cell.of(memory == null ? NO_DEVICE : Figures.source(memory)));
        }
        cells.add(Cell.of(glyphs.clean(process.status())));
        if (hasContainer) {
            cells.add(Cell.of(container(process.container())));
        }
        if (hasPod) {
            String pod = process.pod();
            cells.add(Cell.of(pod == null ? NO_DEVICE : glyphs.clean(pod)));
        }
        return cells;
    }

    private static String percent(@Nullable Double cores) {
        if (cores == null) {
            return Amount.UNKNOWN;
        }
        return cores > 0 && cores < 0.01 ? "<1%" : Math.round(cores * 100) + "%";
    }

    /** Returns the beginning of an id, as container tools show it. */
    private String container(@Nullable String id) {
        if (id == null) {
            return NO_DEVICE;
        }
        return DisplayWidth.cut(glyphs.clean(id), CONTAINER_ID, "");
    }

    private Cell sum(@Nullable MemoryByType memory, @Nullable Long bytes, List<String> types) {
        if (memory == null) {
            return Cell.of(NO_DEVICE);
        }
        if (hasSource || !hasMarks) {
            return Cell.of(Amount.bytes(bytes));
        }
        String marked = Figures.marked(bytes, memory, types);
        return Cell.of(marked.endsWith(Figures.SHARED) ? marked : marked + " ");
    }

    private static Cell size(@Nullable MemoryByType memory, @Nullable Long bytes) {
        return Cell.of(memory == null ? NO_DEVICE : Amount.bytes(bytes));
    }
}
