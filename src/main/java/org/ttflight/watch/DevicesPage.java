package org.ttflight.watch;

import java.util.ArrayList;
import java.util.List;
import org.ttflight.screen.Amount;
import org.ttflight.screen.Cell;
import org.ttflight.screen.Column;
import org.ttflight.screen.DeviceName;
import org.ttflight.screen.Figures;
import org.ttflight.screen.Gauges;
import org.ttflight.screen.Style;
import org.ttflight.screen.Table;
import org.ttflight.screen.View;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.SnapshotDocument;

/** A line for each device, and below them as many processes as there is room for. */
final class DevicesPage {
    private static final int WIDEST_BAR = 42;
    private static final int BARS = 2;
    private static final int SHORT_NAME = 10;
    private static final int MARGIN = 2;

    /** A title and this many processes are shown even where devices have to be scrolled for it. */
    private static final int FEWEST_PROCESSES = 3;

    private static final List<Layout> LAYOUTS =
            List.of(
                    new Layout(true, true, true, MemoryCells.Detail.CAPACITY, 14),
                    new Layout(true, true, false, MemoryCells.Detail.CAPACITY, 12),
                    new Layout(true, true, false, MemoryCells.Detail.USED, 10),
                    new Layout(true, true, false, MemoryCells.Detail.BAR, 6),
                    new Layout(true, true, false, MemoryCells.Detail.PERCENT, 0),
                    new Layout(true, false, false, MemoryCells.Detail.PERCENT, 0),
                    new Layout(false, false, false, MemoryCells.Detail.PERCENT, 0));

    /**
     * One way to show them.
     *
     * @param barWidth the narrowest bar, with its brackets
     */
    private record Layout(
            boolean hasCard,
            boolean hasClock,
            boolean hasLink,
            MemoryCells.Detail detail,
            int barWidth) {
        Layout withBar(int width) {
            return new Layout(hasCard, hasClock, hasLink, detail, width);
        }
    }

    private final List<DeviceState> devices;
    private final View view;
    private final MemoryCells dram;
    private final MemoryCells l1;

    private DevicesPage(List<DeviceState> devices, View view) {
        this.devices = devices;
        this.view = view;
        this.dram = new MemoryCells(devices, "DRAM", Figures.DRAM, view.glyphs());
        this.l1 = new MemoryCells(devices, "L1", Figures.L1, view.glyphs());
    }

    static Body draw(SnapshotDocument document, WatchState state, View view, int room) {
        List<String> table = new DevicesPage(document.devices(), view).table();
        List<String> head = List.of("  " + table.get(0));
        List<String> rows = new ArrayList<>();
        List<Integer> keys = new ArrayList<>();
        for (DeviceState device : document.devices()) {
            rows.add(table.get(rows.size() + 1));
            keys.add(device.device());
        }
        int forProcesses = room - head.size() - rows.size() - 1;
        int fewest = Math.min(document.processes().size(), FEWEST_PROCESSES) + 2;
        int space = Math.max(forProcesses, Math.min(fewest, room / 2));
        return new Body(head, rows, keys, processes(document, state, view, space));
    }

    private List<String> table() {
        int room = view.width() - MARGIN;
        Layout layout = LAYOUTS.get(LAYOUTS.size() - 1);
        for (Layout candidate : LAYOUTS) {
            if (with(candidate).naturalWidth() <= room) {
                layout = candidate;
                break;
            }
        }
        int spare = room - with(layout).naturalWidth();
        if (spare > 0 && layout.barWidth() > 0) {
            layout = layout.withBar(Math.min(WIDEST_BAR, layout.barWidth() + spare / BARS));
        }
        return with(layout).lines(view, room);
    }

    private Table with(Layout layout) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.fixed("Dev", true));
        if (layout.hasCard()) {
            columns.add(Column.text("Card", 6));
        }
        columns.add(Column.fixed("Temp", true));
        columns.add(Column.fixed("Power", true));
        if (layout.hasClock()) {
            columns.add(Column.fixed("AICLK", true));
        }
        if (layout.hasLink()) {
            columns.add(Column.fixed("PCIe", false));
        }
        columns.add(Column.fixed("DRAM", false));
        columns.add(Column.fixed("L1", false));
        columns.add(Column.text("Health", 4));
        Table table = new Table(columns);
        for (int at = 0; at < devices.size(); at++) {
            table.add(row(at, layout));
        }
        return table;
    }

    private List<Cell> row(int at, Layout layout) {
        DeviceState device = devices.get(at);
        Gauges gauges = Gauges.of(device, view.glyphs());
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(Integer.toString(device.device())));
        if (layout.hasCard()) {
            String name = DeviceName.of(device, false, view.glyphs());
            boolean isShort = layout.detail() == MemoryCells.Detail.BAR;
            cells.add(Cell.of(isShort ? Lines.cut(name, SHORT_NAME, view) : name));
        }
        cells.add(gauges.temperature(false));
        cells.add(gauges.power(layout.hasCard()));
        if (layout.hasClock()) {
            cells.add(gauges.clock());
        }
        if (layout.hasLink()) {
            cells.add(gauges.link());
        }
        cells.add(dram.cell(at, layout.detail(), layout.barWidth()));
        cells.add(l1.cell(at, layout.detail(), layout.barWidth()));
        cells.add(health(device));
        return cells;
    }

    /** What exactly is wrong stands with the telemetry. */
    private Cell health(DeviceState device) {
        Cell cell = Gauges.health(device, view.glyphs());
        return cell.painted().equals("see below") ? new Cell("", "see 3", cell.style()) : cell;
    }

    private static List<String> processes(
            SnapshotDocument document, WatchState state, View view, int space) {
        List<ProcessRow> rows =
                ProcessRow.sorted(
                        document.processes(),
                        state.filter(),
                        state.processOrder(),
                        state.isProcessReversed());
        List<String> lines = new ArrayList<>();
        if (space < 3) {
            return lines;
        }
        lines.add("");
        if (rows.isEmpty()) {
            lines.add("  " + none(document, state));
            return lines;
        }
        boolean hasTitles = space > 4;
        int shown = Math.min(rows.size(), space - (hasTitles ? 3 : 2));
        String count = Amount.count(rows.size(), "process", "processes");
        String more = shown < rows.size() ? "; " + (rows.size() - shown) + " more with 4" : "";
        List<String> table = ProcessesPage.table(rows.subList(0, shown), state, view);
        lines.add(view.paint("  " + count + more, Style.BOLD));
        if (hasTitles) {
            lines.add("  " + table.get(0));
        }
        for (String row : table.subList(1, table.size())) {
            lines.add("  " + row);
        }
        return lines;
    }

    /** Returns why there are no processes. */
    static String none(SnapshotDocument document, WatchState state) {
        if (!document.processes().isEmpty()) {
            return "No process has this in its name, command line, user or status.";
        }
        if (state.device() != null) {
            return "No process is known to use this device.";
        }
        return document.server() == null
                ? "No process is known to use a device."
                : "No process reports device memory.";
    }
}
