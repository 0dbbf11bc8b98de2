package org.ttflight.host;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of one device are. The PCI directory is found through the class directory, and
 * the hwmon directory through the PCI directory and its name, as its number means nothing. For one
 * thread.
 */
final class DeviceFiles {
    private final Path classDirectory;
    private final SmallFileReader reader;
    private @Nullable Path pci;
    private @Nullable Path hwmon;
    private final @Nullable Path[] sensors = new @Nullable Path[SensorFile.values().length];
    private final Path[] counters;

    /**
     * @param classDirectory {@code /sys/class/tenstorrent/tenstorrent!N}
     */
    DeviceFiles(Path classDirectory, SmallFileReader reader) {
        this.classDirectory = classDirectory;
        this.reader = reader;
        PcieCounter[] all = PcieCounter.values();
        this.counters = new Path[all.length * PcieCounter.NOCS];
        Path directory = classDirectory.resolve("pcie_perf_counters");
        for (int at = 0; at < counters.length; at++) {
            String file = all[at / PcieCounter.NOCS].file(at % PcieCounter.NOCS);
            counters[at] = directory.resolve(file);
        }
    }

    Path classDirectory() {
        return classDirectory;
    }

    /** Returns the PCI directory as last found; null if there is none. */
    @Nullable Path pci() {
        return pci;
    }

    /** Returns whether the hwmon directory was found and is still there. */
    boolean hasHwmon() {
        return hwmon != null && Files.isDirectory(hwmon);
    }

    /** Returns the file of a sensor; null if its directory was not found. */
    @Nullable Path sensor(SensorFile file) {
        return sensors[file.ordinal()];
    }

    /** Returns the file of a PCIe counter. */
    Path counter(PcieCounter counter, int noc) {
        return counters[counter.ordinal() * PcieCounter.NOCS + noc];
    }

    /** Looks for the directories again. */
    void find() {
        pci = pciDirectory(classDirectory);
        hwmon = pci == null ? null : hwmonDirectory(pci.resolve("hwmon"));
        for (SensorFile file : SensorFile.values()) {
            Path directory =
                    switch (file.place()) {
                        case CLASS -> classDirectory;
                        case HWMON -> hwmon;
                        case PCI -> pci;
                    };
            sensors[file.ordinal()] = directory == null ? null : directory.resolve(file.file());
        }
    }

    /** Returns the PCI directory of a device; null if nothing leads to it. */
    static @Nullable Path pciDirectory(Path classDirectory) {
        try {
            return classDirectory.resolve("device").toRealPath();
        } catch (IOException e) {
            return aboveRealPlace(classDirectory);
        }
    }

    /** Without its link: {@code …/0000:41:00.0/tenstorrent/tenstorrent!0} tells as well. */
    private static @Nullable Path aboveRealPlace(Path classDirectory) {
        try {
            Path parent = classDirectory.toRealPath().getParent();
            Path pci = parent == null ? null : parent.getParent();
            return pci != null && address(pci) != null ? pci : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Returns the PCI address that a directory is named by; null if it is not. */
    static @Nullable String address(Path directory) {
        Path last = directory.getFileName();
        String name = last == null ? "" : last.toString();
        return name.matches("[0-9a-fA-F]{4,8}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\\.[0-7]") ? name : null;
    }

    private @Nullable Path hwmonDirectory(Path parent) {
        Path best = null;
        int lowest = Integer.MAX_VALUE;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, "hwmon[0-9]*")) {
            for (Path entry : entries) {
                int number = Ordinals.parse(entry.getFileName().toString(), "hwmon");
                String name = reader.word(entry.resolve("name"));
                boolean isOurs = "wormhole".equals(name) || "blackhole".equals(name);
                if (isOurs && number >= 0 && number < lowest) {
                    best = entry;
                    lowest = number;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return best; // it goes away while it is listed
        }
        return best;
    }
}
