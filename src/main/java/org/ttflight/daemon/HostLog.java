package org.ttflight.daemon;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostListener;

/**
 * Tells the operator's log what happens to devices; numbers as text, so without groups of digits.
 */
final class HostLog implements HostListener {
    private static final Logger LOG = System.getLogger(HostLog.class.getName());

    @Override
    public void deviceFound(HostDevice device) {
        LOG.log(Level.INFO, "{0} found", name(device));
    }

    @Override
    public void deviceLost(HostDevice device, String reason) {
        LOG.log(Level.WARNING, "{0} lost: {1}", name(device), reason);
    }

    @Override
    public void deviceReturned(HostDevice device, int lastOrdinal, long awayMillis) {
        String before = lastOrdinal == device.ordinal() ? "" : ", which was device " + lastOrdinal;
        LOG.log(
                Level.WARNING,
                "{0}{1} returned after {2} s",
                name(device),
                before,
                seconds(awayMillis));
    }

    @Override
    public void deviceBlocked(HostDevice device) {
        LOG.log(
                Level.WARNING,
                "{0} does not answer: its files block, as during a reset",
                name(device));
    }

    @Override
    public void deviceUnblocked(HostDevice device, long blockedMillis) {
        LOG.log(
                Level.WARNING,
                "{0} answers again after {1} ms",
                name(device),
                Long.toString(blockedMillis));
    }

    @Override
    public void heartbeatStalled(HostDevice device, long value, long ageMillis) {
        LOG.log(
                Level.WARNING,
                "{0}: the firmware''s heartbeat has stood still for {1} s",
                name(device),
                seconds(ageMillis));
    }

    @Override
    public void heartbeatResumed(HostDevice device, long stalledMillis) {
        LOG.log(
                Level.WARNING,
                "{0}: the firmware''s heartbeat goes on after {1} s",
                name(device),
                seconds(stalledMillis));
    }

    @Override
    public void thermalTrip(HostDevice device, long trips, long total) {
        LOG.log(
                Level.ERROR,
                "{0} was shut down by heat, {1} since power came",
                name(device),
                total == 1 ? "once" : total + " times");
    }

    private static String seconds(long millis) {
        return Long.toString(millis / 1000);
    }

    private static String name(HostDevice device) {
        String card = device.cardType();
        String asicId = device.asicId();
        return "device "
                + device.ordinal()
                + (card == null ? "" : " (" + card + ")")
                + (asicId == null ? "" : " ASIC " + asicId);
    }
}
