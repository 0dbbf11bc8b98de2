package org.ttflight.jmx;

import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostDevice;

/**
 * Something that happened to a device.
 *
 * @param device as it was or is
 * @param epochMillis when it was noticed
 * @param message for people
 * @param reason of a loss, in words; else null
 * @param lastDevice the ordinal it had before a loss; null if it was not lost
 * @param millis how long what has ended, or goes on, has lasted; null if that has no meaning
 * @param count where the heartbeat stands, or how many shutdowns there were; else null
 */
record DeviceIncident(
        Kind kind,
        HostDevice device,
        long epochMillis,
        String message,
        @Nullable String reason,
        @Nullable Long lastDevice,
        @Nullable Long millis,
        @Nullable Long count) {

    /** What can happen to a device. */
    enum Kind {
        FOUND("found", "A device was seen for the first time"),
        LOST("lost", "A device is gone, or another chip has its place"),
        RETURNED("returned", "A chip that was lost is back"),
        BLOCKED("blocked", "A read of a device has not returned in time: a reset, or a hang"),
        UNBLOCKED("unblocked", "A device that was blocked answers again"),
        STALLED("heartbeat.stalled", "The heartbeat of a device has stopped"),
        RESUMED("heartbeat.resumed", "A heartbeat that had stopped goes on"),
        THERMAL_TRIP("thermal.trip", "A chip was shut down because of heat");

        private final String type;
        private final String description;

        Kind(String name, String description) {
            this.type = "tenstorrent.device." + name;
            this.description = description;
        }

        /** Returns the type of the notification. */
        String type() {
            return type;
        }

        String description() {
            return description;
        }
    }

    /** Returns the same at another time. */
    DeviceIncident at(long millisOfTime) {
        return new DeviceIncident(
                kind, device, millisOfTime, message, reason, lastDevice, millis, count);
    }

    static DeviceIncident found(HostDevice device) {
        return of(Kind.FOUND, device, "found", null, null);
    }

    static DeviceIncident lost(HostDevice device, String reason) {
        return new DeviceIncident(
                Kind.LOST,
                device,
                System.currentTimeMillis(),
                title(device) + " lost: " + reason,
                reason,
                null,
                null,
                null);
    }

    static DeviceIncident returned(HostDevice device, int lastOrdinal, long awayMillis) {
        String from = lastOrdinal == device.ordinal() ? "" : "; it was device " + lastOrdinal;
        return new DeviceIncident(
                Kind.RETURNED,
                device,
                System.currentTimeMillis(),
                title(device) + " is back after " + awayMillis + " ms" + from,
                null,
                (long) lastOrdinal,
                awayMillis,
                null);
    }

    static DeviceIncident blocked(HostDevice device) {
        return of(Kind.BLOCKED, device, "does not answer: a reset, or a hang", null, null);
    }

    static DeviceIncident unblocked(HostDevice device, long blockedMillis) {
        String what = "answers again after " + blockedMillis + " ms";
        return of(Kind.UNBLOCKED, device, what, blockedMillis, null);
    }

    static DeviceIncident stalled(HostDevice device, long value, long ageMillis) {
        String what = "has had no heartbeat for " + ageMillis + " ms; it stands at " + value;
        return of(Kind.STALLED, device, what, ageMillis, value);
    }

    static DeviceIncident resumed(HostDevice device, long stalledMillis) {
        String what = "has a heartbeat again after " + stalledMillis + " ms";
        return of(Kind.RESUMED, device, what, stalledMillis, null);
    }

    static DeviceIncident thermalTrip(HostDevice device, long trips, long total) {
        String what = "was shut down because of heat, " + total + " times since power came";
        return of(Kind.THERMAL_TRIP, device, what, null, trips);
    }

    private static DeviceIncident of(
            Kind kind,
            HostDevice device,
            String what,
            @Nullable Long millis,
            @Nullable Long count) {
        return new DeviceIncident(
                kind,
                device,
                System.currentTimeMillis(),
                title(device) + " " + what,
                null,
                null,
                millis,
                count);
    }

    private static String title(HostDevice device) {
        String card = device.cardType();
        return "device " + device.ordinal() + (card == null ? "" : " (" + card + ")");
    }
}
