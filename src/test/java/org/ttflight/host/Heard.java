package org.ttflight.host;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a listener hears. Thread-safe. */
final class Heard implements HostListener {
    private final List<String> heard = new ArrayList<>();
    private int atATime;

    private void add(String what, HostDevice device) {
        synchronized (heard) {
            atATime++;
            heard.add(what + " " + device.ordinal());
            atATime--;
            if (atATime != 0) {
                throw new AssertionError("two calls at a time");
            }
        }
    }

    /** Returns what was heard since the last call. */
    List<String> take() {
        synchronized (heard) {
            List<String> all = List.copyOf(heard);
            heard.clear();
            return all;
        }
    }

    /** Returns how often this was heard, and forgets nothing. */
    long count(String what) {
        synchronized (heard) {
            return heard.stream().filter(what::equals).count();
        }
    }

    @Override
    public void deviceFound(HostDevice device) {
        add("found", device);
    }

    @Override
    public void deviceLost(HostDevice device, String reason) {
        add("lost because " + reason + ":", device);
    }

    @Override
    public void deviceReturned(HostDevice device, int lastOrdinal, long awayMillis) {
        add((awayMillis < 0 ? "too early " : "") + "returned from " + lastOrdinal + " to", device);
    }

    @Override
    public void deviceBlocked(HostDevice device) {
        add("blocked", device);
    }

    @Override
    public void deviceUnblocked(HostDevice device, long blockedMillis) {
        add((blockedMillis < 0 ? "too early " : "") + "unblocked", device);
    }

    @Override
    public void heartbeatStalled(HostDevice device, long value, long ageMillis) {
        add("stalled at " + value + " for " + ageMillis, device);
    }

    @Override
    public void heartbeatResumed(HostDevice device, long stalledMillis) {
        add("resumed after " + stalledMillis, device);
    }

    @Override
    public void thermalTrip(HostDevice device, long trips, long total) {
        add(trips + " trips of " + total, device);
    }
}
