package org.ttflight.jfr;

import org.jspecify.annotations.Nullable;
import org.ttflight.host.Quality;
import org.ttflight.host.Reading;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;

/** Says in words which sensors have no number. */
final class SensorQuality {
    private static final Sensor[] SENSORS = Sensor.values();

    private SensorQuality() {}

    /** Returns {@code ok}, {@code all blocked}, or such as {@code fan absent, power sentinel}. */
    static String of(@Nullable Telemetry telemetry) {
        if (telemetry == null) {
            return "never read";
        }
        StringBuilder words = new StringBuilder();
        Quality first = telemetry.reading(SENSORS[0]).quality();
        boolean isSame = true;
        for (Sensor sensor : SENSORS) {
            Reading reading = telemetry.reading(sensor);
            isSame &= reading.quality() == first;
            if (reading.quality() != Quality.OK) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(sensor.label())
                        .append(' ')
                        .append(reading.quality().label());
            }
        }
        if (isSame) {
            return first == Quality.OK ? first.label() : "all " + first.label();
        }
        return words.toString();
    }
}
