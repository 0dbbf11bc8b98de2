package org.ttflight.recording;

import java.util.ArrayList;
import java.util.List;
import org.ttflight.recording.RecordingReport.Bar;

/** Counts values by classes. Not thread-safe. */
final class Histogram {
    private final long[] lowest;
    private final long[] counts;
    private final long[] bytes;

    /**
     * @param lowest the least value of each class, rising; the first takes smaller ones, too
     */
    private Histogram(long... lowest) {
        this.lowest = lowest;
        this.counts = new long[lowest.length];
        this.bytes = new long[lowest.length];
    }

    /** Makes one for sizes in bytes: a class for each factor of four. */
    static Histogram ofSizes() {
        long[] lowest = new long[12];
        for (int at = 1; at < lowest.length; at++) {
            lowest[at] = 1L << (8 + 2 * at);
        }
        return new Histogram(lowest);
    }

    /** Makes one for lifetimes in milliseconds. */
    static Histogram ofLifetimes() {
        return new Histogram(0, 1, 10, 100, 1000, 10_000, 60_000, 600_000, 3_600_000, 21_600_000);
    }

    void add(long value, long ofBytes) {
        int at = lowest.length - 1;
        while (at > 0 && value < lowest[at]) {
            at--;
        }
        counts[at]++;
        bytes[at] += ofBytes;
    }

    /** Returns the classes from the first to the last that has any. */
    List<Bar> bars(long factor) {
        int first = 0;
        int last = lowest.length - 1;
        while (first <= last && counts[first] == 0) {
            first++;
        }
        while (last > first && counts[last] == 0) {
            last--;
        }
        List<Bar> bars = new ArrayList<>();
        for (int at = first; at <= last; at++) {
            bars.add(
                    new Bar(
                            lowest[at],
                            at + 1 < lowest.length ? lowest[at + 1] : null,
                            counts[at] * factor,
                            bytes[at] * factor));
        }
        return bars;
    }
}
