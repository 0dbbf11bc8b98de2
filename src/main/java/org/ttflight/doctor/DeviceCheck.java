package org.ttflight.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.ReadingState;
import org.ttflight.snapshot.TelemetryState;

/** How each device is doing. What all devices have in common is one finding. */
final class DeviceCheck {
    /** What comes from the chip; a fan that is not there also reads as all ones. */
    private static final List<String> OF_FIRMWARE =
            List.of(
                    "temperature",
                    "voltage",
                    "current",
                    "power",
                    "aiclk",
                    "axiclk",
                    "arcclk",
                    "heartbeat",
                    "thermalTrips");

    private static final String RESET =
            "end the programs that use it and reset it (tt-smi -r, the vendor's tool); if that does"
                    + " not help, power the host off and on";
    private static final String RESEAT =
            "sudo lspci -vv -d 1e52: shows LnkCap and LnkSta; check the seat of the card, the slot"
                    + " and the BIOS";

    private final Findings findings;
    private int healthy;

    DeviceCheck(Findings findings) {
        this.findings = findings;
    }

    void run(List<DeviceState> devices) {
        for (DeviceState device : devices) {
            int before = findings.all().size();
            HardwareState hardware = device.hardware();
            if (hardware != null) {
                check(name(device), hardware);
            }
            if (findings.all().stream().skip(before).noneMatch(f -> f.severity().isProblem())) {
                healthy++;
            }
        }
        if (healthy > 0) {
            findings.ok(
                    "devices-answer",
                    healthy == devices.size()
                            ? "All devices answer and are well"
                            : healthy + " of " + devices.size() + " devices are well",
                    "telemetry, PCIe link, PCIe errors, thermal shutdowns");
        }
    }

    static String name(DeviceState device) {
        return "Device " + device.device() + (device.card() == null ? "" : " " + device.card());
    }

    private void check(String name, HardwareState hardware) {
        if (hardware.status().equals("blocked")) {
            findings.error(
                    "device-blocked",
                    name + " does not answer",
                    "a read of its files has not returned: a reset, or a hang",
                    "a reset ends within a minute; else sudo dmesg | grep -i tenstorrent, and "
                            + RESET);
            return;
        }
        TelemetryState telemetry = hardware.telemetry();
        if (telemetry == null) {
            withoutTelemetry(name, "it was not read yet");
            return;
        }
        checkFirmware(name, telemetry.readings());
        checkHeat(name, telemetry);
        checkLink(name, telemetry);
        checkErrors(name, telemetry);
    }

    private void withoutTelemetry(String name, String why) {
        findings.warning(
                "device-telemetry",
                name + " has no telemetry",
                why,
                "Wormhole may need two minutes after the driver was loaded; else update the"
                        + " firmware with tt-flash, and the driver");
    }

    private void checkFirmware(String name, Map<String, ReadingState> readings) {
        List<String> good = of(readings, "ok");
        List<String> dead = of(readings, "sentinel");
        List<String> unreadable = of(readings, "unreadable");
        List<String> implausible = of(readings, "implausible");
        if (!dead.isEmpty()) {
            findings.error(
                    "device-dead",
                    name
                            + (good.isEmpty()
                                    ? ": its firmware is dead, or it is off the bus"
                                    : ": part of its firmware does not answer"),
                    "all bits set in " + Words.some(dead, ", "),
                    RESET);
        }
        if (!implausible.isEmpty()) {
            findings.warning(
                    "device-implausible",
                    name + " gives values that no device can have",
                    Words.some(withDetail(readings, implausible), ", "),
                    "after a firmware update load the driver anew, while no program uses a device:"
                            + " sudo modprobe -r tenstorrent && sudo modprobe tenstorrent");
        }
        if (!unreadable.isEmpty()) {
            findings.warning(
                    "device-unreadable",
                    name + " has values that cannot be read",
                    Words.some(withDetail(readings, unreadable), ", "),
                    "if it was just reset, try again; if it is permission denied, run as root; else"
                            + " sudo dmesg | grep -i tenstorrent");
        }
        if (good.isEmpty() && dead.isEmpty() && unreadable.isEmpty() && implausible.isEmpty()) {
            withoutTelemetry(name, "the firmware offers none");
        }
    }

    private static List<String> of(Map<String, ReadingState> readings, String quality) {
        List<String> sensors = new ArrayList<>();
        for (String sensor : OF_FIRMWARE) {
            ReadingState reading = readings.get(sensor);
            if (reading != null && reading.quality().equals(quality)) {
                sensors.add(sensor);
            }
        }
        return sensors;
    }

    private static List<String> withDetail(
            Map<String, ReadingState> readings, List<String> sensors) {
        List<String> texts = new ArrayList<>();
        for (String sensor : sensors) {
            ReadingState reading = readings.get(sensor);
            String detail = reading == null ? null : reading.detail();
            texts.add(detail == null ? sensor : sensor + " (" + detail + ")");
        }
        return texts;
    }

    private void checkHeat(String name, TelemetryState telemetry) {
        double trips = count(telemetry, "thermalTrips");
        if (trips > 0) {
            findings.warning(
                    "device-thermal-trips",
                    name + " was shut down by heat",
                    Words.number(trips) + " times since power came",
                    "check fans, air flow and dust; the count ends with the next power cycle");
        }
        Double temperature = telemetry.value("temperature");
        Double limit = telemetry.value("temperatureLimit");
        if (temperature != null && limit != null && temperature >= limit) {
            findings.warning(
                    "device-hot",
                    name + " is at its temperature limit",
                    Words.number(temperature) + " of " + Words.number(limit) + " degrees Celsius",
                    "the firmware throttles it; check fans and air flow");
        }
    }

    private void checkLink(String name, TelemetryState telemetry) {
        checkLink(name, "lanes", telemetry.value("linkWidth"), telemetry.value("linkWidthMax"));
        checkLink(
                name, "GT/s a lane", telemetry.value("linkSpeed"), telemetry.value("linkSpeedMax"));
    }

    private void checkLink(String name, String unit, @Nullable Double now, @Nullable Double best) {
        if (now != null && best != null && now < best) {
            findings.warning(
                    "device-link",
                    name + " has a slower PCIe link than it could",
                    Words.number(now) + " of " + Words.number(best) + " " + unit,
                    RESEAT);
        }
    }

    private void checkErrors(String name, TelemetryState telemetry) {
        double fatal = count(telemetry, "aerFatal");
        double nonfatal = count(telemetry, "aerNonfatal");
        double corrected = count(telemetry, "aerCorrectable");
        if (fatal > 0) {
            findings.error(
                    "device-aer-fatal",
                    name + " had PCIe errors that broke the link",
                    Words.count(fatal, "fatal error"),
                    RESEAT);
        }
        if (nonfatal > 0) {
            findings.warning(
                    "device-aer-nonfatal",
                    name + " had PCIe errors that lost data",
                    Words.count(nonfatal, "non-fatal error"),
                    RESEAT);
        }
        if (corrected > 0) {
            findings.note(
                    "device-aer-correctable",
                    name + " had PCIe errors that were corrected",
                    Words.count(corrected, "error"),
                    "harmless while they are few; if the number grows, " + RESEAT);
        }
    }

    /** Returns what was counted, or 0 where that is not known: then there is nothing to tell. */
    private static double count(TelemetryState telemetry, String sensor) {
        Double count = telemetry.value(sensor);
        return count == null ? 0 : count;
    }
}
