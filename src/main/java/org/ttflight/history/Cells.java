package org.ttflight.history;

import java.util.Arrays;

/**
 * Numbers in places, NaN at first. Sensors have no more digits than a float; bytes do, and are
 * shown beside figures of a snapshot that they must not differ from.
 */
abstract class Cells {
    static Cells of(int size, boolean isExact) {
        return isExact ? new Exact(size) : new Compact(size);
    }

    abstract double get(int at);

    abstract void set(int at, double value);

    private static final class Exact extends Cells {
        private final double[] values;

        Exact(int size) {
            this.values = new double[size];
            Arrays.fill(values, Double.NaN);
        }

        @Override
        double get(int at) {
            return values[at];
        }

        @Override
        void set(int at, double value) {
            values[at] = value;
        }
    }

    private static final class Compact extends Cells {
        private final float[] values;

        Compact(int size) {
            this.values = new float[size];
            Arrays.fill(values, Float.NaN);
        }

        @Override
        double get(int at) {
            return values[at];
        }

        @Override
        void set(int at, double value) {
            values[at] = (float) value;
        }
    }
}
