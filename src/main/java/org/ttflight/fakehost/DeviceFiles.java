package org.ttflight.fakehost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes the directory of a PCI function with an idle chip behind it: the function itself, the
 * class device and the sensors. Which files there are depends on the architecture. The directory
 * must not be there, nor in anybody's sight.
 */
final class DeviceFiles {
    static final List<String> COUNTERS =
            List.of(
                    "mst_rd_data_word_received",
                    "mst_nonposted_wr_data_word_sent",
                    "mst_posted_wr_data_word_sent",
                    "slv_nonposted_wr_data_word_received",
                    "slv_posted_wr_data_word_received",
                    "slv_rd_data_word_sent");

    private static final String[] CORRECTABLE = {
        "RxErr", "BadTLP", "BadDLLP", "Rollover", "Timeout", "NonFatalErr", "CorrIntErr", "HeaderOF"
    };
    private static final String[] UNCORRECTABLE = {
        "Undefined",
        "DLP",
        "SDES",
        "TLP",
        "FCP",
        "CmpltTO",
        "CmpltAbrt",
        "UnxCmplt",
        "RxOF",
        "MalfTLP",
        "ECRC",
        "UnsupReq",
        "ACSViol",
        "UncorrIntErr",
        "BlockedTLP",
        "AtomicOpBlocked",
        "TLPBlockedErr",
        "PoisonTLPBlocked"
    };

    private final FakeCard card;

    DeviceFiles(FakeCard card) {
        this.card = card;
    }

    void write(Path pci, String address, int ordinal, int hwmon, String serial, String asicId)
            throws IOException {
        Path device = pci.resolve("tenstorrent/tenstorrent!" + ordinal);
        Path sensors = pci.resolve("hwmon/hwmon" + hwmon);
        Files.createDirectories(pci.resolve("power"));
        Files.createDirectories(device.resolve("power"));
        Files.createDirectories(device.resolve("pcie_perf_counters"));
        Files.createDirectories(sensors);
        writeFunction(pci, address);
        writeNumbers(device, ordinal);
        writeClass(device, serial, asicId);
        link(device, "device", "../../../" + address);
        link(device, "subsystem", "../../../../../../class/tenstorrent");
        writeSensors(sensors);
        link(sensors, "device", "../../../" + address);
    }

    private static void writeNumbers(Path device, int ordinal) throws IOException {
        put(device, "dev", number(ordinal));
        put(device, "uevent", event(ordinal));
    }

    /** Returns the content of {@code dev}, without the last newline. */
    static String number(int ordinal) {
        return "236:" + ordinal;
    }

    /** Returns the content of {@code uevent}, without the last newline. */
    static String event(int ordinal) {
        return "MAJOR=236\nMINOR=" + ordinal + "\nDEVNAME=tenstorrent/" + ordinal;
    }

    private void writeFunction(Path pci, String address) throws IOException {
        String subsystem = String.format(Locale.ROOT, "%04x", card.boardCode());
        put(pci, "vendor", "0x1e52");
        put(pci, "device", card.pciDevice());
        put(pci, "class", "0x120000");
        put(pci, "revision", "0x00");
        put(pci, "subsystem_vendor", "0x1e52");
        put(pci, "subsystem_device", "0x" + subsystem);
        put(pci, "numa_node", "0");
        put(pci, "local_cpulist", "0-31");
        put(pci, "power/runtime_status", "active");
        put(pci, "reset_method", "flr bus");
        String speed = card.isWormhole() ? "16.0 GT/s PCIe" : "32.0 GT/s PCIe";
        for (String when : List.of("current", "max")) {
            put(pci, when + "_link_speed", speed);
            put(pci, when + "_link_width", "16");
        }
        put(
                pci,
                "uevent",
                "DRIVER=tenstorrent\nPCI_CLASS=120000\nPCI_ID=1E52:"
                        + card.pciDevice().substring(2).toUpperCase(Locale.ROOT)
                        + "\nPCI_SUBSYS_ID=1E52:"
                        + subsystem.toUpperCase(Locale.ROOT)
                        + "\nPCI_SLOT_NAME="
                        + address);
        put(pci, "aer_dev_correctable", errors(CORRECTABLE, "COR", 0));
        put(pci, "aer_dev_nonfatal", errors(UNCORRECTABLE, "NONFATAL", 0));
        put(pci, "aer_dev_fatal", errors(UNCORRECTABLE, "FATAL", 0));
        link(pci, "iommu_group", "../../../../kernel/iommu_groups/12");
        link(pci, "driver", "../../../../bus/pci/drivers/tenstorrent");
    }

    /** Returns the content of {@code aer_dev_correctable} with that many errors of one kind. */
    static String correctable(long count) {
        return errors(CORRECTABLE, "COR", count);
    }

    /** Returns the content of {@code aer_dev_nonfatal} with that many errors of one kind. */
    static String nonfatal(long count) {
        return errors(UNCORRECTABLE, "NONFATAL", count);
    }

    private static String errors(String[] names, String total, long count) {
        StringBuilder lines = new StringBuilder();
        for (int at = 0; at < names.length; at++) {
            // All of them bad TLPs, or unsupported requests: what one sees in practice.
            boolean isUsual = names[at].equals("BadTLP") || names[at].equals("UnsupReq");
            lines.append(names[at]).append(' ').append(isUsual ? count : 0).append('\n');
        }
        return lines.append("TOTAL_ERR_").append(total).append(' ').append(count).toString();
    }

    private void writeClass(Path device, String serial, String asicId) throws IOException {
        boolean isWormhole = card.isWormhole();
        put(device, "power/runtime_status", "unsupported");
        put(device, "tt_aiclk", Integer.toString(card.idleClock()));
        put(device, "tt_axiclk", isWormhole ? "900" : "960");
        put(device, "tt_arcclk", isWormhole ? "540" : "800");
        put(device, "tt_serial", serial);
        put(device, "tt_card_type", card.label());
        put(device, "tt_asic_id", asicId);
        put(device, "tt_fw_bundle_ver", "19.11.0.0");
        put(device, "tt_m3app_fw_ver", isWormhole ? "5.9.0.2" : "0.24.1.0");
        if (isWormhole) {
            put(device, "tt_m3bl_fw_ver", "129.2.0.0");
            put(device, "tt_arc_fw_ver", "2.25.0.0");
            put(device, "tt_eth_fw_ver", "6.9.0");
            put(device, "tt_ttflash_ver", "3.4.0.0");
        } else {
            put(device, "tt_therm_trip_count", "0");
        }
        put(device, "tt_heartbeat", isWormhole ? "1234567" : "43874");
        int words = 0;
        for (String counter : COUNTERS) {
            for (int noc = 0; noc < 2; noc++) {
                words += 1000;
                put(device, "pcie_perf_counters/" + counter + noc, Integer.toString(words));
            }
        }
    }

    private void writeSensors(Path sensors) throws IOException {
        boolean isWormhole = card.isWormhole();
        put(sensors, "name", card.chip());
        put(sensors, "temp1_label", isWormhole ? "asic1_temp" : "asic_temp");
        put(sensors, "temp1_input", isWormhole ? "35125" : "40812");
        put(sensors, "temp1_max", isWormhole ? "75000" : "90000");
        put(sensors, "in0_label", isWormhole ? "vcore1" : "vcore");
        put(sensors, "in0_input", isWormhole ? "795" : "742");
        put(sensors, "in0_max", isWormhole ? "1000" : "900");
        put(sensors, "curr1_label", isWormhole ? "current1" : "current");
        put(sensors, "curr1_input", isWormhole ? "15000" : "41000");
        put(sensors, "curr1_max", isWormhole ? "160000" : "500000");
        put(sensors, "power1_label", isWormhole ? "power1" : "power");
        put(sensors, "power1_input", card.idlePower() + "000000");
        put(sensors, "power1_max", card.powerLimit() + "000000");
        if (!isWormhole) {
            put(sensors, "fan1_label", "fan_rpm");
            put(sensors, "fan1_input", "2068");
        }
    }

    private static void put(Path directory, String name, String lines) throws IOException {
        Tree.create(directory.resolve(name), (lines + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void link(Path directory, String name, String target) throws IOException {
        Files.createSymbolicLink(directory.resolve(name), Path.of(target));
    }
}
