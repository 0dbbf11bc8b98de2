package org.ttflight.snapshot;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the driver says of a device.
 *
 * @param status how it answers: readable, blocked or new
 * @param statusTime since when
 * @param serial the board's number, 16 hexadecimal digits; null if unknown
 * @param pciAddress such as {@code 0000:41:00.0}; null if unknown
 * @param numaNode null if unknown or none
 * @param firmware versions by name
 * @param openPids who has it open, in the daemon's pid namespace
 * @param openElsewhere open files of processes in other pid namespaces
 * @param openSource who says so: driver, open files or unknown
 * @param openDetail why that may be incomplete; null if it is not
 * @param telemetry null if it was never read
 */
public record HardwareState(
        String status,
        Instant statusTime,
        @Nullable String serial,
        @Nullable String pciAddress,
        @Nullable Integer numaNode,
        Map<String, String> firmware,
        List<Integer> openPids,
        int openElsewhere,
        String openSource,
        @Nullable String openDetail,
        @Nullable TelemetryState telemetry) {
    /** Takes copies. */
    public HardwareState {
        firmware = Collections.unmodifiableMap(new LinkedHashMap<>(firmware));
        openPids = List.copyOf(openPids);
    }
}
