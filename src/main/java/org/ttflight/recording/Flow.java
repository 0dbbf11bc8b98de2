package org.ttflight.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.ttflight.recording.RecordingReport.Point;

/**
 * How often something happens over time, and how many bytes it moves, in bounded memory and in
 * whatever order it comes. Not thread-safe.
 */
final class Flow {
    private static final int SPANS = 500;
    private static final long SHORTEST_MILLIS = 1000;

    private static final class Sum {
        private long count;
        private long bytes;
    }

    private TreeMap<Long, Sum> spans = new TreeMap<>();
    private long spanMillis = SHORTEST_MILLIS;

    void add(long millis, long count, long bytes) {
        Sum sum = spans.computeIfAbsent(Math.floorDiv(millis, spanMillis), unused -> new Sum());
        sum.count += count;
        sum.bytes += bytes;
        while (width() > SPANS) {
            widen();
        }
    }

    private long width() {
        return spans.lastKey() - spans.firstKey() + 1;
    }

    private void widen() {
        spanMillis *= 2;
        TreeMap<Long, Sum> wider = new TreeMap<>();
        for (Map.Entry<Long, Sum> entry : spans.entrySet()) {
            Sum sum = wider.computeIfAbsent(Math.floorDiv(entry.getKey(), 2L), unused -> new Sum());
            sum.count += entry.getValue().count;
            sum.bytes += entry.getValue().bytes;
        }
        spans = wider;
    }

    /** Returns how long each span is. */
    long spanMillis() {
        return spanMillis;
    }

    /**
     * Returns how many a second there were of each span, at its middle; 0 where there were none.
     *
     * @param isRecorded tells of a time whether what happened then is known
     */
    List<Point> perSecond(LongPredicate isRecorded) {
        return rates(isRecorded, false);
    }

    /** Returns how many bytes a second there were of each span, at its middle. */
    List<Point> bytesPerSecond(LongPredicate isRecorded) {
        return rates(isRecorded, true);
    }

    private List<Point> rates(LongPredicate isRecorded, boolean isOfBytes) {
        List<Point> rates = new ArrayList<>();
        if (spans.isEmpty()) {
            return rates;
        }
        for (long at = spans.firstKey(); at <= spans.lastKey(); at++) {
            Sum sum = spans.get(at);
            long middle = at * spanMillis + spanMillis / 2;
            if (sum == null && !isRecorded.test(middle)) {
                rates.add(new Point(middle, null));
                continue;
            }
            long value = sum == null ? 0 : isOfBytes ? sum.bytes : sum.count;
            rates.add(new Point(middle, value * 1000.0 / spanMillis));
        }
        return rates;
    }
}
