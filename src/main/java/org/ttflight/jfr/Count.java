package org.ttflight.jfr;

/** How many there are now, as an int: JMC draws and sums those, but not a long without a unit. */
final class Count {
    private Count() {}

    static int of(long count) {
        return (int) Math.min(count, Integer.MAX_VALUE);
    }
}
