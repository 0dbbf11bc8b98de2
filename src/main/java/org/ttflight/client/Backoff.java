package org.ttflight.client;

/**
 * When to try to connect again: at once the first time, then after 250 ms, doubling up to 5 s. Only
 * a connection that lasted 5 s starts the series anew, so a server that accepts and hangs up is
 * treated like an absent one. Not thread-safe.
 */
final class Backoff {
    static final long FIRST_NANOS = 250_000_000L;
    static final long LONGEST_NANOS = 5_000_000_000L;

    private boolean tried;
    private long attemptedAt;
    private long delayNanos;

    /** Returns how long to wait before the next attempt; 0 or less if it is due. */
    long remainingNanos(long now) {
        return tried ? delayNanos - (now - attemptedAt) : 0;
    }

    /** An attempt is being made; whether it succeeds does not matter here. */
    void attempted(long now) {
        delayNanos =
                delayNanos == 0
                        ? FIRST_NANOS
                        : Math.min(LONGEST_NANOS, Math.multiplyExact(delayNanos, 2));
        attemptedAt = now;
        tried = true;
    }

    /** The connection that the latest attempt made has ended. */
    void lost(long now) {
        if (now - attemptedAt >= LONGEST_NANOS) {
            delayNanos = FIRST_NANOS;
            attemptedAt = now;
        }
    }
}
