package org.ttflight.jfr;

import org.ttflight.host.HostDevice;
import org.ttflight.host.HostListener;

/**
 * Emits an event for each thing that happens to a device, if a recording asks for it. Stateless.
 */
public final class JfrHostListener implements HostListener {
    /** Makes a listener; all are alike. */
    public JfrHostListener() {}

    @Override
    public void deviceFound(HostDevice device) {
        DeviceFoundEvent.emit(device);
    }

    @Override
    public void deviceLost(HostDevice device, String reason) {
        DeviceLostEvent.emit(device, reason);
    }

    @Override
    public void deviceReturned(HostDevice device, int lastOrdinal, long awayMillis) {
        DeviceReturnedEvent.emit(device, lastOrdinal, awayMillis);
    }

    @Override
    public void deviceBlocked(HostDevice device) {
        DeviceBlockedEvent.emit(device);
    }

    @Override
    public void deviceUnblocked(HostDevice device, long blockedMillis) {
        DeviceUnblockedEvent.emit(device, blockedMillis);
    }

    @Override
    public void heartbeatStalled(HostDevice device, long value, long ageMillis) {
        HeartbeatStalledEvent.emit(device, value, ageMillis);
    }

    @Override
    public void heartbeatResumed(HostDevice device, long stalledMillis) {
        HeartbeatResumedEvent.emit(device, stalledMillis);
    }

    @Override
    public void thermalTrip(HostDevice device, long trips, long total) {
        ThermalTripEvent.emit(device, trips, total);
    }
}
