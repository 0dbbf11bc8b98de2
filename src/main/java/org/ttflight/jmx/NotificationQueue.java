package org.ttflight.jmx;

import java.time.InstantSource;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostListener;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;

/**
 * Carries what deserves a notification from the ledger's writer and from those who watch the host
 * to the publisher's thread. They never wait: what does not fit is dropped and counted.
 */
public final class NotificationQueue implements LedgerListener, HostListener {
    private final int limit;
    private final InstantSource clock;
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final Map<DeviceMemoryKey, LongAdder> crossings = new ConcurrentHashMap<>();
    private final Map<DeviceMemoryKey, Long> sharedReached = new ConcurrentHashMap<>();
    private final IncidentCounts incidents = new IncidentCounts();

    /**
     * @param limit how many events may wait, at least 1
     */
    public NotificationQueue(int limit) {
        this(limit, InstantSource.system());
    }

    /**
     * @param limit how many events may wait, at least 1
     * @param clock tells when things happen
     */
    public NotificationQueue(int limit, InstantSource clock) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, but is " + limit);
        }
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public void thresholdReached(int device, MemoryType type, long used, long threshold) {
        DeviceMemoryKey key = new DeviceMemoryKey(device, type);
        Long reached = sharedReached.get(key);
        if (reached == null || reached != threshold) {
            tellReached(key, used, threshold);
        }
    }

    /**
     * The threshold was reached by what is in shared memory together with what is reported; until
     * {@link #noLongerShared}, the ledger's own crossing of it is no news.
     */
    void sharedReached(DeviceMemoryKey key, long used, long threshold) {
        sharedReached.put(key, threshold);
        tellReached(key, used, threshold);
    }

    /** Usage needs shared memory to reach this threshold, which was told when it did. */
    void stillShared(DeviceMemoryKey key, long threshold) {
        sharedReached.put(key, threshold);
    }

    /** Usage is below the threshold, or what is reported reaches it alone. */
    void noLongerShared(DeviceMemoryKey key) {
        sharedReached.remove(key);
    }

    private void tellReached(DeviceMemoryKey key, long used, long threshold) {
        crossings.computeIfAbsent(key, unseen -> new LongAdder()).increment();
        long now = clock.millis();
        offer(receiver -> receiver.thresholdReached(key, used, threshold, now));
    }

    @Override
    public void processAttached(ProcessIdentity process) {
        long now = clock.millis();
        offer(receiver -> receiver.processAttached(process, now));
    }

    @Override
    public void processExited(ProcessUsage last, ExitReason reason) {
        long now = clock.millis();
        offer(receiver -> receiver.processExited(last, reason, now));
    }

    @Override
    public void deviceFound(HostDevice device) {
        tell(DeviceIncident.found(device));
    }

    @Override
    public void deviceLost(HostDevice device, String reason) {
        tell(DeviceIncident.lost(device, reason));
    }

    @Override
    public void deviceReturned(HostDevice device, int lastOrdinal, long awayMillis) {
        tell(DeviceIncident.returned(device, lastOrdinal, awayMillis));
    }

    @Override
    public void deviceBlocked(HostDevice device) {
        tell(DeviceIncident.blocked(device));
    }

    @Override
    public void deviceUnblocked(HostDevice device, long blockedMillis) {
        tell(DeviceIncident.unblocked(device, blockedMillis));
    }

    @Override
    public void heartbeatStalled(HostDevice device, long value, long ageMillis) {
        tell(DeviceIncident.stalled(device, value, ageMillis));
    }

    @Override
    public void heartbeatResumed(HostDevice device, long stalledMillis) {
        tell(DeviceIncident.resumed(device, stalledMillis));
    }

    @Override
    public void thermalTrip(HostDevice device, long trips, long total) {
        tell(DeviceIncident.thermalTrip(device, trips, total));
    }

    /** Something happened of which files are kept. */
    public void incident(IncidentRow incident) {
        offer(receiver -> receiver.incident(incident));
    }

    private void tell(DeviceIncident incident) {
        DeviceIncident timed = incident.at(clock.millis());
        incidents.count(timed);
        offer(receiver -> receiver.deviceIncident(timed));
    }

    private void offer(Event event) {
        if (size.incrementAndGet() > limit) {
            size.decrementAndGet();
            dropped.increment();
        } else {
            events.add(event);
        }
    }

    boolean isEmpty() {
        return events.isEmpty();
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
        LongAdder count = crossings.get(new DeviceMemoryKey(device, type));
        return count == null ? 0 : count.sum();
    }

    /** Returns what happened to devices, that which was dropped included. */
    IncidentCounts incidents() {
        return incidents;
    }

    private interface Event {
        void deliver(Receiver receiver);
    }

    /** Who makes notifications of the events. */
    interface Receiver {
        void thresholdReached(DeviceMemoryKey key, long used, long threshold, long epochMillis);

        void deviceIncident(DeviceIncident incident);

        void incident(IncidentRow incident);

        void processAttached(ProcessIdentity process, long epochMillis);

        void processExited(ProcessUsage last, ExitReason reason, long epochMillis);
    }
}
