package org.ttflight.host;

import org.jspecify.annotations.Nullable;

/** Sums power over time by trapezoids. For one thread. */
final class EnergyMeter {
    private final long longestNanos;
    private double joules;
    private double seconds;
    private double gapSeconds;
    private @Nullable Double lastWatts;
    private long lastNanos;

    /**
     * @param longestNanos how far apart two readings may be for nobody to have missed anything
     */
    EnergyMeter(long longestNanos) {
        this.longestNanos = longestNanos;
    }

    /** Takes a reading of the power. */
    Energy add(long nanos, Reading power) {
        Double watts = power.value();
        if (watts != null) {
            Double before = lastWatts;
            if (before != null) {
                double length = (nanos - lastNanos) / 1e9;
                if (nanos - lastNanos <= longestNanos) {
                    joules += (before + watts) / 2 * length;
                    seconds += length;
                } else {
                    gapSeconds += length;
                }
            }
            lastWatts = watts;
            lastNanos = nanos;
        }
        return energy();
    }

    Energy energy() {
        return new Energy(joules, seconds, gapSeconds);
    }
}
