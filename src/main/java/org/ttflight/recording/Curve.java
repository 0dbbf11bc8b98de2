package org.ttflight.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ttflight.recording.RecordingReport.Point;

/**
 * A value over time in bounded memory, however many samples there are and in whatever order they
 * come. Not thread-safe.
 *
 * <p>Time is cut into spans of equal length; of each the first, the last, the lowest and the
 * highest sample are kept, so a chart looks the same as of all samples, and extremes are exact.
 * When there are too many spans, their length doubles. That something was unknown is kept, too.
 */
final class Curve {
    /** How many spans there may be; each gives up to four points. */
    static final int SPANS = 250;

    /**
     * Samples that are so many usual distances apart, and so long, and have an empty span between
     * them, are not joined by a line.
     */
    private static final int GAP_FACTOR = 5;

    private static final long GAP_MILLIS = 30_000;

    private static final class Span {
        private long unknown = -1;
        private @Nullable Point first;
        private @Nullable Point last;
        private @Nullable Point lowest;
        private @Nullable Point highest;

        void add(Point point) {
            Double value = point.value();
            if (value == null) {
                unknown = point.millis();
                return;
            }
            if (first == null || point.millis() < first.millis()) {
                first = point;
            }
            if (last == null || point.millis() >= last.millis()) {
                last = point;
            }
            if (lowest == null || value < valueOf(lowest)) {
                lowest = point;
            }
            if (highest == null || value > valueOf(highest)) {
                highest = point;
            }
        }

        void addAll(Span other) {
            other.collect().forEach(this::add);
        }

        List<Point> collect() {
            List<Point> points = new ArrayList<>();
            for (Point point : new Point[] {first, lowest, highest, last}) {
                if (point != null && !points.contains(point)) {
                    points.add(point);
                }
            }
            if (unknown >= 0) {
                points.add(new Point(unknown, null));
            }
            points.sort(Comparator.comparingLong(Point::millis));
            return points;
        }
    }

    private TreeMap<Long, Span> spans = new TreeMap<>();
    private long spanMillis = 1;
    private final int limit;

    Curve() {
        this(SPANS);
    }

    /**
     * @param limit how many spans there may be
     */
    Curve(int limit) {
        this.limit = limit;
    }

    private static double valueOf(Point point) {
        Double value = point.value();
        return value == null ? Double.NaN : value;
    }

    /** Adds a sample; null for one that tells that the value was unknown. */
    void add(long millis, @Nullable Double value) {
        span(spans, millis).add(new Point(millis, value));
        while (spans.size() > limit) {
            widen();
        }
    }

    private Span span(Map<Long, Span> among, long millis) {
        return among.computeIfAbsent(Math.floorDiv(millis, spanMillis), unused -> new Span());
    }

    private void widen() {
        spanMillis *= 2;
        TreeMap<Long, Span> wider = new TreeMap<>();
        spans.forEach(
                (at, span) ->
                        wider.computeIfAbsent(Math.floorDiv(at, 2L), unused -> new Span())
                                .addAll(span));
        spans = wider;
    }

    /** Returns whether no value was ever known. */
    boolean isUnknown() {
        return highest() == null;
    }

    /** Returns the highest value, the first of equal ones; null if none is known. */
    @Nullable Point highest() {
        Point best = null;
        for (Span span : spans.values()) {
            Point point = span.highest;
            if (point != null && (best == null || valueOf(point) > valueOf(best))) {
                best = point;
            }
        }
        return best;
    }

    /** Returns the lowest value; null if none is known. */
    @Nullable Point lowest() {
        Point best = null;
        for (Span span : spans.values()) {
            Point point = span.lowest;
            if (point != null && (best == null || valueOf(point) < valueOf(best))) {
                best = point;
            }
        }
        return best;
    }

    /** Returns the last value; null if none is known. */
    @Nullable Point last() {
        for (Span span : spans.descendingMap().values()) {
            if (span.last != null) {
                return span.last;
            }
        }
        return null;
    }

    /**
     * Returns the curve by time. What lies between equal values is left out, and where nothing was
     * recorded for much longer than usual there is a point without a value.
     */
    List<Point> points() {
        List<Point> all = new ArrayList<>();
        spans.values().forEach(span -> all.addAll(span.collect()));
        long gap = gap(all);
        List<Point> shown = new ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            Point point = all.get(at);
            boolean isBefore = at > 0 && point.millis() - all.get(at - 1).millis() <= gap;
            if (at > 0 && !isBefore && point.value() != null) {
                shown.add(new Point(all.get(at - 1).millis() + 1, null));
            }
            boolean isAfter =
                    at + 1 < all.size() && all.get(at + 1).millis() - point.millis() <= gap;
            if (!isBefore
                    || !isAfter
                    || !sameValue(all.get(at - 1), point)
                    || !sameValue(point, all.get(at + 1))) {
                shown.add(point);
            }
        }
        return shown;
    }

    private static boolean sameValue(Point one, Point other) {
        return Double.compare(valueOf(one), valueOf(other)) == 0;
    }

    private long gap(List<Point> points) {
        long[] distances = new long[Math.max(0, points.size() - 1)];
        for (int at = 0; at < distances.length; at++) {
            distances[at] = points.get(at + 1).millis() - points.get(at).millis();
        }
        Arrays.sort(distances);
        long usual = distances.length == 0 ? 0 : distances[distances.length / 2];
        return Math.max(Math.max(GAP_MILLIS, 2 * spanMillis), GAP_FACTOR * usual);
    }
}
