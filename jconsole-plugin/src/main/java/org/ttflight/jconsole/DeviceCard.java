package org.ttflight.jconsole;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import org.jspecify.annotations.Nullable;

/** Paints one device. Confined to the Swing thread. */
final class DeviceCard {
    static final int PADDING = 10;

    private static final int ROWS = 6;
    private static final int GAP = 6;
    private static final int HATCH = 6;
    private static final int[] COLUMN_PERCENT = {0, 27, 57, 80, 101};

    private final Palette palette;
    private final Graphics2D graphics;
    private final Font plain = Palette.font(Font.PLAIN, 1);
    private final Font bold = Palette.font(Font.BOLD, 1);
    private final Font small = Palette.font(Font.PLAIN, 0.87);

    DeviceCard(Graphics2D graphics, Palette palette) {
        this.graphics = graphics;
        this.palette = palette;
    }

    /** Returns how high a card is with lines of this height. */
    static int height(int lineHeight) {
        return 2 * PADDING + ROWS * lineHeight + (ROWS - 1) * GAP;
    }

    /** Paints a device into this rectangle. */
    void paint(DeviceReading device, int x, int y, int width, int height, boolean isSelected) {
        graphics.setColor(palette.surface());
        graphics.fillRoundRect(x, y, width - 1, height - 1, 8, 8);
        graphics.setStroke(new BasicStroke(isSelected ? 2 : 1));
        graphics.setColor(isSelected ? palette.series(0) : palette.line());
        graphics.drawRoundRect(x, y, width - 1, height - 1, 8, 8);
        Shape clip = graphics.getClip();
        graphics.clipRect(x + PADDING, y, width - 2 * PADDING, height);
        int left = x + PADDING;
        int inner = width - 2 * PADDING;
        int line = (height - 2 * PADDING - (ROWS - 1) * GAP) / ROWS;
        int step = line + GAP;
        int top = y + PADDING;
        head(device, left, top, inner, line);
        boolean isLeast = device.untracked() > 0;
        bar("DRAM", device.dramInUse(), device.dramCapacity(), isLeast, left, top + step, inner);
        bar("L1", device.l1InUse(), device.l1Capacity(), isLeast, left, top + 2 * step, inner);
        figures(device, left, top + 3 * step, inner, line);
        graphics.setFont(small);
        graphics.setColor(palette.faint());
        text(fit(note(device), inner), left, top + 5 * step);
        graphics.setClip(clip);
    }

    private void head(DeviceReading device, int left, int top, int width, int line) {
        HealthMark mark = HealthMark.of(device.healthState());
        String word = device.healthState().isEmpty() ? mark.word() : device.healthState();
        graphics.setFont(bold);
        int side = Math.max(8, line - 6);
        int wordWidth = graphics.getFontMetrics().stringWidth(word);
        int wordLeft = left + width - wordWidth;
        mark.paint(graphics, palette, wordLeft - side - 5, top + (line - side) / 2, side);
        graphics.setColor(mark.colour(palette));
        text(word, wordLeft, top);
        graphics.setColor(palette.text());
        String title = "Device " + device.device();
        text(title, left, top);
        int titleWidth = graphics.getFontMetrics().stringWidth(title) + 8;
        graphics.setFont(plain);
        graphics.setColor(palette.faint());
        String card = device.cardType() == null ? "unknown card" : device.cardType();
        text(fit(card, wordLeft - side - 15 - left - titleWidth), left + titleWidth, top);
    }

    /** Paints a bar with its figures; without a bar if it is unknown how long it would be. */
    private void bar(
            String name,
            @Nullable Long used,
            @Nullable Long capacity,
            boolean isLeast,
            int left,
            int top,
            int width) {
        graphics.setFont(plain);
        FontMetrics metrics = graphics.getFontMetrics();
        int labelWidth = metrics.stringWidth("DRAM") + 10;
        int percentWidth = metrics.stringWidth("≥ >99 %") + 8;
        int amountWidth = metrics.stringWidth("≥ 888.8 MiB / 88.8 GiB");
        int barLeft = left + labelWidth;
        int barWidth = Math.max(30, width - labelWidth - percentWidth - amountWidth - 8);
        int barHeight = metrics.getAscent();
        Double ratio = Amounts.ratio(used, capacity);
        String least = isLeast && used != null ? "≥ " : "";
        graphics.setColor(palette.text());
        text(name, left, top);
        String percent =
                least.isEmpty() || ratio == null
                        ? Amounts.percent(ratio)
                        : least + Amounts.percent(ratio);
        right(percent, barLeft + barWidth + percentWidth, top);
        graphics.setColor(palette.faint());
        right(least + Amounts.bytes(used, capacity), left + width, top);
        trough(
                ratio,
                isLeast,
                barLeft,
                top + (metrics.getHeight() - barHeight) / 2,
                barWidth,
                barHeight);
    }

    private void trough(
            @Nullable Double ratio, boolean isLeast, int left, int top, int width, int height) {
        if (ratio == null) {
            graphics.setColor(palette.line());
            graphics.setStroke(
                    new BasicStroke(
                            1,
                            BasicStroke.CAP_BUTT,
                            BasicStroke.JOIN_MITER,
                            1,
                            new float[] {3},
                            0));
            graphics.drawLine(left, top + height / 2, left + width, top + height / 2);
            return;
        }
        graphics.setColor(Palette.mix(palette.line(), palette.surface(), 0.5));
        graphics.fillRect(left, top, width, height);
        int length = (int) Math.round(Math.min(1, ratio) * width);
        if (ratio > 0) {
            length = Math.max(1, length);
        }
        if (isLeast) {
            hatch(left + length, top, width - length, height);
        }
        graphics.setColor(palette.bar(ratio));
        graphics.fillRect(left, top, length, height);
    }

    /** Marks what may be in use and may be not. */
    private void hatch(int left, int top, int width, int height) {
        Shape clip = graphics.getClip();
        graphics.clipRect(left, top, width, height);
        graphics.setColor(palette.faint());
        graphics.setStroke(new BasicStroke(1));
        for (int x = left - height; x < left + width; x += HATCH) {
            graphics.drawLine(x, top + height, x + height, top);
        }
        graphics.setClip(clip);
    }

    private void figures(DeviceReading device, int left, int top, int width, int line) {
        String[][] columns = {
            {
                "Temperature",
                Amounts.withLimit(device.temperature(), "°C", device.temperatureLimit())
            },
            {"Power", Amounts.withLimit(device.power(), "W", device.powerLimit())},
            {"AICLK", device.aiClock() == null ? Amounts.UNKNOWN : device.aiClock() + " MHz"},
            {"Processes", Amounts.count(device.processes())},
        };
        boolean[] isHigh = {
            reaches(device.temperature(), device.temperatureLimit()),
            reaches(device.power(), device.powerLimit()),
            false,
            false
        };
        for (int at = 0; at < columns.length; at++) {
            int x = left + width * COLUMN_PERCENT[at] / 100;
            int room = left + width * COLUMN_PERCENT[at + 1] / 100 - 4 - x;
            graphics.setFont(small);
            graphics.setColor(palette.faint());
            text(fit(columns[at][0], room), x, top + GAP);
            graphics.setFont(isHigh[at] ? bold : plain);
            graphics.setColor(isHigh[at] ? palette.bad() : palette.text());
            text(fit(columns[at][1] + (isHigh[at] ? " !" : ""), room), x, top + line + GAP);
        }
    }

    private static boolean reaches(@Nullable Double value, @Nullable Double limit) {
        return value != null && limit != null && value >= limit;
    }

    /** Returns what is wrong, or what the figures lack; empty if nothing is. */
    static String note(DeviceReading device) {
        boolean isFine = device.health().equals("ok");
        String health =
                isFine || device.health().equals(device.healthState()) ? "" : device.health();
        String untracked =
                device.untracked() > 0
                        ? "≥ at least: "
                                + device.untracked()
                                + (device.untracked() == 1 ? " process does" : " processes do")
                                + " not tell what "
                                + (device.untracked() == 1 ? "it holds" : "they hold")
                        : "";
        return health.isEmpty() || untracked.isEmpty()
                ? health + untracked
                : health + "; " + untracked;
    }

    private String fit(String text, int width) {
        FontMetrics metrics = graphics.getFontMetrics();
        if (metrics.stringWidth(text) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 0 && metrics.stringWidth(text.substring(0, end) + "…") > width) {
            end--;
        }
        return end == 0 ? "" : text.substring(0, end) + "…";
    }

    private void text(String text, int left, int top) {
        graphics.drawString(text, left, top + graphics.getFontMetrics().getAscent());
    }

    private void right(String text, int right, int top) {
        text(text, right - graphics.getFontMetrics().stringWidth(text), top);
    }
}
