package org.ttflight.replay;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceStatus;
import org.ttflight.host.Energy;
import org.ttflight.host.PcieTraffic;
import org.ttflight.host.Quality;
import org.ttflight.host.Reading;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;
import org.ttflight.recording.EventFields;

/**
 * What was last read of the sensors of one device.
 *
 * @param health in words, as it was found then
 * @param telemetry null if it had never been read
 */
record TelemetryRow(
        int device,
        @Nullable String asicId,
        DeviceStatus status,
        String health,
        int untracked,
        @Nullable Telemetry telemetry) {
    private static final Set<Sensor> WITH_FRACTION =
            Set.of(
                    Sensor.TEMPERATURE,
                    Sensor.TEMPERATURE_LIMIT,
                    Sensor.VOLTAGE,
                    Sensor.VOLTAGE_LIMIT,
                    Sensor.CURRENT,
                    Sensor.CURRENT_LIMIT,
                    Sensor.POWER,
                    Sensor.POWER_LIMIT,
                    Sensor.LINK_SPEED,
                    Sensor.LINK_SPEED_MAX);

    static TelemetryRow of(RecordedEvent event) {
        String quality = EventFields.text(event, "quality");
        String health = EventFields.text(event, "health");
        Long untracked = EventFields.whole(event, "untracked");
        return new TelemetryRow(
                Fields.device(event),
                EventFields.text(event, "asicId"),
                status(EventFields.text(event, "status")),
                health == null ? "unknown" : health,
                untracked == null ? 0 : (int) Math.min(untracked, Integer.MAX_VALUE),
                "never read".equals(quality) ? null : telemetry(event, quality));
    }

    private static DeviceStatus status(@Nullable String label) {
        for (DeviceStatus status : DeviceStatus.values()) {
            if (status.label().equals(label)) {
                return status;
            }
        }
        throw new IllegalArgumentException("status " + label);
    }

    private static Telemetry telemetry(RecordedEvent event, @Nullable String quality) {
        Map<String, Quality> qualities = qualities(quality);
        Map<Sensor, Reading> readings = new EnumMap<>(Sensor.class);
        for (Sensor sensor : Sensor.values()) {
            readings.put(sensor, reading(event, sensor, qualities));
        }
        return new Telemetry(
                event.getStartTime().toEpochMilli(),
                readings,
                traffic(event),
                energy(event),
                EventFields.millis(event, "heartbeatAge"),
                EventFields.flag(event, "heartbeatStalled"));
    }

    /** Returns why sensors have no number, by label; all have the one under the empty label. */
    private static Map<String, Quality> qualities(@Nullable String text) {
        Map<String, Quality> qualities = new HashMap<>();
        if (text == null || text.equals(Quality.OK.label())) {
            return qualities;
        }
        for (String part : text.split(", ", -1)) {
            int blank = part.indexOf(' ');
            Quality quality = blank < 0 ? null : quality(part.substring(blank + 1));
            if (quality != null && quality != Quality.OK) {
                String sensor = part.substring(0, blank);
                qualities.put(sensor.equals("all") ? "" : sensor, quality);
            }
        }
        return qualities;
    }

    private static @Nullable Quality quality(String label) {
        for (Quality quality : Quality.values()) {
            if (quality.label().equals(label)) {
                return quality;
            }
        }
        return null;
    }

    private static Reading reading(
            RecordedEvent event, Sensor sensor, Map<String, Quality> qualities) {
        Quality quality = qualities.getOrDefault(sensor.label(), qualities.get(""));
        if (quality != null) {
            return new Reading(quality, null, null);
        }
        Double value;
        if (WITH_FRACTION.contains(sensor)) {
            value = EventFields.number(event, sensor.label());
        } else {
            Long whole = EventFields.whole(event, sensor.label());
            value = whole == null ? null : Double.valueOf(whole);
        }
        return value == null
                ? Reading.bad(Quality.ABSENT, "not in the recording")
                : Reading.of(value);
    }

    private static PcieTraffic traffic(RecordedEvent event) {
        Long bytesPerWord = EventFields.whole(event, "bytesPerWord");
        return new PcieTraffic(
                Map.of(),
                bytesPerWord == null ? 0 : bytesPerWord.intValue(),
                EventFields.whole(event, "bytesToDevice"),
                EventFields.whole(event, "bytesFromDevice"),
                rate(event, "toDeviceRate"),
                rate(event, "fromDeviceRate"));
    }

    private static @Nullable Double rate(RecordedEvent event, String field) {
        Long rate = EventFields.whole(event, field);
        return rate == null ? null : Double.valueOf(rate);
    }

    private static Energy energy(RecordedEvent event) {
        Double joules = EventFields.number(event, "energy");
        var time = EventFields.span(event, "energyTime");
        var gap = EventFields.span(event, "energyGap");
        return new Energy(
                joules == null ? 0 : joules,
                joules == null || time == null ? 0 : time.toNanos() / 1e9,
                gap == null ? 0 : gap.toNanos() / 1e9);
    }
}
