package org.ttflight.jconsole;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.util.Locale;

/** How a device is doing, told by a shape, a colour and a word. */
enum HealthMark {
    OK,
    DEGRADED,
    STALLED,
    RESETTING,
    LOST,
    UNKNOWN;

    /** Returns the one of this word; a word that only a newer daemon knows is unknown. */
    static HealthMark of(String state) {
        for (HealthMark mark : values()) {
            if (mark.word().equals(state)) {
                return mark;
            }
        }
        return UNKNOWN;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Color colour(Palette palette) {
        return switch (this) {
            case OK -> palette.ok();
            case DEGRADED, RESETTING -> palette.warning();
            case STALLED, LOST -> palette.bad();
            case UNKNOWN -> palette.faint();
        };
    }

    /** Paints it into a square with this corner and side. */
    void paint(Graphics2D graphics, Palette palette, int x, int y, int side) {
        graphics.setColor(colour(palette));
        graphics.setStroke(new BasicStroke(2));
        switch (this) {
            case OK -> graphics.fillOval(x, y, side, side);
            case DEGRADED ->
                    graphics.fill(
                            new Polygon(
                                    new int[] {x, x + side, x + side / 2},
                                    new int[] {y + side, y + side, y},
                                    3));
            case STALLED -> graphics.fillRect(x, y, side, side);
            case LOST -> {
                graphics.drawLine(x, y, x + side, y + side);
                graphics.drawLine(x, y + side, x + side, y);
            }
            case RESETTING, UNKNOWN -> graphics.drawOval(x + 1, y + 1, side - 2, side - 2);
        }
    }
}
