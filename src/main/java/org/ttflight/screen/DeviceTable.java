package org.ttflight.screen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.MemoryByType;

/**
 * The devices, each on a line, in the best layout that there is room for. Where there is too
 * little, the telemetry follows in a table of its own.
 */
final class DeviceTable {
    private static final String[] SEPARATORS = {" / ", "/", "/", "/"};
    private static final int[] BARS_FROM = {12, 5, 4, 0};
    private static final int BAR_BESIDE_LINK = 16;
    private static final int WIDEST_BAR = 42;
    private static final int BARS = 2;

    /** How much is told of a device but its memory. */
    private enum Detail {
        NONE,
        HEALTH,
        ALL,
        LINK
    }

    /**
     * One way to show them all.
     *
     * @param hasArchitecture whether the name tells the architecture of a known card
     * @param separator stands between used and capacity
     * @param barWidth the narrowest bar; 0 for none
     */
    private record Layout(boolean hasArchitecture, Detail detail, String separator, int barWidth) {
        Layout withBar(int width) {
            return new Layout(hasArchitecture, detail, separator, width);
        }

        boolean hasTelemetry() {
            return detail == Detail.ALL || detail == Detail.LINK;
        }
    }

    private final List<DeviceState> devices;
    private final Glyphs glyphs;
    private final MemoryColumn dram = new MemoryColumn();
    private final MemoryColumn l1 = new MemoryColumn();

    private DeviceTable(List<DeviceState> devices, Glyphs glyphs) {
        this.devices = devices;
        this.glyphs = glyphs;
        boolean isDramMarked = false;
        boolean isL1Marked = false;
        for (DeviceState device : devices) {
            isDramMarked |= Figures.isShared(device.memory(), Figures.DRAM);
            isL1Marked |= Figures.isShared(device.memory(), Figures.L1);
        }
        for (DeviceState device : devices) {
            MemoryByType memory = device.memory();
            add(dram, device, memory.dramInUse(), "DRAM", Figures.DRAM, isDramMarked);
            add(l1, device, memory.l1InUse(), "L1", Figures.L1, isL1Marked);
        }
    }

    private void add(
            MemoryColumn column,
            DeviceState device,
            @Nullable Long bytes,
            String type,
            List<String> types,
            boolean isMarked) {
        String text = Figures.ofDevice(device, bytes, types, glyphs);
        String aligned = isMarked && !text.endsWith(Figures.SHARED) ? text + " " : text;
        column.add(aligned, bytes, device.memory().capacity(type));
    }

    static void draw(List<DeviceState> devices, Box box) {
        DeviceTable table = new DeviceTable(devices, box.view().glyphs());
        boolean hasHardware = hasHardware(devices);
        int room = box.innerWidth();
        Layout layout = null;
        if (hasHardware) {
            Layout roomy = new Layout(true, Detail.LINK, " / ", BAR_BESIDE_LINK);
            layout = table.fits(roomy, room) ? roomy : table.best(Detail.ALL, room);
        }
        if (layout == null || !table.fits(layout, room)) {
            boolean isTold = hasHardware || isTold(devices);
            layout = table.best(isTold ? Detail.HEALTH : Detail.NONE, room);
        }
        table.with(table.widened(layout, room)).draw(box);
        if (hasHardware && !layout.hasTelemetry()) {
            box.rule();
            table.telemetry().draw(box);
        }
    }

    private static boolean hasHardware(List<DeviceState> devices) {
        for (DeviceState device : devices) {
            if (device.hardware() != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTold(List<DeviceState> devices) {
        for (DeviceState device : devices) {
            String health = device.health();
            if (!health.equals("unknown") && !health.equals("simulated")) {
                return true;
            }
        }
        return false;
    }

    /** Returns the layout of this detail that fits, or the smallest. */
    private Layout best(Detail detail, int room) {
        Layout layout = new Layout(true, detail, SEPARATORS[0], BARS_FROM[0]);
        for (int at = 1; at < BARS_FROM.length && !fits(layout, room); at++) {
            layout = new Layout(at < 2, detail, SEPARATORS[at], BARS_FROM[at]);
        }
        return layout;
    }

    private boolean fits(Layout layout, int room) {
        return with(layout).naturalWidth() <= room;
    }

    /** Gives the bars what is left. */
    private Layout widened(Layout layout, int room) {
        int spare = room - with(layout).naturalWidth();
        return spare < 0 || layout.barWidth() == 0
                ? layout
                : layout.withBar(Math.min(WIDEST_BAR, layout.barWidth() + spare / BARS));
    }

    private Table with(Layout layout) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.fixed("Dev", true));
        columns.add(Column.text("Name", 4));
        if (layout.hasTelemetry()) {
            columns.add(Column.fixed("Temp", true));
            columns.add(Column.fixed("Power", true));
            columns.add(Column.fixed("AICLK", true));
        }
        if (layout.detail() == Detail.LINK) {
            columns.add(Column.fixed("PCIe", false));
        }
        if (layout.detail() != Detail.NONE) {
            columns.add(Column.fixed("Health", false));
        }
        columns.add(Column.fixed("DRAM", false));
        columns.add(Column.fixed("L1", false));
        Table table = new Table(columns);
        for (int row = 0; row < devices.size(); row++) {
            table.add(row(row, layout));
        }
        return table;
    }

    private List<Cell> row(int row, Layout layout) {
        DeviceState device = devices.get(row);
        Gauges gauges = Gauges.of(device, glyphs);
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(Integer.toString(device.device())));
        cells.add(Cell.of(DeviceName.of(device, layout.hasArchitecture(), glyphs)));
        if (layout.hasTelemetry()) {
            cells.add(gauges.temperature(false));
            cells.add(gauges.power(true));
            cells.add(gauges.clock());
        }
        if (layout.detail() == Detail.LINK) {
            cells.add(gauges.link());
        }
        if (layout.detail() != Detail.NONE) {
            cells.add(Gauges.health(device, glyphs));
        }
        cells.add(dram.cell(row, layout.separator(), layout.barWidth(), glyphs));
        cells.add(l1.cell(row, layout.separator(), layout.barWidth(), glyphs));
        return cells;
    }

    private Table telemetry() {
        Table table =
                new Table(
                        List.of(
                                Column.fixed("Dev", true),
                                Column.fixed("Temp", true),
                                Column.fixed("Power", true),
                                Column.fixed("AICLK", true),
                                Column.fixed("PCIe", false),
                                Column.fixed("Fan", true),
                                Column.text("Address", 7)));
        for (DeviceState device : devices) {
            Gauges gauges = Gauges.of(device, glyphs);
            HardwareState hardware = device.hardware();
            String address = hardware == null ? null : hardware.pciAddress();
            table.add(
                    List.of(
                            Cell.of(Integer.toString(device.device())),
                            gauges.temperature(true),
                            gauges.power(true),
                            gauges.clock(),
                            gauges.link(),
                            gauges.fan(),
                            Cell.of(address == null ? Amount.UNKNOWN : glyphs.clean(address))));
        }
        return table;
    }
}
