package org.ttflight.fakehost;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/**
 * A made-up host under a directory: {@code sys}, {@code proc}, {@code dev} and {@code reports}. It
 * begins with the driver loaded, no device, one process (init) and a sensor that is not ours. Not
 * thread-safe, but readers may look at any time.
 */
public final class FakeHost {
    /** When the made-up procfs says the host was started, in seconds since the epoch. */
    public static final long BOOT_SECONDS = 1_790_000_000L;

    private static final String MARK = ".made-by-tt-flight";
    private static final List<String> OURS = List.of("sys", "proc", "dev", "reports", Tree.STAGING);
    private static final long CHIP = 0x5EED_0000_0000_0000L;
    private static final int FIRST_WORMHOLE = 0xA001;
    private static final int FIRST_BLACKHOLE = 0xB001;

    private final Tree tree;
    private final List<FakeDevice> devices = new ArrayList<>();
    private final Map<Integer, FakeProcess> processes = new HashMap<>();

    private FakeHost(Path root) throws IOException {
        this.tree = new Tree(root);
    }

    /** Makes a host in a directory that is empty or not there yet. */
    public static FakeHost create(Path root) throws IOException {
        FakeHost host = new FakeHost(root);
        host.file(MARK).set("A made-up host; tt-flight may delete this directory.");
        for (String directory :
                List.of(
                        "sys/class/tenstorrent",
                        "sys/class/hwmon",
                        "sys/bus/pci/devices",
                        "sys/bus/pci/drivers/tenstorrent",
                        "sys/kernel/iommu_groups/12",
                        "proc/driver/tenstorrent",
                        "dev/tenstorrent/by-id",
                        "dev/shm",
                        "reports")) {
            Files.createDirectories(root.resolve(directory));
        }
        host.loadDriver("2.10.0");
        host.file("sys/devices/virtual/hwmon/hwmon0/name").set("acpitz");
        host.file("sys/devices/virtual/hwmon/hwmon0/temp1_input").set(27_800);
        host.tree.link(
                root.resolve("sys/class/hwmon/hwmon0"), "../../devices/virtual/hwmon/hwmon0");
        host.boot(BOOT_SECONDS);
        host.process(1).name("init").commandLine("/sbin/init").uid(0).startTicks(1).write();
        return host;
    }

    /**
     * Goes on with a host that was made earlier, also by another process. A device that is away now
     * is not known.
     */
    public static FakeHost open(Path root) throws IOException {
        if (!isFakeHost(root)) {
            throw new IOException(root + " is no made-up host");
        }
        FakeHost host = new FakeHost(root);
        List<Path> links = new ArrayList<>();
        Path all = root.resolve("sys/class/tenstorrent");
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(all)) {
            entries.forEach(links::add);
        }
        Map<Path, Path> byFunction = new TreeMap<>();
        for (Path link : links) {
            byFunction.put(link.toRealPath().resolve("../..").normalize(), link);
        }
        for (Map.Entry<Path, Path> entry : byFunction.entrySet()) {
            host.devices.add(host.read(entry.getKey(), entry.getValue()));
        }
        return host;
    }

    /** Returns whether we made this directory. */
    public static boolean isFakeHost(Path root) {
        return Files.isRegularFile(root.resolve(MARK));
    }

    /**
     * Removes a host that we made; nothing if there is none. What somebody else put beside it
     * stays, and so does then the directory.
     */
    public static void delete(Path root) throws IOException {
        if (!isFakeHost(root)) {
            return;
        }
        for (String ours : OURS) {
            Tree.deleteSlowly(root.resolve(ours));
        }
        Files.delete(root.resolve(MARK));
        try {
            Files.delete(root);
        } catch (DirectoryNotEmptyException e) {
            // Not ours.
        }
    }

    private FakeDevice read(Path pci, Path link) throws IOException {
        String name = link.getFileName().toString();
        Path device = pci.resolve("tenstorrent").resolve(name);
        FakeCard card = FakeCard.ofLabel(Files.readString(device.resolve("tt_card_type")).strip());
        int hwmon = 0;
        try (DirectoryStream<Path> sensors = Files.newDirectoryStream(pci.resolve("hwmon"))) {
            for (Path one : sensors) {
                hwmon = Integer.parseInt(one.getFileName().toString().substring("hwmon".length()));
            }
        }
        long serial = hex(device.resolve("tt_serial"));
        int location = 0;
        for (FakeDevice earlier : devices) {
            location += earlier.serial() == serial ? 1 : 0;
        }
        Path bridges = tree.resolve("sys/devices").toRealPath().relativize(pci);
        return new FakeDevice(
                this,
                new FakeDevice.Chip(card, serial, location, hex(device.resolve("tt_asic_id"))),
                new FakeDevice.Place(
                        String.valueOf(bridges.getParent()), bridges.getFileName().toString()),
                Integer.parseInt(name.substring(name.indexOf('!') + 1)),
                hwmon,
                true);
    }

    private static long hex(Path file) throws IOException {
        return Long.parseUnsignedLong(Files.readString(file).strip(), 16);
    }

    Tree tree() {
        return tree;
    }

    /** Returns the directory that stands for {@code /}. */
    public Path root() {
        return tree.root();
    }

    /** Returns what stands for {@code /sys}. */
    public Path sys() {
        return tree.resolve("sys");
    }

    /** Returns what stands for {@code /proc}. */
    public Path proc() {
        return tree.resolve("proc");
    }

    /** Returns what stands for {@code /proc/driver/tenstorrent}. */
    public Path driver() {
        return tree.resolve("proc/driver/tenstorrent");
    }

    /** Returns what stands for {@code /dev/shm}. */
    public Path devShm() {
        return tree.resolve("dev/shm");
    }

    /** Returns where the reports are. */
    public Path reports() {
        return tree.resolve("reports");
    }

    /** Returns any file of the host, by its path without the leading slash. */
    public FakeFile file(String path) {
        return FakeFile.ofHost(tree, tree.resolve(path));
    }

    /** Says that this version of the driver is loaded. The devices' files stay as they are. */
    public FakeHost loadDriver(String version) throws IOException {
        String module = "sys/module/tenstorrent/";
        file(module + "version").set(version);
        file(module + "parameters/max_devices").set(32);
        file(module + "parameters/dma_address_bits").set(0);
        file(module + "parameters/reset_limit").set(10);
        file(module + "parameters/auto_reset_timeout").set(10);
        file(module + "parameters/power_policy").set("Y");
        file(module + "parameters/idle_power_down_grace_ms").set(5000);
        return this;
    }

    /** Unloads the driver: no module, no class, no list of processes. Remove the devices first. */
    public FakeHost unloadDriver() throws IOException {
        tree.delete(tree.resolve("sys/module/tenstorrent"));
        tree.delete(tree.resolve("sys/class/tenstorrent"));
        tree.delete(tree.resolve("proc/driver/tenstorrent"));
        return this;
    }

    /** Sets when the host was started, in seconds since the epoch. */
    public FakeHost boot(long epochSeconds) throws IOException {
        file("proc/stat")
                .raw(
                        "cpu  9000 10 4000 800000 300 0 20 0 0 0\n"
                                + "cpu0 9000 10 4000 800000 300 0 20 0 0 0\n"
                                + "intr 123456 0 1 2\nctxt 654321\nbtime "
                                + epochSeconds
                                + "\nprocesses 5000\nprocs_running 1\nprocs_blocked 0\n");
        file("proc/uptime").set("12345.67 98765.43");
        file("proc/version").set("Linux version 6.8.0-45-generic");
        return this;
    }

    /** Adds an idle device. */
    public FakeDevice addDevice(int ordinal, FakeCard card) throws IOException {
        int alike = 0;
        int sameChip = 0;
        for (FakeDevice device : devices) {
            alike += device.card() == card ? 1 : 0;
            sameChip += device.card().isWormhole() == card.isWormhole() ? 1 : 0;
        }
        long first = card.isWormhole() ? FIRST_WORMHOLE : FIRST_BLACKHOLE;
        return addDevice(
                ordinal,
                new FakeDevice.Chip(
                        card, card.serial(alike), card.location(alike), CHIP + first + sameChip));
    }

    private FakeDevice addDevice(int ordinal, FakeDevice.Chip chip) throws IOException {
        int index = devices.size();
        // 32 devices or more need all the bus numbers there are.
        int bus = 4 * index % 256;
        String domain = String.format(Locale.ROOT, "%04x:", 4 * index / 256);
        String bridge = domain + String.format(Locale.ROOT, "%02x:01.1", bus);
        FakeDevice.Place place =
                new FakeDevice.Place(
                        "pci" + bridge.substring(0, 7) + "/" + bridge,
                        domain + String.format(Locale.ROOT, "%02x:00.0", bus + 1));
        // The first is hwmon7, and the second sorts before it by name.
        int hwmon = index == 0 ? 7 : 9 + index;
        FakeDevice device = new FakeDevice(this, chip, place, ordinal, hwmon, false);
        device.appear();
        devices.add(device);
        return device;
    }

    /** Adds that many devices of one card, with the ordinals that follow those there are. */
    public FakeHost addDevices(FakeCard card, int count) throws IOException {
        for (int at = 0; at < count; at++) {
            addDevice(devices.size(), card);
        }
        return this;
    }

    /** Returns all devices, also those that are away, in the order of their PCI addresses. */
    public List<FakeDevice> devices() {
        return List.copyOf(devices);
    }

    /** Returns the device that has this ordinal now. */
    public FakeDevice device(int ordinal) {
        for (FakeDevice device : devices) {
            if (device.isPresent() && device.ordinal() == ordinal) {
                return device;
            }
        }
        throw new NoSuchElementException("no device " + ordinal);
    }

    /** Returns a process, which appears when it is first written. */
    public FakeProcess process(int pid) {
        return processes.computeIfAbsent(pid, number -> new FakeProcess(tree, number));
    }

    /** Makes the shared memory with this number in its name, in this version of the layout. */
    public FakeSharedMemory sharedMemory(long id, int version) throws IOException {
        String name = "tt_device_" + Long.toUnsignedString(id) + "_memory";
        return FakeSharedMemory.create(devShm().resolve(name), id, version);
    }

    /** Returns the report with this prefix, as {@code dev0_}; it appears when it is written. */
    public FakeReport report(String prefix) {
        return new FakeReport(tree, reports(), prefix);
    }
}
