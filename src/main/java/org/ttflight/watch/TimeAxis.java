package org.ttflight.watch;

import java.time.Duration;
import java.time.Instant;
import org.ttflight.screen.Glyphs;
import org.ttflight.screen.View;

/** The lower edge of a chart, with the time on the wall at round times. */
final class TimeAxis {
    private static final int[] STEPS = {
        10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200
    };
    private static final int MINUTE = 60;

    private TimeAxis() {}

    /** Returns the edge of a plot this wide, which begins this long before the end. */
    static String draw(Instant end, Duration window, int width, View view) {
        boolean isAscii = view.glyphs() == Glyphs.ASCII;
        StringBuilder axis = new StringBuilder(view.glyphs().thinRule(width));
        long endMillis = end.toEpochMilli();
        long startMillis = endMillis - window.toMillis();
        long offset = view.zone().getRules().getOffset(end).getTotalSeconds();
        int step = step(window.toSeconds(), width);
        long first = Math.floorDiv(startMillis / 1000 + offset, step) * step + step - offset;
        for (long second = first; second * 1000 < endMillis; second += step) {
            int column = (int) ((second * 1000 - startMillis) * width / window.toMillis());
            String time = view.time(Instant.ofEpochSecond(second)).substring(11);
            String label = (isAscii ? "+" : "┴") + (step < MINUTE ? time : time.substring(0, 5));
            if (column + label.length() <= width) {
                axis.replace(column, column + label.length(), label);
            }
        }
        return axis.toString();
    }

    /** Returns the seconds between labels, so that they do not touch. */
    private static int step(long windowSeconds, int width) {
        for (int step : STEPS) {
            int room = step < MINUTE ? 11 : 8;
            if (step * (long) width >= windowSeconds * room) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1];
    }
}
