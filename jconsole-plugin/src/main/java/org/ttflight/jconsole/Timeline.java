package org.ttflight.jconsole;

import java.util.Arrays;

/**
 * Values over time, oldest first, in bounded memory: when it is full, two neighbours each of the
 * older half become one. NaN is unknown. Not thread-safe.
 */
final class Timeline {
    static final int MOST_POINTS = 1600;

    private final boolean isPeak;
    private long[] times = new long[64];
    private double[] values = new double[64];
    private int size;

    /**
     * @param isPeak whether several values become the highest of them, and not their mean
     */
    Timeline(boolean isPeak) {
        this.isPeak = isPeak;
    }

    int size() {
        return size;
    }

    long time(int at) {
        return times[at];
    }

    double value(int at) {
        return values[at];
    }

    /** Adds a value at the end; one that is not later than the last is dropped. */
    void add(long millis, double value) {
        if (size > 0 && millis <= times[size - 1]) {
            return;
        }
        if (size == MOST_POINTS) {
            thin();
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        times[size] = millis;
        values[size] = value;
        size++;
    }

    /** Says that nothing is known from here on, unless nothing was before. */
    void gap(long millis) {
        if (size > 0 && !Double.isNaN(values[size - 1])) {
            add(millis, Double.NaN);
        }
    }

    private void thin() {
        int half = MOST_POINTS / 2;
        int to = 0;
        for (int from = 0; from + 1 < half; from += 2) {
            times[to] = times[from + 1];
            values[to] = joined(values[from], values[from + 1]);
            to++;
        }
        System.arraycopy(times, half, times, to, size - half);
        System.arraycopy(values, half, values, to, size - half);
        size -= half - to;
    }

    private double joined(double one, double other) {
        if (Double.isNaN(one)) {
            return other;
        }
        if (Double.isNaN(other)) {
            return one;
        }
        return isPeak ? Math.max(one, other) : (one + other) / 2;
    }

    /**
     * Takes over what another one knows, in place of what is here of the same time.
     *
     * @param until until when the other one knows; what is here from then on stays
     */
    void load(Timeline other, long until) {
        if (other.size == 0) {
            return;
        }
        Timeline all = new Timeline(isPeak);
        for (int at = 0; at < size && times[at] < other.times[0]; at++) {
            all.add(times[at], values[at]);
        }
        for (int at = 0; at < other.size; at++) {
            all.add(other.times[at], other.values[at]);
        }
        for (int at = 0; at < size; at++) {
            if (times[at] >= until) {
                all.add(times[at], values[at]);
            }
        }
        times = all.times;
        values = all.values;
        size = all.size;
    }

    /** Returns the index of the first point in this window or the last one before it. */
    int first(long fromMillis) {
        int at = Arrays.binarySearch(times, 0, size, fromMillis);
        return Math.max(0, at >= 0 ? at : -at - 2);
    }

    /** Returns the last value known no later than this, NaN if none is or that is a gap. */
    double valueAt(long millis) {
        int at = Arrays.binarySearch(times, 0, size, millis);
        int index = at >= 0 ? at : -at - 2;
        return index < 0 ? Double.NaN : values[index];
    }
}
