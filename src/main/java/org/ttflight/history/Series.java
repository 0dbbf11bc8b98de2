package org.ttflight.history;

/** Values at even steps of time, oldest first; immutable. */
public final class Series {
    private final double[] values;

    /**
     * Takes a copy.
     *
     * @param values NaN where unknown
     */
    public Series(double... values) {
        this(values, false);
    }

    private Series(double[] values, boolean isOwned) {
        this.values = isOwned ? values : values.clone();
    }

    /** Takes the array itself, which nobody else keeps. */
    static Series owning(double[] values) {
        return new Series(values, true);
    }

    /** Returns how many steps there are. */
    public int size() {
        return values.length;
    }

    /** Returns whether anybody knew the value at this step. */
    public boolean isKnown(int step) {
        return !Double.isNaN(values[step]);
    }

    /** Returns the value at this step, NaN if it is unknown. */
    public double at(int step) {
        return values[step];
    }

    /** Returns the highest value, NaN if none is known. */
    public double max() {
        double max = Double.NaN;
        for (double value : values) {
            max = Double.isNaN(max) || value > max ? value : max;
        }
        return max;
    }
}
