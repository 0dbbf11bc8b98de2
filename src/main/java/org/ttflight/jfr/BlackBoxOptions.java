package org.ttflight.jfr;

import java.time.Duration;

/**
 * What the black box records, and how much it keeps.
 *
 * @param settings {@code continuous}, {@code profile}, {@code off}, or the path of a .jfc file
 * @param maxAge older data is dropped, a chunk at a time
 * @param maxBytes the oldest data is dropped when there is more than this, a chunk at a time
 */
public record BlackBoxOptions(String settings, Duration maxAge, long maxBytes) {
    /** Records nothing. */
    public static final String OFF = "off";

    /** What is recorded where nothing else is asked for: a day, in at most 256 MiB. */
    public static final BlackBoxOptions DEFAULT =
            new BlackBoxOptions("continuous", Duration.ofHours(24), 256L << 20);

    /** Checks the limits. */
    public BlackBoxOptions {
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("maxAge must be positive, but is " + maxAge);
        }
        if (maxBytes < 1 << 20) {
            throw new IllegalArgumentException(
                    "maxBytes must be at least 1 MiB, but is " + maxBytes);
        }
    }

    /** Returns whether nothing is recorded. */
    public boolean isOff() {
        return settings.equals(OFF);
    }
}
