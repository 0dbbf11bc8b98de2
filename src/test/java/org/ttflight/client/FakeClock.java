package org.ttflight.client;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A nanosecond clock that stands still, and does not begin at 0. */
final class FakeClock implements LongSupplier {
    private final AtomicLong now = // overflows during a test, as nanoTime may
            new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

    @Override
    public long getAsLong() {
        return now.get();
    }

    void advanceMs(long millis) {
        now.addAndGet(millis * 1_000_000);
    }
}
