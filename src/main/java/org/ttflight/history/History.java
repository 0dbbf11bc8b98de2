package org.ttflight.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Remembers samples of the last hour. Thread-safe. */
public final class History {
    private static final long KEPT_MILLIS = Duration.ofHours(1).toMillis();

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Adds what is known now; a sample that is older than the last one is dropped. */
    public synchronized void add(Sample sample) {
        Sample last = samples.peekLast();
        if (last != null && sample.epochMillis() < last.epochMillis()) {
            return;
        }
        samples.addLast(sample);
        while (samples.getFirst().epochMillis() < sample.epochMillis() - KEPT_MILLIS) {
            samples.removeFirst();
        }
    }

    /** Takes over what somebody else remembers from before the first sample here. */
    public synchronized void load(HistoryDocument earlier) {
        Sample first = samples.peekFirst();
        long until = first == null ? Long.MAX_VALUE : first.epochMillis();
        for (int step = earlier.steps() - 1; step >= 0; step--) {
            long behind = (earlier.steps() - 1 - step) * 1000L * earlier.stepSeconds();
            long millis = earlier.endTime().toEpochMilli() - behind;
            List<Sample.Point> points = new ArrayList<>();
            for (DeviceHistory device : earlier.devices()) {
                points.add(new Sample.Point(device.device(), device.asicId(), at(device, step)));
            }
            if (millis < until) {
                samples.addFirst(new Sample(millis, points));
            }
        }
    }

    private static Series at(DeviceHistory device, int step) {
        double[] values = new double[Metric.values().length];
        for (Metric metric : Metric.values()) {
            Series series = device.series().get(metric);
            values[metric.ordinal()] = series == null ? Double.NaN : series.at(step);
        }
        return new Series(values);
    }

    /**
     * Returns the last part of what is remembered; steps of which nothing is known are NaN.
     *
     * @param end where the window ends
     * @param window how long it is
     * @param mostSteps into how many steps at most it is cut; a step is a whole second at least
     * @param device only this one; null for all
     */
    public synchronized HistoryDocument read(
            Instant end, Duration window, int mostSteps, @Nullable Integer device) {
        int step = (int) Math.max(1, (window.toSeconds() + mostSteps - 1) / mostSteps);
        int steps = (int) Math.max(1, window.toSeconds() / step);
        long startMillis = end.toEpochMilli() - step * 1000L * steps;
        Map<Integer, Window> windows = new TreeMap<>();
        for (Sample sample : samples) {
            long at = Math.floorDiv(sample.epochMillis() - startMillis - 1, step * 1000L);
            if (at < 0 || at >= steps) {
                continue;
            }
            for (Sample.Point point : sample.points()) {
                if (device == null || device == point.device()) {
                    windows.computeIfAbsent(point.device(), key -> new Window(steps))
                            .add((int) at, point);
                }
            }
        }
        List<DeviceHistory> devices = new ArrayList<>();
        windows.forEach((ordinal, values) -> devices.add(values.history(ordinal)));
        return new HistoryDocument(HistoryDocument.SCHEMA, end, step, steps, devices);
    }

    /** One device's values in a window. */
    private static final class Window {
        private final double[][] sums;
        private final int[][] counts;
        private @Nullable String asicId;

        Window(int steps) {
            sums = new double[Metric.values().length][steps];
            counts = new int[Metric.values().length][steps];
        }

        void add(int at, Sample.Point point) {
            asicId = point.asicId();
            for (Metric metric : Metric.values()) {
                double value = point.values().at(metric.ordinal());
                if (Double.isNaN(value)) {
                    continue;
                }
                double[] sum = sums[metric.ordinal()];
                sum[at] = metric.isPeak() ? Math.max(sum[at], value) : sum[at] + value;
                counts[metric.ordinal()][at]++;
            }
        }

        DeviceHistory history(int device) {
            Map<Metric, Series> series = new EnumMap<>(Metric.class);
            for (Metric metric : Metric.values()) {
                double[] values = sums[metric.ordinal()].clone();
                boolean isKnown = false;
                for (int at = 0; at < values.length; at++) {
                    int count = counts[metric.ordinal()][at];
                    isKnown |= count > 0;
                    values[at] =
                            count == 0
                                    ? Double.NaN
                                    : metric.isPeak() ? values[at] : values[at] / count;
                }
                if (isKnown) {
                    series.put(metric, new Series(values));
                }
            }
            return new DeviceHistory(device, asicId, series);
        }
    }
}
