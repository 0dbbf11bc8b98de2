package org.ttflight.snapshot;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.DeviceStatus;
import org.ttflight.host.HostDevice;
import org.ttflight.host.LostDevice;
import org.ttflight.host.Quality;
import org.ttflight.host.Reading;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;

/**
 * How a device is doing, in words for people: {@code ok}, or all that is wrong, joined by
 * semicolons. Power at its limit is how a busy device works, not a fault.
 */
final class Health {
    static final String OK = "ok";
    static final String NO_TELEMETRY = "ok, no telemetry";
    static final String NOT_ANSWERING = "not answering";
    static final String UNKNOWN = "unknown";

    /**
     * What comes from the chip's firmware: links and their errors are the host's, and a fan that is
     * not there also reads as all ones.
     */
    private static final Sensor[] OF_FIRMWARE = {
        Sensor.TEMPERATURE,
        Sensor.VOLTAGE,
        Sensor.CURRENT,
        Sensor.POWER,
        Sensor.AICLK,
        Sensor.AXICLK,
        Sensor.ARCCLK,
        Sensor.HEARTBEAT,
        Sensor.THERMAL_TRIPS
    };

    private Health() {}

    /**
     * @param sample null if the driver has no such device
     * @param lost the device with the same ordinal that was there before; null if there was none
     */
    static String of(HostDevice device, @Nullable DeviceSample sample, @Nullable LostDevice lost) {
        if (sample == null) {
            if (lost != null) {
                return "lost since " + time(lost.lostMillis());
            }
            return device.simulated() ? "simulated" : UNKNOWN;
        }
        if (sample.status() == DeviceStatus.BLOCKED) {
            return "blocked since " + time(sample.statusSinceMillis());
        }
        Telemetry telemetry = sample.telemetry();
        if (telemetry == null) {
            return sample.status() == DeviceStatus.NEW ? "not read yet" : NO_TELEMETRY;
        }
        StringJoiner faults = new StringJoiner("; ");
        faults.setEmptyValue("");
        addFirmware(faults, telemetry);
        addTemperature(faults, telemetry);
        addLink(faults, telemetry);
        Double fatal = telemetry.value(Sensor.AER_FATAL);
        if (fatal != null && fatal > 0) {
            faults.add("fatal PCIe errors: " + number(fatal));
        }
        if (faults.length() > 0) {
            return faults.toString();
        }
        return hasFirmware(telemetry, Quality.OK) ? OK : NO_TELEMETRY;
    }

    private static void addFirmware(StringJoiner faults, Telemetry telemetry) {
        if (!hasFirmware(telemetry, Quality.OK)) {
            if (hasFirmware(telemetry, Quality.SENTINEL)) {
                faults.add(NOT_ANSWERING);
            } else if (hasFirmware(telemetry, Quality.UNREADABLE)
                    || hasFirmware(telemetry, Quality.STALE)
                    || hasFirmware(telemetry, Quality.BLOCKED)) {
                faults.add("telemetry cannot be read");
            }
        }
        if (telemetry.heartbeatStalled()) {
            Long age = telemetry.heartbeatAgeMillis();
            faults.add("heartbeat stalled" + (age == null ? "" : " for " + age / 1000 + " s"));
        }
    }

    private static boolean hasFirmware(Telemetry telemetry, Quality quality) {
        for (Sensor sensor : OF_FIRMWARE) {
            Reading reading = telemetry.reading(sensor);
            if (reading.quality() == quality) {
                return true;
            }
        }
        return false;
    }

    private static void addTemperature(StringJoiner faults, Telemetry telemetry) {
        Double temperature = telemetry.value(Sensor.TEMPERATURE);
        Double limit = telemetry.value(Sensor.TEMPERATURE_LIMIT);
        if (temperature != null && limit != null && temperature >= limit) {
            faults.add(
                    "over temperature: "
                            + number(temperature)
                            + " °C, limit "
                            + number(limit)
                            + " °C");
        }
    }

    private static void addLink(StringJoiner faults, Telemetry telemetry) {
        Double speed = telemetry.value(Sensor.LINK_SPEED);
        Double fastest = telemetry.value(Sensor.LINK_SPEED_MAX);
        if (speed != null && fastest != null && speed < fastest) {
            faults.add("PCIe link at " + number(speed) + " of " + number(fastest) + " GT/s a lane");
        }
        Double width = telemetry.value(Sensor.LINK_WIDTH);
        Double widest = telemetry.value(Sensor.LINK_WIDTH_MAX);
        if (width != null && widest != null && width < widest) {
            faults.add("PCIe link with " + number(width) + " of " + number(widest) + " lanes");
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
