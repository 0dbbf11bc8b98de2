package org.ttflight.watch;

import java.util.ArrayList;
import java.util.List;
import org.ttflight.screen.Glyphs;

/**
 * A curve made of characters. With Unicode each cell has two by four dots of Braille, else one
 * sign. Where nothing is known there is nothing; a 0 is drawn on the lowest line.
 */
final class Plot {
    private static final char BRAILLE = '\u2800';
    private static final int DOT_ROWS = 4;

    /** The bits of the dots of a cell, by column and from the lowest row up. */
    private static final int[][] DOTS = {{0x40, 0x04, 0x02, 0x01}, {0x80, 0x20, 0x10, 0x08}};

    private Plot() {}

    /** Returns how many values fit side by side into a cell. */
    static int perCell(Glyphs glyphs) {
        return glyphs == Glyphs.ASCII ? 1 : 2;
    }

    /**
     * Returns the rows, the highest first.
     *
     * @param values as many as fit side by side; NaN where unknown
     * @param top the value at the upper edge
     * @param isArea whether what is below the curve is filled
     */
    static List<String> rows(
            double[] values, double top, int height, boolean isArea, Glyphs glyphs) {
        int dotRows = glyphs == Glyphs.ASCII ? height : height * DOT_ROWS;
        int[] levels = new int[values.length];
        for (int at = 0; at < values.length; at++) {
            levels[at] = level(values[at], top, dotRows);
        }
        List<String> rows = new ArrayList<>();
        for (int row = height - 1; row >= 0; row--) {
            rows.add(
                    glyphs == Glyphs.ASCII
                            ? signs(levels, row, isArea)
                            : dots(levels, row * DOT_ROWS, isArea));
        }
        return rows;
    }

    /** Returns which row of dots a value is on, from 0 for the lowest; -1 if it is unknown. */
    private static int level(double value, double top, int dotRows) {
        if (Double.isNaN(value)) {
            return -1;
        }
        double share = top <= 0 ? 0 : value / top;
        return (int) Math.max(0, Math.min(dotRows - 1, Math.round(share * (dotRows - 1))));
    }

    private static String signs(int[] levels, int row, boolean isArea) {
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < levels.length; at++) {
            boolean isOn = isOn(levels, at, row, isArea);
            line.append(isOn ? (levels[at] == row ? '*' : isArea ? '#' : '|') : ' ');
        }
        return line.toString();
    }

    private static String dots(int[] levels, int lowest, boolean isArea) {
        StringBuilder line = new StringBuilder();
        for (int at = 0; at < levels.length; at += 2) {
            int bits = 0;
            for (int column = 0; column < 2 && at + column < levels.length; column++) {
                for (int dot = 0; dot < DOT_ROWS; dot++) {
                    if (isOn(levels, at + column, lowest + dot, isArea)) {
                        bits |= DOTS[column][dot];
                    }
                }
            }
            line.append(bits == 0 ? ' ' : (char) (BRAILLE + bits));
        }
        return line.toString();
    }

    /** A line goes straight up or down to where the value before it was. */
    private static boolean isOn(int[] levels, int at, int row, boolean isArea) {
        int level = levels[at];
        if (level < 0 || isArea) {
            return level >= 0 && row <= level;
        }
        int before = at > 0 && levels[at - 1] >= 0 ? levels[at - 1] : level;
        return before < level
                ? row > before && row <= level
                : before > level ? row >= level && row < before : row == level;
    }
}
