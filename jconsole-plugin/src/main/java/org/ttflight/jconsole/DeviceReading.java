package org.ttflight.jconsole;

import org.jspecify.annotations.Nullable;

/**
 * What was read of a device; what is unknown is null.
 *
 * @param device the ordinal
 * @param healthState ok, degraded, stalled, resetting, lost or unknown
 * @param temperature in degrees Celsius
 * @param power in watts
 * @param aiClock in MHz
 */
record DeviceReading(
        int device,
        @Nullable String cardType,
        String health,
        String healthState,
        @Nullable Double temperature,
        @Nullable Double temperatureLimit,
        @Nullable Double power,
        @Nullable Double powerLimit,
        @Nullable Long aiClock,
        @Nullable Long dramInUse,
        @Nullable Long dramCapacity,
        @Nullable Long l1InUse,
        @Nullable Long l1Capacity,
        int processes,
        int untracked) {

    static DeviceReading of(Row row) {
        return new DeviceReading(
                row.ordinal("device"),
                row.text("cardType"),
                row.word("health"),
                row.word("healthState"),
                row.number("temperature"),
                row.number("temperatureLimit"),
                row.number("power"),
                row.number("powerLimit"),
                row.whole("aiClock"),
                row.whole("dramInUse"),
                row.whole("dramCapacity"),
                row.whole("l1InUse"),
                row.whole("l1Capacity"),
                row.ordinal("processes"),
                row.ordinal("untracked"));
    }
}
