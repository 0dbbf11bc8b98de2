package org.ttflight.screen;

import org.ttflight.history.Series;

/** Values over time as one line: a column for each step, the latest at the right. */
public final class Sparkline {
    private static final String UTF_8 = "▁▂▃▄▅▆▇█";
    private static final String ASCII = "_.:-=+*#";

    private Sparkline() {}

    /**
     * Returns values of 0 and more, drawn from 0 to the highest of them. Blank is unknown, and the
     * lowest mark is 0 and nothing else.
     */
    public static String of(Series series, Glyphs glyphs) {
        String marks = glyphs == Glyphs.ASCII ? ASCII : UTF_8;
        int levels = marks.length() - 1;
        double top = series.max();
        StringBuilder line = new StringBuilder(series.size());
        for (int at = 0; at < series.size(); at++) {
            double value = series.at(at);
            if (Double.isNaN(value)) {
                line.append(' ');
            } else if (value <= 0) {
                line.append(marks.charAt(0));
            } else {
                int level = (int) Math.ceil(value / top * levels);
                line.append(marks.charAt(Math.max(1, Math.min(levels, level))));
            }
        }
        return line.toString();
    }
}
