package org.ttflight.ingest;

import java.util.concurrent.TimeUnit;

/**
 * A costly answer that any client may ask for as often as it likes: given at once, but not twice
 * within a quarter of a second; requests in between share one answer at the end of it. The
 * writer's.
 */
final class PacedDump {
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Runnable dump;
    private long lastNanos = System.nanoTime() - PACE_NANOS;
    private boolean isDue;

    PacedDump(Runnable dump) {
        this.dump = dump;
    }

    void request() {
        isDue = true;
        catchUp();
    }

    /** Gives the answer that is owed, if it is time. */
    void catchUp() {
        if (isDue && nanosUntilDue() == 0) {
            isDue = false;
            lastNanos = System.nanoTime();
            dump.run();
        }
    }

    /** Returns 0 if an answer may be given now, {@code Long.MAX_VALUE} if none is owed. */
    long nanosUntilDue() {
        return isDue ? Math.max(0, lastNanos + PACE_NANOS - System.nanoTime()) : Long.MAX_VALUE;
    }
}
