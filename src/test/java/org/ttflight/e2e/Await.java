package org.ttflight.e2e;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what is to become true. */
final class Await {
    /** Far more than anything takes, also on a machine that is busy with other things. */
    static final Duration LONG = Duration.ofSeconds(20);

    private static final long PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Await() {}

    /** Fails with an {@link AssertionError} while something does not hold. */
    interface Check {
        void run() throws Exception;
    }

    /** Returns how long it took until the check passed; fails as the check did if it never does. */
    static Duration passes(Duration limit, Check check) throws Exception {
        return passesSince(System.nanoTime(), limit, check);
    }

    /** The same, but counts from an earlier moment. */
    static Duration passesSince(long startNanos, Duration limit, Check check) throws Exception {
        while (true) {
            try {
                check.run();
                return Duration.ofNanos(System.nanoTime() - startNanos);
            } catch (AssertionError e) {
                if (System.nanoTime() - startNanos > limit.toNanos()) {
                    throw new AssertionError("not within " + limit.toMillis() + " ms", e);
                }
            }
            LockSupport.parkNanos(PARK_NANOS);
        }
    }

    /** Lets time pass, where a test measures what happens meanwhile. */
    static void elapse(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
