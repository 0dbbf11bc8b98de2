package org.ttflight.cli;

import java.util.ArrayList;
import java.util.List;
import org.ttflight.snapshot.DeviceState;

/** The devices, each on a line, in the best layout that there is room for. */
final class DeviceTable {
    private static final Layout[] LAYOUTS = {
        new Layout(true, true, " / ", 12),
        new Layout(true, true, "/", 5),
        new Layout(false, true, "/", 4),
        new Layout(false, true, "/", 0),
        new Layout(false, false, "/", 0),
    };
    private static final int WIDEST_BAR = 42;
    private static final int BARS = 2;

    /**
     * One way to show them all.
     *
     * @param hasArchitecture whether the name tells the architecture of a known card
     * @param hasTelemetry whether there are columns for temperature and power
     * @param separator stands between used and capacity
     * @param barWidth the narrowest bar; 0 for none
     */
    private record Layout(
            boolean hasArchitecture, boolean hasTelemetry, String separator, int barWidth) {
        Layout withBar(int width) {
            return new Layout(hasArchitecture, hasTelemetry, separator, width);
        }
    }

    private final List<DeviceState> devices;
    private final Glyphs glyphs;
    private final MemoryColumn dram = new MemoryColumn();
    private final MemoryColumn l1 = new MemoryColumn();

    private DeviceTable(List<DeviceState> devices, Glyphs glyphs) {
        this.devices = devices;
        this.glyphs = glyphs;
        for (DeviceState device : devices) {
            dram.add(device.memory().dramInUse(), device.memory().capacity("DRAM"));
            l1.add(device.memory().l1InUse(), device.memory().capacity("L1"));
        }
    }

    static Table of(List<DeviceState> devices, View view) {
        DeviceTable table = new DeviceTable(devices, view.glyphs());
        int room = view.width() - 4;
        for (Layout layout : LAYOUTS) {
            Table tried = table.with(layout);
            int spare = room - tried.naturalWidth();
            if (spare >= 0 && layout.barWidth() > 0) {
                int bar = Math.min(WIDEST_BAR, layout.barWidth() + spare / BARS);
                return table.with(layout.withBar(bar));
            }
            if (spare >= 0) {
                return tried;
            }
        }
        return table.with(LAYOUTS[LAYOUTS.length - 1]);
    }

    private Table with(Layout layout) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.fixed("Dev", true));
        columns.add(Column.text("Name", 4));
        if (layout.hasTelemetry()) {
            columns.add(Column.fixed("Temp", true));
            columns.add(Column.fixed("Power", true));
        }
        columns.add(Column.fixed("DRAM", false));
        columns.add(Column.fixed("L1", false));
        Table table = new Table(columns);
        for (int row = 0; row < devices.size(); row++) {
            DeviceState device = devices.get(row);
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.of(Integer.toString(device.device())));
            cells.add(Cell.of(DeviceName.of(device, layout.hasArchitecture(), glyphs)));
            if (layout.hasTelemetry()) {
                cells.add(Cell.of(Amount.UNKNOWN));
                cells.add(Cell.of(Amount.UNKNOWN));
            }
            cells.add(dram.cell(row, layout.separator(), layout.barWidth(), glyphs));
            cells.add(l1.cell(row, layout.separator(), layout.barWidth(), glyphs));
            table.add(cells);
        }
        return table;
    }
}
