package org.ttflight.fakehost;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Hosts and devices as older drivers, older firmware and failing chips show them. */
public final class Variants {
    private static final long ONES = 0xFFFF_FFFFL;

    private Variants() {}

    /** A Wormhole whose firmware is too old for this driver: no sensors and nothing to read. */
    public static void oldFirmware(FakeDevice device) throws IOException {
        deleteMatching(device, device.classDirectory(), "{tt_*,pcie_perf_counters}");
        device.moveHwmon(99);
        device.tree().delete(device.tree().resolve("sys/class/hwmon/hwmon99"));
        device.tree().delete(device.pciDirectory().resolve("hwmon"));
    }

    /** Driver 1.34: no list of who has a device open, no heartbeat, no counters, no ASIC ids. */
    public static void driver134(FakeHost host) throws IOException {
        driver28(host);
        host.loadDriver("1.34");
        host.tree().delete(host.driver());
        host.tree().delete(host.root().resolve("dev/tenstorrent/by-id"));
        for (FakeDevice device : host.devices()) {
            deleteMatching(
                    device,
                    device.classDirectory(),
                    "{tt_heartbeat,tt_therm_trip_count,tt_asic_id,pcie_perf_counters}");
            deleteMatching(device, device.hwmonDirectory(), "fan1_*");
        }
    }

    /** Driver 2.8: Blackhole has no limits yet. */
    public static void driver28(FakeHost host) throws IOException {
        host.loadDriver("2.8.0");
        for (FakeDevice device : host.devices()) {
            if (!device.card().isWormhole()) {
                deleteMatching(device, device.hwmonDirectory(), "*_max");
            }
        }
    }

    private static void deleteMatching(FakeDevice device, Path directory, String glob)
            throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
            entries.forEach(found::add);
        }
        for (Path path : found) {
            device.tree().delete(path);
        }
    }

    /** A dead management processor, or a function off the bus: all bits read as one, no error. */
    public static void allOnes(FakeDevice device) throws IOException {
        for (String name : List.of("tt_aiclk", "tt_axiclk", "tt_arcclk", "tt_heartbeat")) {
            device.set(name, ONES);
        }
        for (String name : List.of("tt_serial", "tt_asic_id")) {
            device.set(name, "FFFFFFFFFFFFFFFF");
        }
        device.set("tt_card_type", "unknown");
        for (String name : List.of("tt_fw_bundle_ver", "tt_m3app_fw_ver")) {
            device.set(name, "255.255.255.255");
        }
        if (device.card().isWormhole()) {
            for (String name : List.of("tt_m3bl_fw_ver", "tt_arc_fw_ver", "tt_ttflash_ver")) {
                device.set(name, "255.255.255.255");
            }
            device.set("tt_eth_fw_ver", "255.15.4095");
        } else {
            device.set("tt_therm_trip_count", ONES);
            device.hwmon("fan1_input").set(ONES);
        }
        for (String counter : DeviceFiles.COUNTERS) {
            device.counter(counter + 0).set(ONES);
            device.counter(counter + 1).set(ONES);
        }
        // As 32-bit arithmetic scales them.
        device.hwmon("temp1_input").set(65_535_999);
        device.hwmon("temp1_max").set(4_294_966_296L);
        device.hwmon("in0_input").set(ONES);
        device.hwmon("in0_max").set(65_535);
        for (String name : List.of("curr1_input", "curr1_max")) {
            device.hwmon(name).set(4_294_966_296L);
        }
        for (String name : List.of("power1_input", "power1_max")) {
            device.hwmon(name).set(4_293_967_296L);
        }
    }

    /** A temperature as the driver writes it, also below zero, where it forgets the sign. */
    public static void temperature(FakeDevice device, int celsius) throws IOException {
        int milli = celsius * 1000;
        device.hwmon("temp1_input").set(milli < 0 ? 65_536_000L + milli : milli);
    }

    /** What was seen after a firmware update without loading the driver again. */
    public static void garbage(FakeDevice device) throws IOException {
        device.hwmon("in0_input").set(3_210_000);
        device.hwmon("power1_input").set(4_080_000_000L);
        device.hwmon("curr1_input").set(3_340_000_000L);
    }
}
