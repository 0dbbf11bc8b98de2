package org.ttflight.watch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads are to do. */
final class Until {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);

    private Until() {}

    static void holds(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - start < LIMIT) {
            LockSupport.parkNanos(1_000_000);
        }
        assertTrue(condition.getAsBoolean(), "not in time");
    }
}
