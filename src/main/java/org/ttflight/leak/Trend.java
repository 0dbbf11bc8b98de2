package org.ttflight.leak;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a use of memory grows, if it does.
 *
 * <p>The time looked at is cut into ten parts. What counts of each is its lowest value: what a
 * program takes and gives back within a part does not show in it, what it never gives back does.
 * The use grows if this low-water mark rose in at least four of five steps from part to part, by at
 * least 1 MiB and 1 % in all, over at least two minutes. The rate is the median of the slopes
 * between all pairs of parts (Theil-Sen), so that one jump does not make it.
 *
 * @param grown from the lowest value of the first part to that of the last, in bytes
 * @param spanMillis the time looked at
 * @param bytesPerSecond more than 0
 */
record Trend(long grown, long spanMillis, double bytesPerSecond) {
    static final int PARTS = 10;
    static final long LEAST_MILLIS = 120_000;
    static final long LEAST_BYTES = 1L << 20;
    private static final double LEAST_SHARE = 0.01;

    /**
     * Returns the trend of these values, or null if they do not grow.
     *
     * @param millis when each was seen, rising
     */
    static @Nullable Trend of(long[] millis, long[] values) {
        int count = values.length;
        if (count < PARTS || millis[count - 1] - millis[0] < LEAST_MILLIS) {
            return null;
        }
        double[] times = new double[PARTS];
        long[] lows = new long[PARTS];
        for (int part = 0; part < PARTS; part++) {
            int from = part * count / PARTS;
            int to = (part + 1) * count / PARTS;
            lows[part] = Arrays.stream(values, from, to).min().orElseThrow();
            times[part] = Arrays.stream(millis, from, to).average().orElseThrow();
        }
        long grown = lows[PARTS - 1] - lows[0];
        if (grown < LEAST_BYTES || grown < LEAST_SHARE * lows[0] || !risesMostly(lows)) {
            return null;
        }
        double perMilli = medianSlope(times, lows);
        return perMilli <= 0
                ? null
                : new Trend(grown, millis[count - 1] - millis[0], perMilli * 1000);
    }

    private static boolean risesMostly(long[] lows) {
        int rises = 0;
        for (int part = 1; part < PARTS; part++) {
            rises += lows[part] > lows[part - 1] ? 1 : 0;
        }
        return rises * 5 >= (PARTS - 1) * 4;
    }

    private static double medianSlope(double[] times, long[] lows) {
        double[] slopes = new double[PARTS * (PARTS - 1) / 2];
        int at = 0;
        for (int left = 0; left < PARTS; left++) {
            for (int right = left + 1; right < PARTS; right++) {
                slopes[at++] = (lows[right] - lows[left]) / (times[right] - times[left]);
            }
        }
        Arrays.sort(slopes);
        int middle = slopes.length / 2;
        return slopes.length % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2;
    }
}
