package org.ttflight.cli;

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

    private static final String NO_DEVICE = "-";

    private ProcessTable() {}

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
        boolean isWide = view.width() >= WIDE;
        List<Column> columns = new ArrayList<>();
        columns.add(Column.fixed("PID", true));
        columns.add(Column.text("User", 5));
        columns.add(Column.text("Name", 8));
        columns.add(Column.fixed("Dev", true));
        columns.add(Column.fixed("DRAM", true));
        columns.add(Column.fixed("L1", true));
        if (isWide) {
            columns.add(Column.fixed("CB", true));
            columns.add(Column.fixed("Kernels", true));
        }
        columns.add(Column.text("Status", 9));
        Table table = new Table(columns);
        for (Row row : rows(processes)) {
            table.add(cells(row, isWide, view.glyphs()));
        }
        return table;
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

    private static List<Cell> cells(Row row, boolean isWide, Glyphs glyphs) {
        ProcessState process = row.process();
        ProcessMemory held = row.held();
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(Integer.toString(process.pid())));
        cells.add(name(process.user(), glyphs));
        cells.add(name(process.name(), glyphs));
        cells.add(Cell.of(held == null ? NO_DEVICE : Integer.toString(held.device())));
        MemoryByType memory = held == null ? null : held.memory();
        cells.add(size(memory, memory == null ? null : memory.dramInUse()));
        cells.add(size(memory, memory == null ? null : memory.l1InUse()));
        if (isWide) {
            cells.add(size(memory, memory == null ? null : memory.used("CB")));
            cells.add(size(memory, memory == null ? null : memory.used("KERNEL")));
        }
        cells.add(Cell.of(glyphs.clean(process.status())));
        return cells;
    }

    private static Cell name(@Nullable String name, Glyphs glyphs) {
        return Cell.of(name == null ? Amount.UNKNOWN : glyphs.clean(name));
    }

    private static Cell size(@Nullable MemoryByType memory, @Nullable Long bytes) {
        return Cell.of(memory == null ? NO_DEVICE : Amount.bytes(bytes));
    }
}
