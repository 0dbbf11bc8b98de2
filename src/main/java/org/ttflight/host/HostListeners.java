package org.ttflight.host;

import java.util.List;
import java.util.function.Consumer;

/** Passes what happens to devices on to several listeners, also to those behind one that fails. */
public record HostListeners(List<HostListener> all) implements HostListener {
    private void each(Consumer<HostListener> call) {
        RuntimeException failure = null;
        for (HostListener listener : all) {
            try {
                call.accept(listener);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void deviceFound(HostDevice device) {
        each(listener -> listener.deviceFound(device));
    }

    @Override
    public void deviceLost(HostDevice device, String reason) {
        each(listener -> listener.deviceLost(device, reason));
    }

    @Override
    public void deviceReturned(HostDevice device, int lastOrdinal, long awayMillis) {
        each(listener -> listener.deviceReturned(device, lastOrdinal, awayMillis));
    }

    @Override
    public void deviceBlocked(HostDevice device) {
        each(listener -> listener.deviceBlocked(device));
    }

    @Override
    public void deviceUnblocked(HostDevice device, long blockedMillis) {
        each(listener -> listener.deviceUnblocked(device, blockedMillis));
    }

    @Override
    public void heartbeatStalled(HostDevice device, long value, long ageMillis) {
        each(listener -> listener.heartbeatStalled(device, value, ageMillis));
    }

    @Override
    public void heartbeatResumed(HostDevice device, long stalledMillis) {
        each(listener -> listener.heartbeatResumed(device, stalledMillis));
    }

    @Override
    public void thermalTrip(HostDevice device, long trips, long total) {
        each(listener -> listener.thermalTrip(device, trips, total));
    }
}
