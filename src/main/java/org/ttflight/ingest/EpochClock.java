package org.ttflight.ingest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Microseconds since the epoch that never go back: the wall clock at the start, then monotonic. */
final class EpochClock {
    private final long startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    private final long startNanos = System.nanoTime();

    long epochMicros() {
        return startMicros + (System.nanoTime() - startNanos) / 1000;
    }
}
