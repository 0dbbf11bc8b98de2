package org.ttflight.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps a steady rate without spinning: sleeps whenever it is 2 ms ahead, so a high rate comes in
 * small bursts. After a stall it goes on at the rate instead of hurrying to catch up.
 */
final class Pacer {
    private static final long AHEAD_NANOS = 2_000_000;
    private static final long BEHIND_NANOS = 200_000_000;

    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final long origin;
    private double due;

    Pacer(LongSupplier nanoTime, Sleeper sleeper) {
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.origin = nanoTime.getAsLong();
    }

    /** Returns when it is time for the next message, at this many a second. */
    void pace(int rate) throws InterruptedException {
        long now = nanoTime.getAsLong() - origin;
        due = Math.max(due + 1e9 / rate, (double) now - BEHIND_NANOS);
        if (due - now >= AHEAD_NANOS) {
            sleeper.sleep(Duration.ofNanos((long) due - now));
        }
    }
}
