package org.ttflight.snapshot;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was last read of a device.
 *
 * @param time when
 * @param readings by the sensor's name, such as {@code temperature}
 * @param heartbeatAgeSeconds how long the heartbeat has not changed; null if there is none
 * @param heartbeatStalled whether that is longer than a living firmware takes
 * @param pcieWords the raw counters by file, without the number of the NOC: one value for each NOC,
 *     null where it could not be read
 * @param pcieBytesPerWord what a word was taken for
 * @param pcieBytesToDevice since the device was first seen; null if unknown
 * @param pcieBytesFromDevice since the device was first seen; null if unknown
 * @param pcieToDeviceRate bytes a second; null if unknown
 * @param pcieFromDeviceRate bytes a second; null if unknown
 * @param energyJoules what the chip has used in {@code energySeconds}; null if nothing was measured
 * @param energySeconds measured time, without gaps
 */
public record TelemetryState(
        Instant time,
        Map<String, ReadingState> readings,
        @Nullable Double heartbeatAgeSeconds,
        boolean heartbeatStalled,
        Map<String, List<@Nullable Long>> pcieWords,
        int pcieBytesPerWord,
        @Nullable Long pcieBytesToDevice,
        @Nullable Long pcieBytesFromDevice,
        @Nullable Double pcieToDeviceRate,
        @Nullable Double pcieFromDeviceRate,
        @Nullable Double energyJoules,
        double energySeconds) {
    /** Takes copies, in their order. */
    public TelemetryState {
        readings = Collections.unmodifiableMap(new LinkedHashMap<>(readings));
        pcieWords = Collections.unmodifiableMap(new LinkedHashMap<>(pcieWords));
    }

    /** Returns the value of the sensor with this name, or null if it is unknown. */
    public @Nullable Double value(String sensor) {
        ReadingState reading = readings.get(sensor);
        return reading == null ? null : reading.value();
    }
}
