package org.ttflight.jconsole;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.UIManager;

/**
 * The colours of the look-and-feel of now, light or dark, and those that mean something.
 *
 * @param background of the view
 * @param surface of what stands on it
 * @param text for what matters
 * @param faint for what matters less
 * @param line for borders and grids
 * @param isDark whether light stands on dark
 */
record Palette(
        Color background, Color surface, Color text, Color faint, Color line, boolean isDark) {

    /** Told apart by those who see few colours too; none is very light or very dark. */
    private static final Color[] SERIES = {
        new Color(0x1f77b4),
        new Color(0xd95f02),
        new Color(0x1b9e77),
        new Color(0xb04a98),
        new Color(0x8c6d1f),
        new Color(0x17a2b8),
        new Color(0xd1495b),
        new Color(0x7a7f87),
    };

    /** How many series have a colour of their own. */
    static final int SERIES_COLOURS = SERIES.length;

    static Palette current() {
        Color background = colour("Panel.background", Color.LIGHT_GRAY);
        Color surface = colour("Table.background", Color.WHITE);
        Color text = colour("Label.foreground", Color.BLACK);
        boolean isDark = brightness(surface) < brightness(text);
        return new Palette(
                background,
                surface,
                text,
                mix(text, surface, 0.4),
                mix(text, surface, 0.78),
                isDark);
    }

    private static Color colour(String key, Color otherwise) {
        Color found = UIManager.getColor(key);
        return found == null ? otherwise : new Color(found.getRGB());
    }

    private static double brightness(Color colour) {
        return 0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue();
    }

    /** Returns a colour between two, the second one for 1. */
    static Color mix(Color one, Color other, double part) {
        return new Color(
                between(one.getRed(), other.getRed(), part),
                between(one.getGreen(), other.getGreen(), part),
                between(one.getBlue(), other.getBlue(), part));
    }

    private static int between(int one, int other, double part) {
        return (int) Math.round(one + (other - one) * part);
    }

    Color ok() {
        return isDark ? new Color(0x4cc38a) : new Color(0x1a7f4b);
    }

    Color warning() {
        return isDark ? new Color(0xf0b429) : new Color(0xb26a00);
    }

    Color bad() {
        return isDark ? new Color(0xff7b72) : new Color(0xc62828);
    }

    /** Returns the colour of a bar that is full to this part. */
    Color bar(double ratio) {
        if (ratio >= 0.9) {
            return bad();
        }
        return ratio >= 0.75 ? warning() : series(0);
    }

    /** Returns the colour of the n-th series. */
    Color series(int at) {
        Color colour = SERIES[Math.floorMod(at, SERIES.length)];
        return isDark ? mix(colour, Color.WHITE, 0.3) : colour;
    }

    /** Returns the font of labels, larger or smaller. */
    static Font font(int style, double scale) {
        Font font = UIManager.getFont("Label.font");
        Font base = font == null ? new Font(Font.SANS_SERIF, Font.PLAIN, 12) : font;
        return base.deriveFont(style, (float) (base.getSize2D() * scale));
    }

    /** Makes what was painted look old. */
    void veil(Graphics2D graphics, int width, int height) {
        graphics.setColor(
                new Color(background.getRed(), background.getGreen(), background.getBlue(), 165));
        graphics.fillRect(0, 0, width, height);
    }

    static void smooth(Graphics2D graphics) {
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    }
}
