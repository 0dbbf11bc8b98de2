package org.ttflight.snapshot;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device as JSON and back. */
final class DeviceJson {
    private final JsonWriter json;

    DeviceJson(JsonWriter json) {
        this.json = json;
    }

    void write(DeviceState device) throws IOException {
        json.beginObject();
        json.name("device").value(device.device());
        json.name("card").value(device.card());
        json.name("architecture").value(device.architecture());
        json.name("asicId").value(device.asicId());
        json.name("simulated").value(device.simulated());
        json.name("health").value(device.health());
        MemoryJson.writeDevice(json, device.memory());
        json.name("unexplainedL1").value(device.unexplainedL1());
        json.name("unexplainedL1Basis").value(device.unexplainedL1Basis());
        json.name("untracked").value(device.untracked());
        time("reportTime", device.reportTime());
        json.name("hardware");
        HardwareState hardware = device.hardware();
        if (hardware == null) {
            json.nullValue();
        } else {
            write(hardware);
        }
        json.endObject();
    }

    private void write(HardwareState hardware) throws IOException {
        json.beginObject();
        json.name("status").value(hardware.status());
        time("statusTime", hardware.statusTime());
        json.name("serial").value(hardware.serial());
        json.name("pciAddress").value(hardware.pciAddress());
        json.name("numaNode").value(hardware.numaNode());
        json.name("firmware").beginObject();
        for (Map.Entry<String, String> version : hardware.firmware().entrySet()) {
            json.name(version.getKey()).value(version.getValue());
        }
        json.endObject();
        json.name("openPids").beginArray();
        for (int pid : hardware.openPids()) {
            json.value(pid);
        }
        json.endArray();
        json.name("openElsewhere").value(hardware.openElsewhere());
        json.name("openSource").value(hardware.openSource());
        json.name("openDetail").value(hardware.openDetail());
        json.name("telemetry");
        TelemetryState telemetry = hardware.telemetry();
        if (telemetry == null) {
            json.nullValue();
        } else {
            write(telemetry);
        }
        json.endObject();
    }

    private void write(TelemetryState telemetry) throws IOException {
        json.beginObject();
        time("time", telemetry.time());
        json.name("readings").beginObject();
        for (Map.Entry<String, ReadingState> sensor : telemetry.readings().entrySet()) {
            ReadingState reading = sensor.getValue();
            json.name(sensor.getKey()).beginObject();
            decimal("value", reading.value());
            json.name("unit").value(reading.unit());
            json.name("quality").value(reading.quality());
            if (reading.detail() != null) {
                json.name("detail").value(reading.detail());
            }
            json.endObject();
        }
        json.endObject();
        decimal("heartbeatAgeSeconds", telemetry.heartbeatAgeSeconds());
        json.name("heartbeatStalled").value(telemetry.heartbeatStalled());
        json.name("pcieWords").beginObject();
        for (Map.Entry<String, List<@Nullable Long>> counter : telemetry.pcieWords().entrySet()) {
            json.name(counter.getKey()).beginArray();
            for (Long words : counter.getValue()) {
                json.value(words);
            }
            json.endArray();
        }
        json.endObject();
        json.name("pcieBytesPerWord").value(telemetry.pcieBytesPerWord());
        json.name("pcieBytesToDevice").value(telemetry.pcieBytesToDevice());
        json.name("pcieBytesFromDevice").value(telemetry.pcieBytesFromDevice());
        decimal("pcieToDeviceRate", telemetry.pcieToDeviceRate());
        decimal("pcieFromDeviceRate", telemetry.pcieFromDeviceRate());
        decimal("energyJoules", telemetry.energyJoules());
        decimal("energySeconds", telemetry.energySeconds());
        json.endObject();
    }

    /** Writes null for what JSON has no number for, and whole numbers without a fraction. */
    private void decimal(String name, @Nullable Double value) throws IOException {
        json.name(name);
        if (value == null || !Double.isFinite(value)) {
            json.nullValue();
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.value(value.longValue());
        } else {
            json.value(value);
        }
    }

    private void time(String name, @Nullable Instant time) throws IOException {
        json.name(name).value(time == null ? null : time.toString());
    }

    /** Reads a device; what an older daemon does not write is unknown. */
    static DeviceState read(JsonFields device) throws IOException {
        JsonFields hardware = device.objectOrNull("hardware");
        return new DeviceState(
                device.integer("device"),
                device.textOrNull("card"),
                device.textOrNull("architecture"),
                device.textOrNull("asicId"),
                device.flag("simulated"),
                MemoryJson.read(device.object("memory")),
                device.textOr("health", Health.UNKNOWN),
                hardware == null ? null : hardware(hardware),
                device.numberOrNull("unexplainedL1"),
                device.textOrNull("unexplainedL1Basis"),
                device.integerOr("untracked", 0),
                device.timeOrNull("reportTime"));
    }

    private static HardwareState hardware(JsonFields hardware) throws IOException {
        Map<String, String> firmware = new LinkedHashMap<>();
        JsonFields versions = hardware.object("firmware");
        for (String name : versions.names()) {
            firmware.put(name, versions.text(name));
        }
        JsonFields telemetry = hardware.objectOrNull("telemetry");
        return new HardwareState(
                hardware.text("status"),
                hardware.time("statusTime"),
                hardware.textOrNull("serial"),
                hardware.textOrNull("pciAddress"),
                hardware.integerOrNull("numaNode"),
                firmware,
                pids(hardware),
                hardware.integer("openElsewhere"),
                hardware.text("openSource"),
                hardware.textOrNull("openDetail"),
                telemetry == null ? null : telemetry(telemetry));
    }

    private static List<Integer> pids(JsonFields hardware) throws IOException {
        List<Integer> pids = new ArrayList<>();
        for (Long pid : hardware.numbers("openPids")) {
            if (pid != null) {
                pids.add(pid.intValue());
            }
        }
        return pids;
    }

    private static TelemetryState telemetry(JsonFields telemetry) throws IOException {
        Map<String, ReadingState> readings = new LinkedHashMap<>();
        JsonFields sensors = telemetry.object("readings");
        for (String sensor : sensors.names()) {
            JsonFields reading = sensors.object(sensor);
            readings.put(
                    sensor,
                    new ReadingState(
                            reading.decimalOrNull("value"),
                            reading.text("unit"),
                            reading.text("quality"),
                            reading.textOrNull("detail")));
        }
        Map<String, List<@Nullable Long>> words = new LinkedHashMap<>();
        JsonFields counters = telemetry.object("pcieWords");
        for (String counter : counters.names()) {
            words.put(counter, counters.numbers(counter));
        }
        return new TelemetryState(
                telemetry.time("time"),
                readings,
                telemetry.decimalOrNull("heartbeatAgeSeconds"),
                telemetry.flag("heartbeatStalled"),
                words,
                telemetry.integer("pcieBytesPerWord"),
                telemetry.numberOrNull("pcieBytesToDevice"),
                telemetry.numberOrNull("pcieBytesFromDevice"),
                telemetry.decimalOrNull("pcieToDeviceRate"),
                telemetry.decimalOrNull("pcieFromDeviceRate"),
                telemetry.decimalOrNull("energyJoules"),
                telemetry.decimal("energySeconds"));
    }
}
