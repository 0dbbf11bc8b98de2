package org.ttflight.watch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.screen.Amount;
import org.ttflight.screen.Cell;
import org.ttflight.screen.Column;
import org.ttflight.screen.DisplayWidth;
import org.ttflight.screen.Figures;
import org.ttflight.screen.Glyphs;
import org.ttflight.screen.OrdinalRanges;
import org.ttflight.screen.SmiScreen;
import org.ttflight.screen.Style;
import org.ttflight.screen.Table;
import org.ttflight.screen.View;
import org.ttflight.snapshot.ProcessMemory;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.SnapshotDocument;

/** A line for each process, and below them what the chosen one holds on each device. */
final class ProcessesPage {
    /** From this width on there is room for the user and the devices. */
    private static final int USUAL = 60;

    /** From this width on there is room for what a process uses of the host. */
    private static final int WIDE = 100;

    /** From this width on there is room for where it runs. */
    private static final int WIDER = 150;

    private static final int CONTAINER_ID = 12;
    private static final int DEVICES = 12;
    private static final String NONE = "-";

    private final View view;
    private final Glyphs glyphs;
    private final boolean hasMarks;

    private ProcessesPage(View view, List<ProcessRow> rows) {
        List<ProcessState> processes = new ArrayList<>();
        for (ProcessRow row : rows) {
            processes.add(row.process());
        }
        this.hasMarks = Figures.hasSharedHoldings(processes);
        this.view = view;
        this.glyphs = view.glyphs();
    }

    static Body draw(SnapshotDocument document, WatchState state, View view, int room) {
        List<ProcessRow> rows =
                ProcessRow.sorted(
                        document.processes(),
                        state.filter(),
                        state.processOrder(),
                        state.isProcessReversed());
        if (rows.isEmpty()) {
            return Body.text(List.of("", "  " + DevicesPage.none(document, state)));
        }
        List<String> table = table(rows, state, view);
        List<Integer> pids = new ArrayList<>();
        for (ProcessRow row : rows) {
            pids.add(row.process().pid());
        }
        ProcessRow chosen = rows.get(Math.min(state.cursor(), rows.size() - 1));
        List<String> tail = new ProcessesPage(view, rows).details(chosen.process(), room / 3);
        return new Body(List.of("  " + table.get(0)), table.subList(1, table.size()), pids, tail);
    }

    /** Returns the titles, and a line for each. */
    static List<String> table(List<ProcessRow> rows, WatchState state, View view) {
        ProcessesPage page = new ProcessesPage(view, rows);
        int width = view.width();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.fixed(page.title(ProcessOrder.PID, state), true));
        if (width >= USUAL) {
            columns.add(Column.text(page.title(ProcessOrder.USER, state), 5));
        }
        columns.add(Column.text(page.title(ProcessOrder.NAME, state), 8));
        if (width >= USUAL) {
            columns.add(Column.text(page.title(ProcessOrder.DEVICE, state), 3));
        }
        columns.add(Column.fixed(page.title(ProcessOrder.DRAM, state), true));
        columns.add(Column.fixed(page.title(ProcessOrder.L1, state), true));
        if (width >= WIDE) {
            columns.add(Column.fixed(page.title(ProcessOrder.CPU, state), true));
            columns.add(Column.fixed(page.title(ProcessOrder.RESIDENT, state), true));
        }
        if (width >= USUAL) {
            columns.add(Column.text("Status", 9));
        }
        if (width >= WIDER) {
            columns.add(Column.text("Container", CONTAINER_ID));
            columns.add(Column.text("Command", 10));
        }
        Table table = new Table(columns);
        for (ProcessRow row : rows) {
            table.add(page.cells(row));
        }
        return table.lines(view, width - 2);
    }

    private String title(ProcessOrder order, WatchState state) {
        return order == state.processOrder()
                ? order.title() + mark(state.isProcessReversed(), glyphs)
                : order.title();
    }

    /** Returns what stands behind the title of the column by which is sorted. */
    static String mark(boolean isReversed, Glyphs glyphs) {
        if (glyphs == Glyphs.ASCII) {
            return isReversed ? "^" : "v";
        }
        return isReversed ? "▲" : "▼";
    }

    private List<Cell> cells(ProcessRow row) {
        ProcessState process = row.process();
        int width = view.width();
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(Integer.toString(process.pid())));
        if (width >= USUAL) {
            cells.add(Cell.of(SmiScreen.known(process.user(), glyphs)));
        }
        cells.add(Cell.of(SmiScreen.known(process.name(), glyphs)));
        if (width >= USUAL) {
            cells.add(Cell.of(devices(process)));
        }
        cells.add(sum(row, row.dram(), Figures.DRAM));
        cells.add(sum(row, row.l1(), Figures.L1));
        if (width >= WIDE) {
            cells.add(Cell.of(percent(process.cpuRatio())));
            cells.add(Cell.of(Amount.bytes(process.residentBytes())));
        }
        if (width >= USUAL) {
            cells.add(Cell.of(glyphs.clean(process.status())));
        }
        if (width >= WIDER) {
            String container = process.container();
            cells.add(
                    Cell.of(
                            container == null
                                    ? NONE
                                    : DisplayWidth.cut(glyphs.clean(container), CONTAINER_ID, "")));
            cells.add(Cell.of(SmiScreen.known(process.commandLine(), glyphs)));
        }
        return cells;
    }

    private String devices(ProcessState process) {
        List<Integer> devices = new ArrayList<>();
        for (ProcessMemory held : process.devices()) {
            devices.add(held.device());
        }
        return devices.isEmpty() ? NONE : OrdinalRanges.brief(devices, DEVICES, glyphs);
    }

    private Cell sum(ProcessRow row, @Nullable Long bytes, List<String> types) {
        if (row.process().devices().isEmpty()) {
            return Cell.of(NONE);
        }
        boolean isShared = false;
        for (ProcessMemory held : row.process().devices()) {
            isShared |= Figures.isShared(held.memory(), types);
        }
        String least = bytes != null && row.isPartial() ? glyphs.atLeast() : "";
        String mark = isShared ? Figures.SHARED : hasMarks ? " " : "";
        return Cell.of(least + Amount.bytes(bytes) + mark);
    }

    private static String percent(@Nullable Double cores) {
        if (cores == null) {
            return Amount.UNKNOWN;
        }
        return cores > 0 && cores < 0.01 ? "<1%" : Math.round(cores * 100) + "%";
    }

    /** Returns what is known of one process, in no more lines than this. */
    private List<String> details(ProcessState process, int most) {
        List<String> lines = new ArrayList<>();
        int width = view.width() - 2;
        lines.add(view.glyphs().thinRule(view.width()));
        String command = process.commandLine();
        String what =
                process.pid()
                        + " "
                        + (command == null
                                ? SmiScreen.known(process.name(), glyphs)
                                : glyphs.clean(command));
        lines.add(view.paint("  " + Lines.cut(what, width, view), Style.BOLD));
        String detail = process.statusDetail();
        if (detail != null) {
            lines.add("  " + Lines.cut(glyphs.clean(detail), width, view));
        }
        for (ProcessMemory held : process.devices()) {
            lines.add("  " + Lines.cut(held(held), width, view));
        }
        if (process.devices().isEmpty()) {
            lines.add("  holds nothing on any device");
        }
        if (lines.size() <= most) {
            return lines;
        }
        int shown = Math.max(0, most - 1);
        List<String> cut = new ArrayList<>(lines.subList(0, shown));
        if (most > 0) {
            cut.add("  and " + (lines.size() - shown) + " more lines");
        }
        return cut;
    }

    private String held(ProcessMemory held) {
        String device = "device " + Lines.right(Integer.toString(held.device()), 2) + "  ";
        Long dram = held.memory().dramInUse();
        Long l1 = held.memory().l1InUse();
        if (dram == null && l1 == null) {
            return device + "DRAM N/A, L1 N/A: " + unknown(held);
        }
        String kernels = Amount.bytes(held.memory().used("KERNEL"));
        return device
                + "DRAM "
                + Lines.right(Figures.marked(dram, held.memory(), Figures.DRAM), 11)
                + "   L1 "
                + Lines.right(Figures.marked(l1, held.memory(), Figures.L1), 11)
                + "   of it CB "
                + Amount.bytes(held.memory().used("CB"))
                + "; kernels "
                + kernels
                + (held.discrepancy() ? "; shared memory differs" : "");
    }

    private static String unknown(ProcessMemory held) {
        return Boolean.TRUE.equals(held.open())
                ? "has it open and does not tell what it holds"
                : "nobody tells what it holds";
    }
}
