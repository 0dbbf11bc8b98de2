package org.ttflight.fakehost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FakeHostTest {
    private static final Set<String> BOTH =
            Set.of(
                    "dev",
                    "device",
                    "subsystem",
                    "uevent",
                    "power",
                    "tt_aiclk",
                    "tt_axiclk",
                    "tt_arcclk",
                    "tt_serial",
                    "tt_card_type",
                    "tt_asic_id",
                    "tt_fw_bundle_ver",
                    "tt_m3app_fw_ver",
                    "tt_heartbeat",
                    "pcie_perf_counters");
    private static final Set<String> ONLY_WORMHOLE =
            Set.of("tt_m3bl_fw_ver", "tt_arc_fw_ver", "tt_eth_fw_ver", "tt_ttflash_ver");

    @TempDir Path directory;
    private FakeHost host;

    @BeforeEach
    void makeHost() throws IOException {
        host = FakeHost.create(directory.resolve("host"));
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(path -> path.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Path classLink(int ordinal) {
        return host.sys().resolve("class/tenstorrent/tenstorrent!" + ordinal);
    }

    @ParameterizedTest
    @EnumSource
    void shouldShowTheFilesOfTheArchitecture(FakeCard card) throws IOException {
        FakeDevice device = host.addDevice(3, card);
        Set<String> expected = new TreeSet<>(BOTH);
        expected.addAll(card.isWormhole() ? ONLY_WORMHOLE : Set.of("tt_therm_trip_count"));
        assertEquals(expected, names(classLink(3)));
        assertEquals(card.label() + "\n", Files.readString(classLink(3).resolve("tt_card_type")));
        assertEquals(!card.isWormhole(), Files.exists(device.hwmon("fan1_input").path()));
        assertEquals(12, names(classLink(3).resolve("pcie_perf_counters")).size());
        assertEquals(card.boardCode(), device.serial() >> 36 & 0xFFFFF);
        assertEquals(
                "0x" + "%04x".formatted(card.boardCode()) + "\n",
                device.pci("subsystem_device").text());
    }

    @Test
    void shouldLinkEverythingAsSysfsDoes() throws IOException {
        FakeDevice device = host.addDevice(0, FakeCard.P150A);
        Path pci = host.sys().resolve("bus/pci/devices/" + device.address()).toRealPath();
        assertEquals(pci, classLink(0).resolve("device").toRealPath());
        assertEquals(pci, classLink(0).toRealPath().resolve("../..").toRealPath());
        assertEquals(
                host.sys().resolve("class/tenstorrent").toRealPath(),
                classLink(0).resolve("subsystem").toRealPath());
        assertEquals(Set.of("hwmon7"), names(pci.resolve("hwmon")));
        Path sensors = host.sys().resolve("class/hwmon/hwmon7");
        assertEquals(pci, sensors.resolve("device").toRealPath());
        assertEquals("blackhole\n", Files.readString(sensors.resolve("name")));
        assertEquals(Set.of("hwmon0", "hwmon7"), names(host.sys().resolve("class/hwmon")));
        assertEquals("12", pci.resolve("iommu_group").toRealPath().getFileName().toString());
        assertEquals(
                host.root().resolve("dev/tenstorrent/0").toRealPath(),
                host.root()
                        .resolve("dev/tenstorrent/by-id/blackhole-5EED00000000B001")
                        .toRealPath());
    }

    @Test
    void shouldLetNobodyOpenTheNode() throws IOException {
        host.addDevice(0, FakeCard.N150);
        Set<PosixFilePermission> mode =
                Files.getPosixFilePermissions(host.root().resolve("dev/tenstorrent/0"));
        assertEquals(Set.of(), mode);
    }

    @Test
    void shouldGiveEachDeviceItsOwnPlaceAndChip() throws IOException {
        host.addDevices(FakeCard.GALAXY_BLACKHOLE, 32).addDevices(FakeCard.N300, 2);
        Set<Object> seen = new HashSet<>();
        for (FakeDevice device : host.devices()) {
            assertTrue(seen.add(device.address()), device.address());
            assertTrue(seen.add(device.asicId()), device.toString());
            assertTrue(seen.add(device.hwmonDirectory().toRealPath()));
            assertTrue(FakeDevice.hex(device.asicId()).startsWith("5EED"));
        }
        assertEquals(34, host.devices().size());
    }

    @Test
    void shouldShareSerialNumbersOnABoard() throws IOException {
        host.addDevices(FakeCard.P300C, 4).addDevices(FakeCard.GALAXY_WORMHOLE, 9);
        List<FakeDevice> devices = host.devices();
        assertEquals("0000046131924062\n", devices.get(0).file("tt_serial").text());
        assertEquals(devices.get(0).serial(), devices.get(1).serial());
        assertNotEquals(devices.get(1).serial(), devices.get(2).serial());
        assertEquals(devices.get(4).serial(), devices.get(11).serial());
        assertNotEquals(devices.get(4).serial(), devices.get(12).serial());
        assertEquals(devices.get(0).serial() << 5, devices.get(0).sharedMemoryId());
        assertEquals(devices.get(0).serial() << 5 | 1, devices.get(1).sharedMemoryId());
        assertEquals(devices.get(4).asicId(), devices.get(4).sharedMemoryId());
    }

    @Test
    void shouldNameSharedMemoryAsSeenOnRealHardware() throws IOException {
        FakeDevice device = host.addDevice(0, FakeCard.P150A);
        assertEquals(
                "tt_device_141176416515936_memory",
                device.sharedMemory(4).file().getFileName().toString());
    }

    @Test
    void shouldChangeFilesOfEveryKind() throws IOException {
        FakeDevice device = host.addDevice(0, FakeCard.P150A);
        device.set("tt_aiclk", 1350).openBy(42, 42, 0);
        device.hwmon("temp1_input").set(50_000);
        device.pci("current_link_width").set(" 8");
        device.counter("slv_rd_data_word_sent1").raw("7");
        device.correctableErrors(3);
        assertEquals("1350\n", Files.readString(classLink(0).resolve("tt_aiclk")));
        assertEquals(
                "50000\n", Files.readString(host.sys().resolve("class/hwmon/hwmon7/temp1_input")));
        assertEquals(
                "7",
                Files.readString(
                        classLink(0).resolve("pcie_perf_counters/slv_rd_data_word_sent1")));
        assertEquals(" 8\n", Files.readString(classLink(0).resolve("device/current_link_width")));
        assertEquals("42\n42\n0\n", Files.readString(host.driver().resolve("0/pids")));
        assertTrue(device.pci("aer_dev_correctable").text().endsWith("\nTOTAL_ERR_COR 3\n"));
        device.file("tt_heartbeat").delete();
        assertFalse(Files.exists(classLink(0).resolve("tt_heartbeat")));
    }

    @Test
    void shouldTakeADeviceAwayAndBringItBackElsewhere() throws IOException {
        FakeDevice device = host.addDevice(0, FakeCard.N150);
        FakeDevice other = host.addDevice(1, FakeCard.N150);
        device.set("tt_aiclk", 777);
        device.remove();
        assertFalse(Files.exists(classLink(0), LinkOption.NOFOLLOW_LINKS));
        assertFalse(Files.exists(host.driver().resolve("0")));
        assertFalse(Files.exists(host.root().resolve("dev/tenstorrent/0")));
        assertEquals(Set.of(other.address()), names(host.sys().resolve("bus/pci/devices")));
        assertEquals(Set.of("hwmon0", "hwmon10"), names(host.sys().resolve("class/hwmon")));
        assertThrows(IllegalStateException.class, device::remove);
        device.returnAs(5);
        assertEquals(device, host.device(5));
        assertEquals("777\n", Files.readString(classLink(5).resolve("tt_aiclk")));
        assertEquals("236:5\n", Files.readString(classLink(5).resolve("dev")));
        assertEquals("5EED00000000A001\n", device.file("tt_asic_id").text());
        assertEquals("", device.pids().text());
        other.moveTo(0);
        assertEquals("5EED00000000A002\n", Files.readString(classLink(0).resolve("tt_asic_id")));
    }

    @Test
    void shouldGiveSensorsAnotherNumber() throws IOException {
        FakeDevice device = host.addDevice(0, FakeCard.N150).moveHwmon(2);
        assertEquals(Set.of("hwmon0", "hwmon2"), names(host.sys().resolve("class/hwmon")));
        assertEquals("35125\n", device.hwmon("temp1_input").text());
    }

    @Test
    void shouldGoOnWithAHostThatIsThere() throws IOException {
        host.addDevice(4, FakeCard.N300);
        host.addDevice(1, FakeCard.P150A);
        host.addDevice(2, FakeCard.P300C);
        host.addDevice(0, FakeCard.P300C);
        FakeHost again = FakeHost.open(host.root());
        assertEquals(host.devices().toString(), again.devices().toString());
        for (int at = 0; at < 4; at++) {
            FakeDevice before = host.devices().get(at);
            FakeDevice after = again.devices().get(at);
            assertEquals(before.sharedMemoryId(), after.sharedMemoryId());
            assertEquals(before.hwmonDirectory().toRealPath(), after.hwmonDirectory().toRealPath());
            assertEquals(before.classDirectory().toRealPath(), after.classDirectory().toRealPath());
        }
        again.device(4).moveTo(9);
        assertTrue(Files.exists(classLink(9).resolve("tt_aiclk")));
    }

    @Test
    void shouldOnlyOpenAndDeleteWhatItMade() throws IOException {
        Path stranger = Files.createDirectories(directory.resolve("stranger/sys"));
        assertThrows(IOException.class, () -> FakeHost.open(directory.resolve("stranger")));
        FakeHost.delete(directory.resolve("stranger"));
        assertTrue(Files.exists(stranger));

        host.addDevice(0, FakeCard.N150).remove().returnAs(1);
        Path kept = Files.createFile(host.root().resolve("mine"));
        FakeHost.delete(host.root());
        assertEquals(Set.of("mine"), names(host.root()));
        Files.delete(kept);
        FakeHost empty = FakeHost.create(host.root());
        FakeHost.delete(empty.root());
        assertFalse(Files.exists(empty.root()));
        FakeHost.delete(empty.root());
    }

    @Test
    void shouldWriteProcesses() throws IOException {
        host.process(77)
                .name("a b)c")
                .commandLine("x", "y z")
                .uid(1234)
                .startTicks(5)
                .cpuTicks(30, 40)
                .residentPages(6)
                .innerPids(7, 8)
                .openFiles(0, 3)
                .write();
        Path files = host.proc().resolve("77");
        assertEquals("a b)c\n", Files.readString(files.resolve("comm")));
        assertEquals("x\0y z\0", Files.readString(files.resolve("cmdline")));
        String stat = Files.readString(files.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1);
        assertEquals(50, fields.length); // 52 with the pid and the name
        assertEquals("S", fields[3 - 3]);
        assertEquals(List.of("30", "40"), Arrays.asList(fields).subList(14 - 3, 16 - 3));
        assertEquals("5", fields[22 - 3]);
        assertEquals("6", fields[24 - 3]);
        String status = Files.readString(files.resolve("status"));
        assertTrue(status.contains("\nUid:\t1234\t1234\t1234\t1234\n"), status);
        assertTrue(status.contains("\nNSpid:\t77\t7\t8\n"), status);
        assertEquals(
                "/dev/tenstorrent/3", Files.readSymbolicLink(files.resolve("fd/4")).toString());

        host.process(77).startTicks(6).openFiles().write();
        assertTrue(Files.readString(files.resolve("stat")).contains(" 0 6 1024000000 6 "));
        assertEquals(Set.of(), names(files.resolve("fd")));
        host.process(77).remove();
        assertFalse(Files.exists(files));
        assertTrue(Files.exists(host.proc().resolve("1/stat")));
    }

    @Test
    void shouldLeaveNothingHalfDone() throws IOException {
        FakeDevice device = host.addDevice(0, FakeCard.N150);
        device.set("tt_aiclk", 1).moveTo(2);
        host.process(7).write().remove();
        assertEquals(Set.of(), names(host.root().resolve(Tree.STAGING)));
    }
}
