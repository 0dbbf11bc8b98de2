package org.ttflight.history;

import org.jspecify.annotations.Nullable;

/**
 * One metric of one device at one resolution. Not thread-safe.
 *
 * <p>A step is known by its number since 1970, and its place is that number modulo the steps kept.
 * The ring holds the steps up to the last one; moving on clears the places of the steps between, so
 * a place never shows what was a round ago. A metric that was never known costs no places.
 */
final class Ring {
    private static final long NEVER = Long.MIN_VALUE;

    private final Metric metric;
    private final int stepSeconds;
    private final int steps;
    private @Nullable Cells cells;
    private long last = NEVER;

    /** Of the values in the last step. */
    private double sum;

    private int count;

    /** The step that {@link #fill} makes the mean of. */
    private long filling = NEVER;

    private double fillSum;
    private int fillCount;

    Ring(Metric metric, Resolution resolution) {
        this.metric = metric;
        this.stepSeconds = resolution.stepSeconds();
        this.steps = resolution.steps();
    }

    private long stepOf(long second) {
        return Math.floorDiv(second, stepSeconds);
    }

    /** Returns the value of a step; NaN if it is unknown, not yet or no longer there. */
    private double get(long step) {
        return cells == null || !isKept(step) ? Double.NaN : cells.get(place(step));
    }

    private boolean isKept(long step) {
        return step <= last && step > last - steps;
    }

    private int place(long step) {
        return (int) Math.floorMod(step, (long) steps);
    }

    private void set(long step, double value) {
        if (cells == null) {
            cells = Cells.of(steps, metric.isExact());
        }
        cells.set(place(step), value);
    }

    /** Makes this the last second, of which nothing is known yet; does nothing if there is one. */
    void begin(long second) {
        if (last == NEVER) {
            last = stepOf(second);
        }
    }

    /**
     * Adds what is known at this second.
     *
     * @param value NaN if unknown
     * @param isBridged whether steps that were skipped get what was known before them
     */
    void add(long second, double value, boolean isBridged) {
        begin(second);
        long step = stepOf(second);
        if (step < last) {
            rewind(second);
        } else if (step > last) {
            advance(step, isBridged ? get(last) : Double.NaN);
        }
        if (Double.isFinite(value)) {
            sum += value;
            count++;
            set(step, metric.isPeak() ? higher(get(step), value) : sum / count);
        }
    }

    private static double higher(double known, double value) {
        return Double.isNaN(known) ? value : Math.max(known, value);
    }

    private void advance(long step, double held) {
        if (cells != null) {
            for (long at = Math.max(last, step - steps) + 1; at <= step; at++) {
                cells.set(place(at), at == step ? Double.NaN : held);
            }
        }
        last = step;
        sum = 0;
        count = 0;
    }

    /** Forgets what is later than this second. */
    void rewind(long second) {
        long step = stepOf(second);
        if (last == NEVER || step >= last) {
            return;
        }
        if (cells != null) {
            for (long at = last; at > Math.max(step, last - steps); at--) {
                cells.set(place(at), Double.NaN);
            }
        }
        last = step;
        sum = 0;
        count = 0;
    }

    /** Begins to {@link #fill} from another document. */
    void beginFilling() {
        filling = NEVER;
    }

    /**
     * Takes over what somebody else knows of some seconds; of such calls the earliest seconds come
     * first. What is known here stays; only a peak may become higher.
     */
    void fill(long fromSecond, int seconds, double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        if (seconds <= stepSeconds) {
            fillPart(stepOf(fromSecond + seconds / 2), seconds, value);
            return;
        }
        long until = Math.min(last, stepOf(fromSecond + seconds - 1));
        for (long step = Math.max(last - steps + 1, stepOf(fromSecond)); step <= until; step++) {
            if (Double.isNaN(get(step))) {
                set(step, value);
                count(step, value, 1);
            }
        }
    }

    private void fillPart(long step, int seconds, double value) {
        if (!isKept(step)) {
            return;
        }
        double known = get(step);
        if (metric.isPeak()) {
            set(step, higher(known, value));
        } else if (Double.isNaN(known) || step == filling) {
            if (step != filling) {
                filling = step;
                fillSum = 0;
                fillCount = 0;
            }
            fillSum += value * seconds;
            fillCount += seconds;
            set(step, fillSum / fillCount);
            count(step, fillSum, fillCount);
        }
    }

    /** The last step may get further values of our own. */
    private void count(long step, double total, int values) {
        if (step == last) {
            sum = total;
            count = values;
        }
    }

    /**
     * Returns the values of even steps, of each the peak or the mean of what is known; null if
     * nothing is known of any.
     *
     * @param seconds how long a step is: a multiple of the ring's own
     */
    @Nullable Series read(long fromSecond, int seconds, int mostSteps) {
        if (cells == null) {
            return null;
        }
        double[] values = new double[mostSteps];
        boolean isKnown = false;
        int parts = seconds / stepSeconds;
        long first = stepOf(fromSecond);
        for (int at = 0; at < mostSteps; at++) {
            values[at] = fold(first + (long) at * parts, parts);
            isKnown |= !Double.isNaN(values[at]);
        }
        return isKnown ? Series.owning(values) : null;
    }

    private double fold(long first, int parts) {
        double peak = Double.NaN;
        double total = 0;
        int known = 0;
        for (long step = first; step < first + parts; step++) {
            double value = get(step);
            if (!Double.isNaN(value)) {
                peak = higher(peak, value);
                total += value;
                known++;
            }
        }
        // A mean has no more digits than what it is the mean of.
        return metric.isPeak() || known <= 1 ? peak : (float) (total / known);
    }
}
