package org.ttflight.client;

import java.time.Duration;

/** How a workload waits. */
@FunctionalInterface
public interface Sleeper {
    /** Sleeps for real. */
    Sleeper REAL = pause -> Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000);

    /** Returns after the pause; an interrupt ends it, and with it the workload. */
    void sleep(Duration pause) throws InterruptedException;
}
