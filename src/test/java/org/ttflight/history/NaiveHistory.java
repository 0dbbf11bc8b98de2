package org.ttflight.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a history of one chip should say: keeps every sample, and searches all of them. */
final class NaiveHistory {
    /** Seconds of a step, and how many steps there are, finest first. */
    static final int[][] RESOLUTIONS = {{1, 900}, {10, 720}, {60, 1440}};

    private static final long BRIDGED_MILLIS = 2_500;

    private final TreeMap<Long, List<double[]>> samples = new TreeMap<>();

    void add(long millis, double[] values) {
        samples.computeIfAbsent(millis, key -> new ArrayList<>()).add(values);
    }

    /** Returns the seconds of the finest steps that reach back so far. */
    static int finest(long seconds) {
        for (int[] resolution : RESOLUTIONS) {
            if (seconds <= (long) resolution[0] * resolution[1]) {
                return resolution[0];
            }
        }
        return 60;
    }

    /** Returns the value of one step of an answer. */
    double at(Metric metric, int resolution, long startSecond, int stepSeconds) {
        double peak = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int known = 0;
        for (int at = 0; at < stepSeconds; at += resolution) {
            double value = cell(metric, resolution, startSecond + at);
            if (!Double.isNaN(value)) {
                peak = Math.max(peak, value);
                sum += value;
                known++;
            }
        }
        if (known == 0) {
            return Double.NaN;
        }
        return metric.isPeak() ? peak : (float) (sum / known);
    }

    private double cell(Metric metric, int resolution, long second) {
        long kept = 0;
        for (int[] each : RESOLUTIONS) {
            kept = each[0] == resolution ? each[1] : kept;
        }
        if (samples.isEmpty()) {
            return Double.NaN;
        }
        long last = Math.floorDiv(samples.lastKey(), 1000L * resolution);
        long cell = Math.floorDiv(second, (long) resolution);
        if (cell > last || cell <= last - kept) {
            return Double.NaN;
        }
        long from = cell * 1000 * resolution;
        Map<Long, List<double[]>> inside = samples.subMap(from, from + 1000L * resolution);
        if (inside.isEmpty()) {
            Long before = samples.lowerKey(from);
            Long after = samples.higherKey(from);
            return before == null || after == null || after - before > BRIDGED_MILLIS
                    ? Double.NaN
                    : cell(metric, resolution, Math.floorDiv(before, 1000L));
        }
        double peak = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int known = 0;
        for (List<double[]> all : inside.values()) {
            for (double[] values : all) {
                double value = values[metric.ordinal()];
                if (!Double.isNaN(value)) {
                    peak = Math.max(peak, value);
                    sum += value;
                    known++;
                }
            }
        }
        if (known == 0) {
            return Double.NaN;
        }
        return metric.isPeak() ? peak : (float) (sum / known);
    }
}
