package org.ttflight.host;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that one pass over a device's files told. Immutable.
 *
 * @param epochMillis when the pass began
 * @param readings one for every {@link Sensor}
 * @param traffic what went over PCIe
 * @param energy what the chip has used since we first saw it
 * @param heartbeatAgeMillis how long the heartbeat has not changed; null if there is none
 * @param heartbeatStalled whether that is longer than a living firmware takes
 */
public record Telemetry(
        long epochMillis,
        Map<Sensor, Reading> readings,
        PcieTraffic traffic,
        Energy energy,
        @Nullable Long heartbeatAgeMillis,
        boolean heartbeatStalled) {
    /** Fills what is missing with {@link Reading#ABSENT}. */
    public Telemetry {
        Map<Sensor, Reading> all = new EnumMap<>(Sensor.class);
        for (Sensor sensor : Sensor.values()) {
            all.put(sensor, readings.getOrDefault(sensor, Reading.ABSENT));
        }
        readings = Collections.unmodifiableMap(all);
    }

    /** Returns the reading of this sensor. */
    public Reading reading(Sensor sensor) {
        return readings.getOrDefault(sensor, Reading.ABSENT);
    }

    /** Returns the value of this sensor in its unit, or null if it is not known. */
    public @Nullable Double value(Sensor sensor) {
        return reading(sensor).value();
    }
}
