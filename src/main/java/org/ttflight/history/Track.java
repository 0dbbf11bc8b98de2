package org.ttflight.history;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept of one chip at one place, at all resolutions. Not thread-safe. */
final class Track {
    private static final Metric[] METRICS = Metric.values();
    private static final Resolution[] RESOLUTIONS = Resolution.values();

    private final int device;
    private final @Nullable String asicId;
    private final Ring[][] rings = new Ring[RESOLUTIONS.length][METRICS.length];
    private long lastMillis = Long.MIN_VALUE;

    Track(int device, @Nullable String asicId) {
        this.device = device;
        this.asicId = asicId;
        for (Resolution resolution : RESOLUTIONS) {
            for (Metric metric : METRICS) {
                rings[resolution.ordinal()][metric.ordinal()] = new Ring(metric, resolution);
            }
        }
    }

    int device() {
        return device;
    }

    /** Returns when the chip was last there, in milliseconds since the epoch. */
    long lastMillis() {
        return lastMillis;
    }

    void add(long millis, Series values, long bridgedMillis) {
        long second = Math.floorDiv(millis, 1000L);
        boolean isBridged =
                lastMillis != Long.MIN_VALUE && Math.abs(millis - lastMillis) <= bridgedMillis;
        for (Ring[] byMetric : rings) {
            for (int metric = 0; metric < byMetric.length; metric++) {
                byMetric[metric].add(second, values.at(metric), isBridged);
            }
        }
        lastMillis = millis;
    }

    /** Forgets what is later than this. */
    void rewind(long millis) {
        if (millis < lastMillis) {
            for (Ring[] byMetric : rings) {
                for (Ring ring : byMetric) {
                    ring.rewind(Math.floorDiv(millis, 1000L));
                }
            }
            lastMillis = millis;
        }
    }

    /** Takes over what somebody else knows of this chip. */
    void fill(DeviceHistory earlier, long startSecond, int stepSeconds, int steps) {
        long endSecond = startSecond + (long) steps * stepSeconds;
        for (Ring[] byMetric : rings) {
            for (int metric = 0; metric < byMetric.length; metric++) {
                byMetric[metric].begin(endSecond - 1);
                byMetric[metric].beginFilling();
                Series series = earlier.series().get(METRICS[metric]);
                if (series != null) {
                    fill(byMetric[metric], series, startSecond, stepSeconds);
                }
            }
        }
        lastMillis = Math.max(lastMillis, lastKnown(earlier, startSecond, stepSeconds, steps));
    }

    private static void fill(Ring ring, Series series, long startSecond, int stepSeconds) {
        for (int at = 0; at < series.size(); at++) {
            ring.fill(startSecond + (long) at * stepSeconds, stepSeconds, series.at(at));
        }
    }

    private static long lastKnown(
            DeviceHistory earlier, long startSecond, int stepSeconds, int steps) {
        for (int at = steps - 1; at >= 0; at--) {
            for (Series series : earlier.series().values()) {
                if (series.isKnown(at)) {
                    return (startSecond + (long) at * stepSeconds) * 1000L;
                }
            }
        }
        return Long.MIN_VALUE;
    }

    /** Returns what is known of these steps; without any series if that is nothing. */
    DeviceHistory read(Resolution resolution, long startSecond, int stepSeconds, int steps) {
        Map<Metric, Series> series = new EnumMap<>(Metric.class);
        for (Metric metric : METRICS) {
            Series values =
                    rings[resolution.ordinal()][metric.ordinal()].read(
                            startSecond, stepSeconds, steps);
            if (values != null) {
                series.put(metric, values);
            }
        }
        return new DeviceHistory(device, asicId, series);
    }
}
