package org.ttflight.incident;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostDevice;
import org.ttflight.snapshot.Observation;

/**
 * Something that happened and counts as an incident, with all that was known then.
 *
 * @param subject what it happened to: of the same subject, one incident is enough for a while
 * @param device as it was; null if it is of none
 * @param pid null if it is of no process
 * @param processName null if unknown
 * @param message a sentence without a full stop
 * @param details lines for the summary
 * @param before what was observed last before it happened
 */
record Cause(
        IncidentKind kind,
        Moment moment,
        String subject,
        @Nullable HostDevice device,
        @Nullable Integer pid,
        @Nullable String processName,
        String message,
        List<String> details,
        Views.View before) {

    static Cause ofDevice(
            IncidentKind kind,
            Moment moment,
            HostDevice device,
            String message,
            Views.View before) {
        return new Cause(
                kind,
                moment,
                "device " + chip(device),
                device,
                null,
                null,
                Words.title(device) + " " + message,
                List.of(),
                before);
    }

    /** A chip stays the same when its ordinal changes. */
    private static String chip(HostDevice device) {
        String asicId = device.asicId();
        return asicId == null ? "at " + device.ordinal() : asicId;
    }

    Observation observation() {
        return before.observation();
    }

    @Nullable Integer ordinal() {
        return device == null ? null : device.ordinal();
    }

    Incident.Occurrence occurrence() {
        return new Incident.Occurrence(moment.time(), ordinal(), pid, message);
    }
}
