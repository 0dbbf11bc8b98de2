package org.ttflight.jmx;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;

/**
 * Carries what deserves a notification from the writer to the publisher's thread. The writer never
 * waits: what does not fit is dropped and counted.
 */
public final class NotificationQueue implements LedgerListener {
    private final int limit;
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final Map<Integer, LongAdder> crossings = new ConcurrentHashMap<>();

    /**
     * @param limit how many events may wait, at least 1
     */
    public NotificationQueue(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, but is " + limit);
        }
        this.limit = limit;
    }

    @Override
    public void thresholdReached(int device, MemoryType type, long used, long threshold) {
        crossings
                .computeIfAbsent(UsageThresholds.key(device, type), key -> new LongAdder())
                .increment();
        long now = System.currentTimeMillis();
        offer(receiver -> receiver.thresholdReached(device, type, used, threshold, now));
    }

    @Override
    public void processAttached(ProcessIdentity process) {
        long now = System.currentTimeMillis();
        offer(receiver -> receiver.processAttached(process, now));
    }

    @Override
    public void processExited(ProcessUsage last, ExitReason reason) {
        long now = System.currentTimeMillis();
        offer(receiver -> receiver.processExited(last, reason, now));
    }

    private void offer(Event event) {
        if (size.incrementAndGet() > limit) {
            size.decrementAndGet();
            dropped.increment();
        } else {
            events.add(event);
        }
    }

    /** Hands over all that waits, in order; for one thread at a time. */
    void drain(Receiver receiver) {
        Event event = events.poll();
        while (event != null) {
            size.decrementAndGet();
            event.deliver(receiver);
            event = events.poll();
        }
    }

    long dropped() {
        return dropped.sum();
    }

    /** Returns how often usage reached a threshold from below. */
    long crossings(int device, MemoryType type) {
        LongAdder count = crossings.get(UsageThresholds.key(device, type));
        return count == null ? 0 : count.sum();
    }

    private interface Event {
        void deliver(Receiver receiver);
    }

    /** Who makes notifications of the events. */
    interface Receiver {
        void thresholdReached(
                int device, MemoryType type, long used, long threshold, long epochMillis);

        void processAttached(ProcessIdentity process, long epochMillis);

        void processExited(ProcessUsage last, ExitReason reason, long epochMillis);
    }
}
