package org.ttflight.vendor;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.TelemetryState;

/**
 * The vendor's snapshot of a document, as their version 6.2 prints it. docs/MACHINES.md tells what
 * differs.
 */
public final class VendorSnapshot {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final String UNKNOWN = PythonNumbers.UNKNOWN;

    private final JsonWriter json;

    private VendorSnapshot(JsonWriter json) {
        this.json = json;
    }

    /** Returns whether there is a device that they could list: one that the driver has. */
    public static boolean hasDevices(SnapshotDocument document) {
        return document.devices().stream().anyMatch(device -> device.hardware() != null);
    }

    /**
     * Returns their snapshot with a line feed at its end. Devices that the driver does not have
     * (lost, simulated, or known only from a program's reports) are left out.
     *
     * @param version of this program
     * @param zone of their time, which does not say it
     */
    public static String write(
            SnapshotDocument document, HostFacts host, String version, ZoneId zone) {
        StringWriter text = new StringWriter(8192);
        try (JsonWriter json = new JsonWriter(text)) {
            json.setIndent("    ");
            new VendorSnapshot(json).document(document, host, version, zone);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text + "\n";
    }

    private void document(SnapshotDocument document, HostFacts host, String version, ZoneId zone)
            throws IOException {
        json.beginObject();
        json.name("time").value(TIME.format(document.time().atZone(zone)));
        host(host, document.host().driverVersion());
        json.name("host_sw_vers").beginObject();
        json.name("tt_smi").value(UNKNOWN);
        json.name("pyluwen").value(UNKNOWN);
        json.name("tt_umd").value(UNKNOWN);
        json.name("tt_flight").value(version);
        json.name("java").value(System.getProperty("java.version", UNKNOWN));
        json.endObject();
        json.name("device_info").beginArray();
        for (DeviceState device : document.devices()) {
            HardwareState hardware = device.hardware();
            if (hardware != null) {
                device(device, hardware);
            }
        }
        json.endArray();
        json.name("processes").beginArray();
        for (VendorProcesses.Row row : VendorProcesses.of(document)) {
            json.beginObject();
            json.name("pid").value(row.pid());
            json.name("user").value(row.user());
            json.name("device").value(row.device());
            json.name("cmdline").value(row.commandLine());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private void host(HostFacts host, @Nullable String driver) throws IOException {
        json.name("host_info").beginObject();
        json.name("OS").value("Linux");
        json.name("Distro").value(host.distribution());
        json.name("Kernel").value(host.kernel());
        json.name("Hostname").value(host.hostname());
        json.name("Platform").value(host.platform());
        json.name("Python").value(UNKNOWN);
        json.name("Memory").value(host.memory());
        json.name("Driver").value(driver == null ? UNKNOWN : "TT-KMD " + driver);
        json.endObject();
    }

    private void device(DeviceState device, HardwareState hardware) throws IOException {
        json.beginObject();
        json.name("smbus_telem").beginObject();
        for (Map.Entry<String, @Nullable String> word : Telemetry.of(device, hardware).entrySet()) {
            json.name(word.getKey()).value(word.getValue());
        }
        json.endObject();
        board(device, hardware);
        telemetry(device, hardware.telemetry());
        firmwares(hardware.firmware(), Telemetry.isWormhole(device));
        limits(hardware.telemetry());
        json.endObject();
    }

    private void board(DeviceState device, HardwareState hardware) throws IOException {
        String serial = hardware.serial();
        Double speed = value(hardware.telemetry(), "linkSpeed");
        Double width = value(hardware.telemetry(), "linkWidth");
        json.name("board_info").beginObject();
        json.name("bus_id").value(orUnknown(hardware.pciAddress()));
        json.name("board_type").value(Board.type(device));
        json.name("board_id").value(serial == null ? UNKNOWN : serial.toLowerCase(Locale.ROOT));
        json.name("coords").value(UNKNOWN);
        json.name("dram_status").nullValue();
        json.name("dram_speed").value(UNKNOWN);
        Integer generation = Board.generation(speed);
        if (generation == null) {
            json.name("pcie_speed").value(UNKNOWN);
        } else {
            json.name("pcie_speed").value(generation);
        }
        json.name("pcie_width").value(PythonNumbers.whole(width, 1));
        json.endObject();
    }

    private void telemetry(DeviceState device, @Nullable TelemetryState readings)
            throws IOException {
        int beat = Telemetry.isWormhole(device) ? 1 : 6;
        json.name("telemetry").beginObject();
        fixed("voltage", value(readings, "voltage"), 4, 2);
        fixed("current", value(readings, "current"), 5, 1);
        fixed("power", value(readings, "power"), 5, 1);
        json.name("board_power").value(UNKNOWN);
        fixed("aiclk", value(readings, "aiclk"), 4, 0);
        fixed("asic_temperature", value(readings, "temperature"), 4, 1);
        json.name("fan_speed").value(PythonNumbers.whole(value(readings, "fan"), 1));
        json.name("heartbeat").value(PythonNumbers.whole(value(readings, "heartbeat"), beat));
        json.endObject();
    }

    private void firmwares(Map<String, String> versions, boolean isWormhole) throws IOException {
        json.name("firmwares").beginObject();
        json.name("fw_bundle_version").value(orUnknown(versions.get("bundle")));
        json.name("tt_flash_version").value(orUnknown(versions.get("ttflash")));
        json.name("cm_fw").value(isWormhole ? orUnknown(versions.get("arc")) : UNKNOWN);
        json.name("cm_fw_date").value(UNKNOWN);
        json.name("eth_fw").value(orUnknown(versions.get("eth")));
        json.name("dm_bl_fw").value(orUnknown(versions.get("m3bl")));
        json.name("dm_app_fw").value(orUnknown(versions.get("m3app")));
        json.name("gddr_fw").value(UNKNOWN);
        json.endObject();
    }

    private void limits(@Nullable TelemetryState readings) throws IOException {
        json.name("limits").beginObject();
        json.name("vdd_min").value(UNKNOWN);
        fixed("vdd_max", value(readings, "voltageLimit"), 4, 2);
        fixed("tdp_limit", value(readings, "powerLimit"), 3, 0);
        fixed("tdc_limit", value(readings, "currentLimit"), 3, 0);
        json.name("asic_fmax").value(UNKNOWN);
        fixed("therm_trip_l1_limit", value(readings, "temperatureLimit"), 2, 0);
        json.name("thm_limit").value(UNKNOWN);
        json.name("bus_peak_limit").value(0); // so in theirs, whatever the board
        json.name("fan_rpm_limit").value(0);
        json.name("board_power_limit").value(UNKNOWN);
        json.endObject();
    }

    private void fixed(String name, @Nullable Double value, int width, int decimals)
            throws IOException {
        json.name(name).value(PythonNumbers.fixed(value, width, decimals));
    }

    private static @Nullable Double value(@Nullable TelemetryState readings, String sensor) {
        return readings == null ? null : readings.value(sensor);
    }

    private static String orUnknown(@Nullable String text) {
        return text == null ? UNKNOWN : text;
    }
}
