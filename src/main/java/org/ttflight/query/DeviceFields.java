package org.ttflight.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.BankState;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.MemoryUse;
import org.ttflight.snapshot.ReadingState;
import org.ttflight.snapshot.TelemetryState;

/** What can be asked of a device. */
final class DeviceFields {
    private final List<Field<DeviceRow>> fields = new ArrayList<>();

    private DeviceFields() {}

    static List<Field<DeviceRow>> all() {
        DeviceFields all = new DeviceFields();
        all.addIdentity();
        all.addTelemetry();
        all.addLink();
        all.addMemory();
        return List.copyOf(all.fields);
    }

    private void add(String name, String meaning, Function<DeviceRow, @Nullable Object> value) {
        add(name, "", meaning, value);
    }

    private void add(
            String name, String unit, String meaning, Function<DeviceRow, @Nullable Object> value) {
        fields.add(new Field<>(name, unit, meaning, value));
    }

    private void sensor(String name, String unit, String sensor, String meaning) {
        add(name, unit, meaning, row -> row.reading(sensor));
    }

    private void hardware(
            String name, String meaning, Function<HardwareState, @Nullable Object> value) {
        add(
                name,
                meaning,
                row -> {
                    HardwareState hardware = row.hardware();
                    return hardware == null ? null : value.apply(hardware);
                });
    }

    private void telemetry(
            String name,
            String unit,
            String meaning,
            Function<TelemetryState, @Nullable Object> value) {
        add(
                name,
                unit,
                meaning,
                row -> {
                    TelemetryState telemetry = row.telemetry();
                    return telemetry == null ? null : value.apply(telemetry);
                });
    }

    private void addIdentity() {
        add(
                "timestamp",
                "when the document was made, ISO 8601 in UTC",
                row -> row.document().time());
        add("index", "today's number of the device", row -> row.device().device());
        add("count", "how many devices there are", row -> row.document().devices().size());
        add("name", "the card, such as n150", row -> row.device().card());
        add("architecture", "the generation of the chip", row -> row.device().architecture());
        add("asic_id", "the chip's own number, which stays", row -> row.device().asicId());
        hardware("serial", "the board's number", HardwareState::serial);
        hardware("pci.bus_id", "PCI address", HardwareState::pciAddress);
        hardware("numa_node", "NUMA node it is plugged into", HardwareState::numaNode);
        add(
                "driver_version",
                "version of the driver",
                row -> row.document().host().driverVersion());
        add("firmware.bundle", "version of the firmware", row -> row.firmware("bundle"));
        add("firmware.arc", "version of its ARC part", row -> row.firmware("arc"));
        add("firmware.eth", "version of its ethernet part", row -> row.firmware("eth"));
        add(
                "firmware.dm_app",
                "version of the board's DM application",
                row -> row.firmware("m3app"));
        add("firmware.dm_bl", "version of the board's DM boot loader", row -> row.firmware("m3bl"));
        add(
                "firmware.ttflash",
                "version of the tool that wrote it",
                row -> row.firmware("ttflash"));
        add("simulated", "whether there is no such device", row -> row.device().simulated());
        add("health", "how it is doing, in words for people", row -> row.device().health());
        hardware("status", "how it answers: readable, blocked or new", HardwareState::status);
        add("processes", "how many processes use it", DeviceRow::processes);
        add(
                "processes.untracked",
                "how many of these do not tell what they hold",
                row -> row.device().untracked());
    }

    private void addTelemetry() {
        sensor("temperature.asic", "C", "temperature", "temperature of the chip");
        sensor("temperature.limit", "C", "temperatureLimit", "where the firmware throttles");
        sensor("power.draw", "W", "power", "power of the chip, not of the board");
        sensor("power.limit", "W", "powerLimit", "the most the chip may take");
        telemetry(
                "energy.consumed",
                "J",
                "energy used since it was first seen",
                TelemetryState::energyJoules);
        sensor("voltage.core", "V", "voltage", "core voltage");
        sensor("voltage.limit", "V", "voltageLimit", "highest core voltage");
        sensor("current.core", "A", "current", "core current");
        sensor("current.limit", "A", "currentLimit", "highest core current");
        sensor("clocks.aiclk", "MHz", "aiclk", "clock of the Tensix cores");
        sensor("clocks.axiclk", "MHz", "axiclk", "clock of the AXI buses");
        sensor("clocks.arcclk", "MHz", "arcclk", "clock of the management processor");
        sensor("fan.speed", "RPM", "fan", "fan speed; Blackhole only");
        sensor("heartbeat", "", "heartbeat", "counts while the firmware lives; wraps at 2^32");
        telemetry(
                "heartbeat.age",
                "s",
                "how long the heartbeat has not changed",
                TelemetryState::heartbeatAgeSeconds);
        telemetry(
                "heartbeat.stalled",
                "",
                "whether that is longer than a living firmware takes",
                DeviceFields::stalled);
        sensor(
                "thermal_trips",
                "",
                "thermalTrips",
                "thermal shutdowns since power came; Blackhole only");
        telemetry("telemetry.time", "", "when it was read, ISO 8601 in UTC", TelemetryState::time);
        telemetry(
                "telemetry.quality",
                "",
                "ok, or which readings are not, such as power=stale",
                DeviceFields::quality);
    }

    /** What a device does not have is no fault of its telemetry. */
    private static @Nullable String quality(TelemetryState telemetry) {
        List<String> bad = new ArrayList<>();
        boolean hasSome = false;
        for (Map.Entry<String, ReadingState> reading : telemetry.readings().entrySet()) {
            String quality = reading.getValue().quality();
            hasSome |= quality.equals("ok");
            if (!quality.equals("ok") && !quality.equals("absent")) {
                bad.add(reading.getKey() + "=" + quality);
            }
        }
        Collections.sort(bad);
        if (bad.isEmpty()) {
            return hasSome ? "ok" : null;
        }
        return String.join(" ", bad);
    }

    private void addLink() {
        add(
                "pcie.link.gen.current",
                "PCIe generation now",
                row -> generation(row.reading("linkSpeed")));
        add(
                "pcie.link.gen.max",
                "PCIe generation at best",
                row -> generation(row.reading("linkSpeedMax")));
        sensor("pcie.link.speed.current", "GT/s", "linkSpeed", "transfer rate of a lane now");
        sensor("pcie.link.speed.max", "GT/s", "linkSpeedMax", "transfer rate of a lane at best");
        sensor("pcie.link.width.current", "", "linkWidth", "PCIe lanes in use");
        sensor("pcie.link.width.max", "", "linkWidthMax", "PCIe lanes at best");
        telemetry(
                "pcie.to_device.bytes",
                MemoryFields.BYTES,
                "sent to it since it was first seen",
                TelemetryState::pcieBytesToDevice);
        telemetry(
                "pcie.from_device.bytes",
                MemoryFields.BYTES,
                "received from it since it was first seen",
                TelemetryState::pcieBytesFromDevice);
        telemetry(
                "pcie.to_device.rate",
                "B/s",
                "what is sent to it now; needs the daemon",
                TelemetryState::pcieToDeviceRate);
        telemetry(
                "pcie.from_device.rate",
                "B/s",
                "what is received from it now; needs the daemon",
                TelemetryState::pcieFromDeviceRate);
        sensor("pcie.errors.correctable", "", "aerCorrectable", "PCIe errors that were corrected");
        sensor("pcie.errors.nonfatal", "", "aerNonfatal", "PCIe errors that lost a transaction");
        sensor("pcie.errors.fatal", "", "aerFatal", "PCIe errors that broke the link");
    }

    private static @Nullable Integer generation(@Nullable Double speed) {
        if (speed == null) {
            return null;
        }
        return switch (Double.toString(speed)) {
            case "2.5" -> 1;
            case "5.0" -> 2;
            case "8.0" -> 3;
            case "16.0" -> 4;
            case "32.0" -> 5;
            case "64.0" -> 6;
            default -> null;
        };
    }

    private void addMemory() {
        memory("dram", "DRAM", MemoryFields.DRAM_SUM, device -> device.memory().dramInUse());
        memory("l1", "L1", MemoryFields.L1_SUM, device -> device.memory().l1InUse());
        add(
                "memory.l1.unexplained",
                MemoryFields.BYTES,
                "L1 that is counted but that no buffer explains; inferred",
                row -> row.device().unexplainedL1());
        add(
                "memory.source",
                "whose figures these are: socket, shared memory or both",
                row -> MemoryFields.source(row.device().memory()));
        add(
                "buffers",
                "live buffers on it; unknown where not every program reports each",
                row -> MemoryFields.buffers(row.device().memory()));
        fields.addAll(MemoryFields.byType(row -> row.device().memory()));
    }

    private void memory(
            String name, String type, String meaning, Function<DeviceState, @Nullable Long> used) {
        String prefix = "memory." + name + ".";
        add(prefix + "used", MemoryFields.BYTES, meaning, row -> used.apply(row.device()));
        add(
                prefix + "total",
                MemoryFields.BYTES,
                type + " of the chip",
                row -> row.device().memory().capacity(type));
        add(
                prefix + "free",
                MemoryFields.BYTES,
                "total less used; at most that where processes are untracked",
                row -> free(row.device().memory().capacity(type), used.apply(row.device())));
        add(
                prefix + "largest_free",
                MemoryFields.BYTES,
                "the largest free block of one bank of " + type + "; needs a report",
                row -> largestFree(row.device(), type));
    }

    private static @Nullable Long free(@Nullable Long total, @Nullable Long used) {
        return total == null || used == null || used > total ? null : Long.valueOf(total - used);
    }

    private static @Nullable Long largestFree(DeviceState device, String type) {
        MemoryUse use = device.memory().types().get(type);
        BankState banks = use == null ? null : use.banks();
        return banks == null ? null : Long.valueOf(banks.largestFree());
    }

    private static @Nullable Boolean stalled(TelemetryState telemetry) {
        boolean isKnown = telemetry.heartbeatAgeSeconds() != null;
        return (isKnown || telemetry.heartbeatStalled()) ? telemetry.heartbeatStalled() : null;
    }
}
