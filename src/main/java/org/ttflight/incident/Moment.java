package org.ttflight.incident;

import java.time.Instant;

/**
 * A moment by two clocks.
 *
 * @param time by the wall clock, for people; it may jump
 * @param millis by a clock that does not jump and has no meaning of its own
 */
record Moment(Instant time, long millis) {
    static Moment now() {
        return new Moment(Instant.now(), System.nanoTime() / 1_000_000);
    }

    /** Returns how many milliseconds lie between an earlier moment and this. */
    long since(Moment earlier) {
        return millis - earlier.millis;
    }
}
