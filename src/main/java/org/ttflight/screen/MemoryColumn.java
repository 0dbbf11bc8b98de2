package org.ttflight.screen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells that show how much is used of how much, with a bar; the parts of all in line. */
final class MemoryColumn {
    private static final int BRACKETS_FROM = 10;

    private final List<String> shown = new ArrayList<>();
    private final List<@Nullable Long> used = new ArrayList<>();
    private final List<@Nullable Long> capacity = new ArrayList<>();
    private int usedWidth;
    private int capacityWidth;
    private int percentWidth;

    /**
     * Adds a line.
     *
     * @param text the bytes as shown, with whatever marks they have
     */
    void add(String text, @Nullable Long bytes, @Nullable Long outOf) {
        shown.add(text);
        used.add(bytes);
        capacity.add(outOf);
        usedWidth = Math.max(usedWidth, text.length());
        if (outOf != null) {
            capacityWidth = Math.max(capacityWidth, Amount.bytes(outOf).length());
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
        text.append(separator).append(right(Amount.bytes(outOf), capacityWidth));
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

    private static String bar(double share, int width, Glyphs glyphs) {
        return width < BRACKETS_FROM
                ? glyphs.bar(share, width)
                : "[" + glyphs.bar(share, width - 2) + "]";
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }
}
