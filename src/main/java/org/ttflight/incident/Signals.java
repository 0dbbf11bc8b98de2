package org.ttflight.incident;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Carries word from the ledger's writer and from others that must not wait to the thread that
 * watches. What may be an incident and does not fit is counted; what only adds to the picture may
 * take half of the room, so that it does not push out what counts.
 */
final class Signals {
    private final int limit;
    private final Queue<Signal> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();

    /** Word of something. */
    interface Signal {
        void deliver(Detection to);
    }

    /**
     * @param limit how many may wait
     */
    Signals(int limit) {
        this.limit = limit;
    }

    /** Takes what may be an incident. */
    void offer(Signal signal) {
        if (!fits(signal, limit)) {
            dropped.increment();
        }
    }

    /** Takes what only adds to the picture. */
    void mention(Signal signal) {
        var unused = fits(signal, limit / 2);
    }

    private boolean fits(Signal signal, int most) {
        if (size.incrementAndGet() > most) {
            size.decrementAndGet();
            return false;
        }
        return waiting.add(signal);
    }

    /** Hands over all that waits, in order; for one thread. */
    void drain(Detection to) {
        Signal signal = waiting.poll();
        while (signal != null) {
            size.decrementAndGet();
            signal.deliver(to);
            signal = waiting.poll();
        }
    }

    /** Returns how many that may be incidents were dropped since the last call; for one thread. */
    long takeDropped() {
        return dropped.sumThenReset();
    }
}
