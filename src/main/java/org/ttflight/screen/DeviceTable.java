package org.ttflight.screen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.MemoryByType;

/**
 * The devices in the best layout that there is room for: each on one line, or, where that does not
 * fit, on two.
 */
final class DeviceTable {
    private static final int WIDEST_BAR = 42;
    private static final int BARS = 2;

    /** A card's name may be cut to this, rather than take a second line. */
    private static final int SHORT_NAME = 12;

    /** From the roomiest to the smallest. */
    private static final Sizes[] SIZES = {
        new Sizes(" / ", 12, false, true),
        new Sizes("/", 6, false, true),
        new Sizes("/", 5, false, false),
        new Sizes("/", 4, true, false),
        new Sizes("/", 0, true, false),
    };

    /** How wide bars are at least, beside what is only there where there is room. */
    private static final int BAR_BESIDE_EXTRAS = 16;

    /**
     * How memory is shown.
     *
     * @param separator stands between used and capacity
     * @param barWidth the narrowest bar; 0 for none
     * @param isBrief whether a unit is one letter
     * @param hasArchitecture whether the name tells the architecture of a known card
     */
    private record Sizes(String separator, int barWidth, boolean isBrief, boolean hasArchitecture) {
        Sizes withBar(int width) {
            return new Sizes(separator, width, isBrief, hasArchitecture);
        }
    }

    /** What is shown of a device but its memory, in this order. */
    private enum Field {
        DEVICE("Dev", true),
        NAME("Name", false),
        TEMPERATURE("Temp", true),
        POWER("Power", true),
        CLOCK("AICLK", true),
        FAN("Fan", true),
        LINK("PCIe", false),
        ADDRESS("Address", false),
        HEALTH("Health", false);

        private final String title;
        private final boolean isRight;

        Field(String title, boolean isRight) {
            this.title = title;
            this.isRight = isRight;
        }

        Column column() {
            return this == NAME ? Column.text(title, 4) : Column.fixed(title, isRight);
        }
    }

    /** What is there if there is room; the first is the most worth. */
    private static final Field[] EXTRAS = {Field.LINK, Field.ADDRESS, Field.FAN};

    private final List<DeviceState> devices;
    private final Glyphs glyphs;
    private final int room;
    private final MemoryColumn dram = new MemoryColumn(false);
    private final MemoryColumn l1 = new MemoryColumn(false);
    private final MemoryColumn briefDram = new MemoryColumn(true);
    private final MemoryColumn briefL1 = new MemoryColumn(true);

    private DeviceTable(List<DeviceState> devices, Box box) {
        this.devices = devices;
        this.glyphs = box.view().glyphs();
        this.room = box.innerWidth();
        boolean isDramMarked = false;
        boolean isL1Marked = false;
        for (DeviceState device : devices) {
            isDramMarked |= Figures.isShared(device.memory(), Figures.DRAM);
            isL1Marked |= Figures.isShared(device.memory(), Figures.L1);
        }
        for (DeviceState device : devices) {
            MemoryByType memory = device.memory();
            Long dramInUse = memory.dramInUse();
            Long l1InUse = memory.l1InUse();
            String dramMark = mark(memory, Figures.DRAM, isDramMarked);
            String l1Mark = mark(memory, Figures.L1, isL1Marked);
            Long dramCapacity = memory.capacity("DRAM");
            Long l1Capacity = memory.capacity("L1");
            dram.add(before(device, dramInUse), dramInUse, dramMark, dramCapacity);
            briefDram.add(before(device, dramInUse), dramInUse, dramMark, dramCapacity);
            l1.add(before(device, l1InUse), l1InUse, l1Mark, l1Capacity);
            briefL1.add(before(device, l1InUse), l1InUse, l1Mark, l1Capacity);
        }
    }

    private String before(DeviceState device, @Nullable Long bytes) {
        return bytes != null && device.untracked() > 0 ? glyphs.atLeast() : "";
    }

    private static String mark(MemoryByType memory, List<String> types, boolean isMarked) {
        return !isMarked ? "" : Figures.isShared(memory, types) ? Figures.SHARED : " ";
    }

    static void draw(List<DeviceState> devices, Box box) {
        DeviceTable table = new DeviceTable(devices, box);
        if (hasHardware(devices)) {
            table.drawWithTelemetry(box);
        } else {
            List<Field> fields = new ArrayList<>(List.of(Field.DEVICE, Field.NAME));
            if (isTold(devices)) {
                fields.add(Field.HEALTH);
            }
            Sizes sizes = table.best(fields);
            table.oneLine(fields, table.widened(fields, sizes)).draw(box);
        }
    }

    private void drawWithTelemetry(Box box) {
        List<Field> fields =
                List.of(
                        Field.DEVICE,
                        Field.NAME,
                        Field.TEMPERATURE,
                        Field.POWER,
                        Field.CLOCK,
                        Field.HEALTH);
        Sizes sizes = best(fields);
        if (sizes.barWidth() == 0) {
            drawStacked(fields, box);
            return;
        }
        List<Field> all = fields;
        for (Field extra : EXTRAS) {
            List<Field> more = with(all, extra);
            if (isKnown(extra) && fits(more, SIZES[0].withBar(BAR_BESIDE_EXTRAS))) {
                all = more;
            }
        }
        oneLine(all, widened(all, sizes)).draw(box);
    }

    /** Two lines for each device: on the first all that is measured, on the second its memory. */
    private void drawStacked(List<Field> fields, Box box) {
        boolean hasLimit = fitsAbove(fields, false, true);
        List<Field> all = fields;
        for (Field extra : EXTRAS) {
            List<Field> more = with(all, extra);
            if (isKnown(extra) && fitsAbove(more, false, hasLimit)) {
                all = more;
            }
        }
        Table above = above(all, fitsAbove(all, true, hasLimit), hasLimit);
        Sizes sizes = best(List.of());
        above.drawStacked(box, oneLine(List.of(), widened(List.of(), sizes)));
    }

    private boolean fitsAbove(List<Field> fields, boolean hasArchitecture, boolean hasLimit) {
        return above(fields, hasArchitecture, hasLimit).naturalWidth() <= room;
    }

    private Table above(List<Field> fields, boolean hasArchitecture, boolean hasLimit) {
        Table table = new Table(columns(fields));
        for (DeviceState device : devices) {
            table.add(cells(device, fields, hasArchitecture, hasLimit));
        }
        return table;
    }

    /** Returns whether there is anything to show there. */
    private boolean isKnown(Field field) {
        for (DeviceState device : devices) {
            Cell cell = cell(device, field, false, false);
            if (!(cell.text() + cell.painted()).equals(Amount.UNKNOWN)) {
                return true;
            }
        }
        return false;
    }

    private static List<Field> with(List<Field> fields, Field extra) {
        List<Field> more = new ArrayList<>();
        for (Field field : Field.values()) {
            if (field == extra || fields.contains(field)) {
                more.add(field);
            }
        }
        return more;
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

    /** Returns the sizes that fit beside these fields, or the smallest. */
    private Sizes best(List<Field> fields) {
        int at = 0;
        while (at < SIZES.length - 1 && !fits(fields, SIZES[at])) {
            at++;
        }
        return SIZES[at];
    }

    private boolean fits(List<Field> fields, Sizes sizes) {
        boolean mayCut = sizes.isBrief() && fields.contains(Field.NAME);
        return oneLine(fields, sizes).naturalWidth() - (mayCut ? longNames() : 0) <= room;
    }

    /** Returns by how much the column of names may be cut. */
    private int longNames() {
        int widest = 0;
        for (DeviceState device : devices) {
            widest = Math.max(widest, DisplayWidth.of(DeviceName.of(device, false, glyphs)));
        }
        return Math.max(0, widest - SHORT_NAME);
    }

    /** Gives the bars what is left. */
    private Sizes widened(List<Field> fields, Sizes sizes) {
        int spare = room - oneLine(fields, sizes).naturalWidth();
        return spare < 0 || sizes.barWidth() == 0
                ? sizes
                : sizes.withBar(Math.min(WIDEST_BAR, sizes.barWidth() + spare / BARS));
    }

    /** Returns the table of these fields and of memory; without fields the memory is indented. */
    private Table oneLine(List<Field> fields, Sizes sizes) {
        List<Column> columns = columns(fields);
        if (fields.isEmpty()) {
            columns.add(Column.fixed("   ", true));
        }
        columns.add(Column.fixed("DRAM", false));
        columns.add(Column.fixed("L1", false));
        MemoryColumn first = sizes.isBrief() ? briefDram : dram;
        MemoryColumn second = sizes.isBrief() ? briefL1 : l1;
        Table table = new Table(columns);
        for (int row = 0; row < devices.size(); row++) {
            List<Cell> cells = cells(devices.get(row), fields, sizes.hasArchitecture(), false);
            if (fields.isEmpty()) {
                cells.add(Cell.of(""));
            }
            cells.add(first.cell(row, sizes.separator(), sizes.barWidth(), glyphs));
            cells.add(second.cell(row, sizes.separator(), sizes.barWidth(), glyphs));
            table.add(cells);
        }
        return table;
    }

    private static List<Column> columns(List<Field> fields) {
        List<Column> columns = new ArrayList<>();
        for (Field field : fields) {
            columns.add(field.column());
        }
        return columns;
    }

    private List<Cell> cells(
            DeviceState device, List<Field> fields, boolean hasArchitecture, boolean hasLimit) {
        List<Cell> cells = new ArrayList<>();
        for (Field field : fields) {
            cells.add(cell(device, field, hasArchitecture, hasLimit));
        }
        return cells;
    }

    private Cell cell(DeviceState device, Field field, boolean hasArchitecture, boolean hasLimit) {
        Gauges gauges = Gauges.of(device, glyphs);
        return switch (field) {
            case DEVICE -> Cell.of(Integer.toString(device.device()));
            case NAME -> Cell.of(DeviceName.of(device, hasArchitecture, glyphs));
            case TEMPERATURE -> gauges.temperature(hasLimit);
            case POWER -> gauges.power(true);
            case CLOCK -> gauges.clock();
            case FAN -> gauges.fan();
            case LINK -> gauges.link();
            case ADDRESS -> Cell.of(address(device));
            case HEALTH -> Gauges.health(device, glyphs);
        };
    }

    private String address(DeviceState device) {
        HardwareState hardware = device.hardware();
        String address = hardware == null ? null : hardware.pciAddress();
        return address == null ? Amount.UNKNOWN : glyphs.clean(address);
    }
}
