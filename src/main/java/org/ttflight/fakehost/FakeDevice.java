package org.ttflight.fakehost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/**
 * A device of a made-up host: its PCI function, class device, sensors, node, and the driver's list
 * of who has it open. It keeps its values while it is away. Not thread-safe, but its files are.
 */
public final class FakeDevice {
    private static final String CLASS = "sys/class/tenstorrent/";
    private static final String HWMON = "sys/class/hwmon/hwmon";
    private static final String PCI = "sys/bus/pci/devices/";

    private final FakeHost host;
    private final Tree tree;
    private final FakeCard card;
    private final String bridge;
    private final String address;
    private final long serial;
    private final int location;
    private final long asicId;
    private final Path attic;
    private int ordinal;
    private int hwmon;
    private boolean isPresent;

    /** Where in PCI something is: the bridges above it, and its own address. */
    record Place(String bridge, String address) {}

    /** What the chip is. */
    record Chip(FakeCard card, long serial, int location, long asicId) {}

    FakeDevice(FakeHost host, Chip chip, Place place, int ordinal, int hwmon, boolean isPresent) {
        this.host = host;
        this.tree = host.tree();
        this.card = chip.card();
        this.serial = chip.serial();
        this.location = chip.location();
        this.asicId = chip.asicId();
        this.bridge = place.bridge();
        this.address = place.address();
        this.attic = tree.resolve(Tree.STAGING + "/away-" + address);
        this.ordinal = ordinal;
        this.hwmon = hwmon;
        this.isPresent = isPresent;
    }

    Tree tree() {
        return tree;
    }

    /** Writes all of its files and shows it. */
    void appear() throws IOException {
        new DeviceFiles(card).write(attic, address, ordinal, hwmon, hex(serial), hex(asicId));
        show();
    }

    /** Returns today's number. */
    public int ordinal() {
        return ordinal;
    }

    /** Returns what it is. */
    public FakeCard card() {
        return card;
    }

    /** Returns its place in PCI, such as {@code 0000:41:00.0}. */
    public String address() {
        return address;
    }

    /** Returns the board's number. */
    public long serial() {
        return serial;
    }

    /** Returns the chip's place on its board. */
    public int location() {
        return location;
    }

    /** Returns the chip's own number. */
    public long asicId() {
        return asicId;
    }

    /** Returns the number in the name of its shared memory. */
    public long sharedMemoryId() {
        return card.sharedMemoryId(serial, location, asicId);
    }

    /** Makes its shared memory, in this version of the layout. */
    public FakeSharedMemory sharedMemory(int version) throws IOException {
        return host.sharedMemory(sharedMemoryId(), version);
    }

    /** Returns whether the host sees it. */
    public boolean isPresent() {
        return isPresent;
    }

    /** Returns a file of the class device, such as {@code tt_aiclk}. */
    public FakeFile file(String name) {
        return new FakeFile(tree, classDirectory().resolve(name));
    }

    /** Returns a file of the sensors, such as {@code temp1_input}. */
    public FakeFile hwmon(String name) {
        return new FakeFile(tree, hwmonDirectory().resolve(name));
    }

    /** Returns a file of the PCI function, such as {@code current_link_width}. */
    public FakeFile pci(String name) {
        return new FakeFile(tree, pciDirectory().resolve(name));
    }

    /** Returns a PCIe counter, such as {@code slv_rd_data_word_sent0}. */
    public FakeFile counter(String name) {
        return file("pcie_perf_counters/" + name);
    }

    /** Returns the driver's list of who has it open. */
    public FakeFile pids() {
        return new FakeFile(tree, driverDirectory().resolve("pids"));
    }

    /** Returns the directory of the class device, while away the place where it is kept. */
    public Path classDirectory() {
        return pciDirectory().resolve("tenstorrent/" + name());
    }

    /** Returns the directory of the sensors. */
    public Path hwmonDirectory() {
        return pciDirectory().resolve("hwmon/hwmon" + hwmon);
    }

    /** Returns the directory of the PCI function. */
    public Path pciDirectory() {
        return isPresent ? home() : attic;
    }

    /** Sets a file of the class device. */
    public FakeDevice set(String name, String line) throws IOException {
        file(name).set(line);
        return this;
    }

    /** Sets a file of the class device. */
    public FakeDevice set(String name, long number) throws IOException {
        file(name).set(number);
        return this;
    }

    /** Sets how many PCIe errors there were that the link mended itself. */
    public FakeDevice correctableErrors(long count) throws IOException {
        pci("aer_dev_correctable").set(DeviceFiles.correctable(count));
        return this;
    }

    /**
     * Says who has it open: one pid for each open file, so a pid may come twice; 0 is a process of
     * another pid namespace.
     */
    public FakeDevice openBy(int... pids) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int pid : pids) {
            lines.append(pid).append('\n');
        }
        pids().raw(lines.toString());
        return this;
    }

    /** Takes it away, its PCI function included. Nobody has it open any more. */
    public FakeDevice remove() throws IOException {
        if (!isPresent) {
            throw new IllegalStateException(name() + " is away already");
        }
        tree.delete(tree.resolve(CLASS + name()));
        tree.delete(driverDirectory());
        tree.delete(tree.resolve("dev/tenstorrent/" + ordinal));
        tree.delete(byId());
        tree.delete(tree.resolve(HWMON + hwmon));
        tree.replace(home(), attic);
        tree.delete(tree.resolve(PCI + address));
        isPresent = false;
        return this;
    }

    /** Brings it back, perhaps with another number. */
    public FakeDevice returnAs(int newOrdinal) throws IOException {
        if (isPresent) {
            throw new IllegalStateException(name() + " is not away");
        }
        if (newOrdinal != ordinal) {
            Path before = classDirectory();
            ordinal = newOrdinal;
            tree.replace(before, classDirectory());
            set("dev", DeviceFiles.number(ordinal)).set("uevent", DeviceFiles.event(ordinal));
        }
        show();
        return this;
    }

    /** Takes it away and brings it back with another number, as a reset may. */
    public FakeDevice moveTo(int newOrdinal) throws IOException {
        return remove().returnAs(newOrdinal);
    }

    /** Gives its sensors another number, as loading the driver again may. */
    public FakeDevice moveHwmon(int number) throws IOException {
        tree.delete(tree.resolve(HWMON + hwmon));
        Path before = hwmonDirectory();
        hwmon = number;
        tree.replace(before, hwmonDirectory());
        linkHwmon();
        return this;
    }

    private void show() throws IOException {
        isPresent = true;
        Path parent = home().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        tree.replace(attic, home());
        tree.link(tree.resolve(PCI + address), "../../../devices/" + bridge + "/" + address);
        linkHwmon();
        Files.createDirectories(driverDirectory());
        pids().raw("");
        Path node = tree.resolve("dev/tenstorrent/" + ordinal);
        tree.write(node, new byte[0]);
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("---------"));
        tree.link(byId(), "../" + ordinal);
        tree.link(
                tree.resolve(CLASS + name()),
                "../../devices/" + bridge + "/" + address + "/tenstorrent/" + name());
    }

    private void linkHwmon() throws IOException {
        tree.link(
                tree.resolve(HWMON + hwmon),
                "../../devices/" + bridge + "/" + address + "/hwmon/hwmon" + hwmon);
    }

    private Path home() {
        return tree.resolve("sys/devices/" + bridge + "/" + address);
    }

    private Path driverDirectory() {
        return tree.resolve("proc/driver/tenstorrent/" + ordinal);
    }

    private Path byId() {
        return tree.resolve("dev/tenstorrent/by-id/" + card.chip() + "-" + hex(asicId));
    }

    private String name() {
        return "tenstorrent!" + ordinal;
    }

    static String hex(long id) {
        return String.format(Locale.ROOT, "%016X", id);
    }

    @Override
    public String toString() {
        return card.label() + " " + hex(asicId) + " at " + ordinal;
    }
}
