package org.ttflight.jconsole;

import org.jspecify.annotations.Nullable;

/**
 * What the daemon remembers of a device; what it does not know is null.
 *
 * @param time when the step began, in milliseconds since the epoch by the daemon's clock
 * @param millis how long the step is
 * @param dramInUse bytes
 * @param l1InUse bytes
 * @param temperature in degrees Celsius
 * @param power in watts
 * @param aiClock in MHz
 */
record PastReading(
        long time,
        long millis,
        @Nullable Long dramInUse,
        @Nullable Long l1InUse,
        @Nullable Double temperature,
        @Nullable Double power,
        @Nullable Double aiClock) {

    static PastReading of(Row row) {
        Long time = row.whole("time");
        Long millis = row.whole("millis");
        return new PastReading(
                time == null ? 0 : time,
                millis == null ? 0 : millis,
                row.whole("dramInUse"),
                row.whole("l1InUse"),
                row.number("temperature"),
                row.number("power"),
                row.number("aiClock"));
    }
}
