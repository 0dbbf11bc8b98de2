package org.ttflight.watch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.screen.Amount;
import org.ttflight.screen.Cell;
import org.ttflight.screen.DisplayWidth;
import org.ttflight.screen.Figures;
import org.ttflight.screen.Glyphs;
import org.ttflight.snapshot.DeviceState;

/** One column of how much is used of how much, in as many ways as there is room for. */
final class MemoryCells {
    /** How much of it is shown. */
    enum Detail {
        PERCENT,
        BAR,
        USED,
        CAPACITY
    }

    private static final int BRACKETS = 2;
    private static final int PERCENT = 4;

    private record Row(String shown, @Nullable Long used, @Nullable Long capacity, String mark) {}

    private final List<Row> rows = new ArrayList<>();
    private final Glyphs glyphs;
    private int usedWidth;
    private int capacityWidth;
    private int markWidth;

    /**
     * @param type of which the capacity is told: {@code DRAM} or {@code L1}
     */
    MemoryCells(List<DeviceState> devices, String type, List<String> types, Glyphs glyphs) {
        this.glyphs = glyphs;
        for (DeviceState device : devices) {
            Long used =
                    type.equals("DRAM") ? device.memory().dramInUse() : device.memory().l1InUse();
            Long capacity = device.memory().capacity(type);
            String shown = Figures.ofDevice(device, used, types, glyphs);
            String mark = Figures.isShared(device.memory(), types) ? Figures.SHARED : "";
            rows.add(new Row(shown, used, capacity, mark));
            usedWidth = Math.max(usedWidth, DisplayWidth.of(shown));
            markWidth = Math.max(markWidth, mark.length());
            if (capacity != null) {
                capacityWidth = Math.max(capacityWidth, Amount.bytes(capacity).length());
            }
        }
    }

    Cell cell(int at, Detail detail, int barWidth) {
        Row row = rows.get(at);
        Long used = row.used();
        Long capacity = row.capacity();
        boolean hasUsed = detail == Detail.USED || detail == Detail.CAPACITY;
        if (used == null || capacity == null) {
            String outOf =
                    detail == Detail.CAPACITY && capacity != null
                            ? " / " + Lines.right(Amount.bytes(capacity), capacityWidth)
                            : "";
            return Cell.of(hasUsed ? Lines.right(row.shown(), usedWidth) + outOf : row.shown());
        }
        String text = "";
        if (hasUsed) {
            text = Lines.right(row.shown(), usedWidth);
            if (detail == Detail.CAPACITY) {
                text += " / " + Lines.right(Amount.bytes(capacity), capacityWidth);
            }
            text += " ";
        }
        String percent = Amount.percent(used, capacity);
        if (!hasUsed) {
            boolean isPartial = row.shown().startsWith(glyphs.atLeast());
            percent = (isPartial ? glyphs.atLeast() : "") + percent;
        }
        double share = (double) used / capacity;
        String bar =
                detail == Detail.PERCENT
                        ? ""
                        : "[" + glyphs.bar(share, Math.max(1, barWidth - BRACKETS)) + "] ";
        String mark = hasUsed ? "" : row.mark() + " ".repeat(markWidth - row.mark().length());
        return new Cell(
                text, bar + Lines.right(percent, PERCENT) + mark, Amount.alarm(used, capacity));
    }
}
