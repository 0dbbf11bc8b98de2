package org.ttflight.jmx;

import java.util.Map;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.DeviceStatus;
import org.ttflight.host.HostDevice;
import org.ttflight.host.LostDevice;
import org.ttflight.host.Quality;
import org.ttflight.host.Reading;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;

/** The health of a device in one word, for those who count and alert. */
enum DeviceHealth {
    OK("ok"),
    /** It answers, but something is wrong: the words of its health say what. */
    DEGRADED("degraded"),
    /** Its firmware's heartbeat has stopped. */
    STALLED("stalled"),
    /** A read does not return. */
    RESETTING("resetting"),
    /** It was there within the last hour. */
    LOST("lost"),
    /** Nobody can be asked. */
    UNKNOWN("unknown");

    private static final String NOTHING_WRONG = "ok";

    private final String label;

    DeviceHealth(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static DeviceHealth of(ObservedDevice device, Observation observation) {
        DeviceSample sample = device.sample();
        if (sample == null) {
            return isLost(device.device(), observation) ? LOST : UNKNOWN;
        }
        if (sample.status() == DeviceStatus.BLOCKED) {
            return RESETTING;
        }
        Telemetry telemetry = sample.telemetry();
        if (telemetry == null) {
            return UNKNOWN;
        }
        if (telemetry.heartbeatStalled()) {
            return STALLED;
        }
        String words = device.health();
        return words.equals(NOTHING_WRONG) || words.startsWith(NOTHING_WRONG + ",") ? OK : DEGRADED;
    }

    private static boolean isLost(HostDevice device, Observation observation) {
        for (LostDevice lost : observation.host().lost()) {
            String asicId = device.asicId();
            boolean isSame =
                    asicId == null
                            ? lost.device().ordinal() == device.ordinal()
                            : asicId.equals(lost.device().asicId());
            if (isSame) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether it is readable, was read, and all that it offers is a good reading. */
    static boolean isUp(DeviceSample sample) {
        Telemetry telemetry = sample.telemetry();
        return sample.status() == DeviceStatus.READABLE
                && telemetry != null
                && hasOnlyGoodReadings(telemetry);
    }

    private static boolean hasOnlyGoodReadings(Telemetry telemetry) {
        boolean hasAny = false;
        for (Map.Entry<Sensor, Reading> each : telemetry.readings().entrySet()) {
            Quality quality = each.getValue().quality();
            hasAny |= quality == Quality.OK;
            if (quality != Quality.OK
                    && quality != Quality.ABSENT
                    && !isMissingFan(each.getKey(), quality)) {
                return false;
            }
        }
        return hasAny;
    }

    /** Firmware that does not control the fan tells all ones of it. */
    private static boolean isMissingFan(Sensor sensor, Quality quality) {
        return sensor == Sensor.FAN && quality == Quality.SENTINEL;
    }
}
