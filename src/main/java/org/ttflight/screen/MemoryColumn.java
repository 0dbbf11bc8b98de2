package org.ttflight.screen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells that show how much is used of how much, with a bar; the parts of all in line. */
final class MemoryColumn {
    private static final int BRACKETS_FROM = 10;

    private final boolean isBrief;
    private final List<String> shown = new ArrayList<>();
    private final List<@Nullable Long> used = new ArrayList<>();
    private final List<@Nullable Long> capacity = new ArrayList<>();
    private int usedWidth;
    private int capacityWidth;
    private int percentWidth;

    /**
     * @param isBrief whether sizes have a letter for a unit
     */
    MemoryColumn(boolean isBrief) {
        this.isBrief = isBrief;
    }

    /**
     * Adds a line.
     *
     * @param before a mark before the bytes, or nothing
     * @param after a mark behind them, or nothing
     */
    void add(String before, @Nullable Long bytes, String after, @Nullable Long outOf) {
        String text = before + size(bytes) + after;
        shown.add(text);
        used.add(bytes);
        capacity.add(outOf);
        usedWidth = Math.max(usedWidth, text.length());
        if (outOf != null) {
            capacityWidth = Math.max(capacityWidth, size(outOf).length());
            if (bytes != null) {
                percentWidth = Math.max(percentWidth, Amount.percent(bytes, outOf).length());
            }
        }
    }

    /**
     * Returns one cell.
     *
     * @param separator stands between used and capacity
     * @param barWidth columns for the bar with its brackets; 0 for none
     */
    Cell cell(int row, String separator, int barWidth, Glyphs glyphs) {
        Long bytes = used.get(row);
        Long outOf = capacity.get(row);
        StringBuilder text = new StringBuilder(right(shown.get(row), usedWidth));
        if (outOf == null) {
            return Cell.of(text.toString());
        }
        text.append(separator).append(right(size(outOf), capacityWidth));
        if (bytes == null) {
            return Cell.of(text.toString());
        }
        StringBuilder painted = new StringBuilder();
        if (barWidth > 0) {
            double share = (double) bytes / outOf;
            painted.append(' ').append(bar(share, barWidth, glyphs));
        }
        painted.append(' ').append(right(Amount.percent(bytes, outOf), percentWidth));
        return new Cell(text.toString(), painted.toString(), Amount.alarm(bytes, outOf));
    }

    private String size(@Nullable Long bytes) {
        return isBrief ? Amount.brief(bytes) : Amount.bytes(bytes);
    }

    private static String bar(double share, int width, Glyphs glyphs) {
        return width < BRACKETS_FROM
                ? glyphs.bar(share, width)
                : "[" + glyphs.bar(share, width - 2) + "]";
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }
}
