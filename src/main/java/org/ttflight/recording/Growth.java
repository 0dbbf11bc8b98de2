package org.ttflight.recording;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.recording.RecordingReport.Point;

/**
 * Whether a curve only grows, by the daemon's own rule: of ten parts of the time, the lowest value
 * rises in at least four of five steps, and by at least 1 MiB and 1 % in all, within at least two
 * minutes. What is taken and given back within a part does not show.
 */
final class Growth {
    private static final int PARTS = 10;
    private static final int RISES = 8;
    private static final long LEAST_MILLIS = 120_000;
    private static final double LEAST_BYTES = 1 << 20;
    private static final double LEAST_SHARE = 0.01;

    private Growth() {}

    /** Returns the lowest values of the first and the last part; null if it does not grow. */
    static long @Nullable [] of(List<Point> points) {
        if (points.size() < PARTS) {
            return null;
        }
        long from = points.get(0).millis();
        long length = points.get(points.size() - 1).millis() - from;
        if (length < LEAST_MILLIS) {
            return null;
        }
        double[] lowest = new double[PARTS];
        Arrays.fill(lowest, Double.NaN);
        for (Point point : points) {
            Double value = point.value();
            int part = (int) Math.min(PARTS - 1, (point.millis() - from) * PARTS / length);
            if (value != null && !(lowest[part] <= value)) {
                lowest[part] = value;
            }
        }
        int rises = 0;
        for (int part = 1; part < PARTS; part++) {
            if (Double.isNaN(lowest[part])) {
                lowest[part] = lowest[part - 1]; // flat there: only its ends are points
            }
            if (lowest[part] > lowest[part - 1]) {
                rises++;
            }
        }
        double rise = lowest[PARTS - 1] - lowest[0];
        boolean isGrowth = rises >= RISES && rise >= LEAST_BYTES && rise >= LEAST_SHARE * lowest[0];
        return isGrowth ? new long[] {(long) lowest[0], (long) lowest[PARTS - 1]} : null;
    }
}
