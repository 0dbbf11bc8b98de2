package org.ttflight.jfr;

import org.jspecify.annotations.Nullable;

/**
 * How an unknown number is written. NaN is N/A to the jfr tool, and nothing to draw for JMC. The
 * smallest long would be N/A, too, but -8 EiB to JMC, so whole numbers are -1. Data amounts and
 * time spans are whole numbers, as the JDK's own are.
 */
final class Unknown {
    /** For whole numbers. */
    static final int NUMBER = -1;

    private static final long NANOS_OF_MILLI = 1_000_000;

    private Unknown() {}

    static long orWhole(@Nullable Long number) {
        return number == null ? NUMBER : number;
    }

    static int orCount(@Nullable Long count) {
        return count == null ? NUMBER : Count.of(count);
    }

    static long orNanos(@Nullable Long millis) {
        return millis == null ? NUMBER : millis * NANOS_OF_MILLI;
    }

    static long orRounded(@Nullable Double number) {
        return number == null ? NUMBER : Math.round(number);
    }

    static double orNumber(@Nullable Double number) {
        return number == null ? Double.NaN : number;
    }
}
