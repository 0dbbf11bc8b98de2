package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.fakehost.FakeCard;
import org.ttflight.fakehost.FakeDevice;
import org.ttflight.fakehost.FakeHost;
import org.ttflight.fakehost.Obstacle;
import org.ttflight.fakehost.Variants;

/** What the devices are and say, one scan at a time. */
@SuppressWarnings("try") // an obstacle only has to be there
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostScannerTest {
    /** More than any device needs. */
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

    /** Everything is read anew in every scan. */
    private static final HostWatch.Options EAGER =
            new HostWatch.Options(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    Duration.ofHours(1),
                    64,
                    Duration.ZERO,
                    Duration.ZERO,
                    Map.of());

    @TempDir Path directory;
    private FakeHost host;
    private HostScanner scanner;
    private final Heard heard = new Heard();

    @BeforeEach
    void makeHost() throws IOException {
        host = FakeHost.create(directory);
        scanner = new HostScanner(HostRoots.under(directory), EAGER, heard, List::of);
    }

    @AfterEach
    void endThreads() {
        scanner.close();
    }

    private HostState scan() throws InterruptedException {
        return scanner.scan(PATIENCE);
    }

    private static DeviceSample sample(HostState state, int ordinal) {
        DeviceSample sample = state.device(ordinal);
        assertNotNull(sample);
        return sample;
    }

    private DeviceSample scan(int ordinal) throws InterruptedException {
        return sample(scan(), ordinal);
    }

    private static Telemetry telemetry(DeviceSample sample) {
        assertNotNull(sample.telemetry());
        return sample.telemetry();
    }

    private Reading reading(int ordinal, Sensor sensor) throws InterruptedException {
        return telemetry(scan(ordinal)).reading(sensor);
    }

    private static List<Integer> ordinals(HostState state) {
        return state.devices().stream().map(sample -> sample.device().ordinal()).toList();
    }

    @Test
    void shouldSayThatNoDriverIsLoaded() throws Exception {
        host.unloadDriver();
        HostState state = scan();
        assertEquals("no driver", state.driver());
        assertNull(state.driverVersion());
        assertEquals(List.of(), state.devices());
    }

    @Test
    void shouldSayThatTheDriverHasNoDevice() throws Exception {
        HostState state = scan();
        assertEquals("no devices", state.driver());
        assertEquals("2.10.0", state.driverVersion());
        Files.delete(directory.resolve("sys/class/tenstorrent"));
        assertEquals("no devices", scan().driver());
    }

    @Test
    void shouldSayThatThereIsNoSysfs() throws Exception {
        HostState state = HostWatch.scan(HostRoots.under(directory.resolve("x")), Duration.ZERO);
        assertEquals("there is no " + directory.resolve("x/sys"), state.driver());
    }

    @Test
    void shouldSayWhyDevicesCannotBeListed() throws Exception {
        host.addDevice(0, FakeCard.N150);
        scan();
        Path list = directory.resolve("sys/class/tenstorrent");
        Path away = directory.resolve("away");
        Files.move(list, away);
        Files.writeString(list, "no directory");
        HostState state = scan();
        assertTrue(state.driver().startsWith("cannot list " + list + ": "), state::driver);
        assertEquals(List.of(0), ordinals(state)); // nobody said that it is gone
        Files.delete(list);
        Files.move(away, list);
        assertEquals("1 device", scan().driver());
        assertEquals(List.of("found 0"), heard.take());
    }

    @Test
    void shouldNotShowOldReadingsAsThoseOfNow() throws Exception {
        host.addDevice(0, FakeCard.P150A);
        HostWatch.Options impatient =
                new HostWatch.Options(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        Duration.ofSeconds(30),
                        Duration.ofHours(1),
                        64,
                        Duration.ZERO,
                        Duration.ZERO,
                        Map.of());
        endThreads();
        scanner = new HostScanner(HostRoots.under(directory), impatient, heard, List::of);
        scan();
        Path list = directory.resolve("sys/class/tenstorrent");
        Files.move(list, directory.resolve("away"));
        Files.writeString(list, "no directory");
        Telemetry telemetry = telemetry(scan(0));
        assertEquals(Reading.STALE, telemetry.reading(Sensor.POWER));
        assertEquals(
                List.of(Reading.STALE, Reading.STALE),
                telemetry.traffic().words().get(PcieCounter.SLV_RD_SENT));
    }

    @Test
    void shouldReadAWormhole() throws Exception {
        host.addDevice(0, FakeCard.N300);
        HostState state = scan();
        assertEquals("1 device", state.driver());
        DeviceSample sample = sample(state, 0);
        assertEquals(DeviceStatus.READABLE, sample.status());
        HostDevice device = sample.device();
        assertEquals(CardType.N300, device.card());
        assertEquals("5EED00000000A001", device.asicId());
        assertEquals(95_944_704, device.l1().bytes());
        assertEquals(12L << 30, device.dram().bytes());
        DeviceIdentity identity = device.identity();
        assertEquals("n300", identity.cardType());
        assertEquals("0100014511708037", identity.serial());
        assertEquals(host.device(0).address(), identity.pciAddress());
        assertEquals(Architecture.WORMHOLE_B0, identity.architecture());
        assertEquals(0, identity.numaNode());
        assertEquals(
                Map.of(
                        "bundle", "19.11.0.0",
                        "m3app", "5.9.0.2",
                        "m3bl", "129.2.0.0",
                        "arc", "2.25.0.0",
                        "eth", "6.9.0",
                        "ttflash", "3.4.0.0"),
                identity.firmware());
        assertEquals(List.of("found 0"), heard.take());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "TEMPERATURE, 40.812",
        "TEMPERATURE_LIMIT, 90",
        "VOLTAGE, 0.742",
        "VOLTAGE_LIMIT, 0.9",
        "CURRENT, 41",
        "CURRENT_LIMIT, 500",
        "POWER, 30",
        "POWER_LIMIT, 150",
        "FAN, 2068",
        "AICLK, 800",
        "AXICLK, 960",
        "ARCCLK, 800",
        "HEARTBEAT, 43874",
        "THERMAL_TRIPS, 0",
        "LINK_SPEED, 32",
        "LINK_SPEED_MAX, 32",
        "LINK_WIDTH, 16",
        "LINK_WIDTH_MAX, 16",
        "AER_CORRECTABLE, 0",
        "AER_NONFATAL, 0",
        "AER_FATAL, 0",
    })
    void shouldReadEverySensorOfABlackhole(Sensor sensor, double value) throws Exception {
        host.addDevice(0, FakeCard.P150A);
        assertEquals(Reading.of(value), reading(0, sensor));
    }

    @Test
    void shouldLackOnAWormholeWhatOnlyABlackholeHas() throws Exception {
        host.addDevice(0, FakeCard.N150);
        Telemetry telemetry = telemetry(scan(0));
        assertEquals(Reading.ABSENT, telemetry.reading(Sensor.FAN));
        assertEquals(Reading.ABSENT, telemetry.reading(Sensor.THERMAL_TRIPS));
        assertEquals(35.125, telemetry.value(Sensor.TEMPERATURE));
    }

    @Test
    void shouldKeepTheOrderOfNumbersAndMindNoGaps() throws Exception {
        for (int ordinal : List.of(10, 2, 31, 0)) {
            host.addDevice(ordinal, FakeCard.N150);
        }
        Files.createDirectory(directory.resolve("sys/class/tenstorrent/tenstorrent!"));
        Files.createDirectory(directory.resolve("sys/class/tenstorrent/tenstorrent!x"));
        Files.createDirectory(directory.resolve("sys/class/tenstorrent/tenstorrent!007"));
        Files.createDirectory(directory.resolve("sys/class/tenstorrent/card5"));
        Files.createSymbolicLink(
                directory.resolve("sys/class/tenstorrent/tenstorrent!5"), Path.of("nowhere"));
        HostState state = scan();
        assertEquals(List.of(0, 2, 10, 31), ordinals(state));
        assertEquals("4 devices", state.driver());
        assertNull(state.device(1));
    }

    @Test
    void shouldReadAGalaxy() throws Exception {
        host.addDevices(FakeCard.GALAXY_BLACKHOLE, 32);
        HostState state = scan();
        assertEquals(32, state.devices().size());
        for (DeviceSample sample : state.devices()) {
            assertEquals(DeviceStatus.READABLE, sample.status());
            assertEquals(Quality.OK, telemetry(sample).reading(Sensor.TEMPERATURE).quality());
            FakeDevice fake = host.device(sample.device().ordinal());
            assertEquals("%016X".formatted(fake.asicId()), sample.device().asicId());
            assertEquals(fake.address(), sample.device().identity().pciAddress());
        }
    }

    @Test
    void shouldTellTwoChipsOfOneBoardApart() throws Exception {
        host.addDevices(FakeCard.P300C, 2);
        HostState state = scan();
        HostDevice first = sample(state, 0).device();
        HostDevice second = sample(state, 1).device();
        assertEquals("0000046131924062", first.identity().serial());
        assertEquals(first.identity().serial(), second.identity().serial());
        assertEquals("5EED00000000B001", first.asicId());
        assertEquals("5EED00000000B002", second.asicId());
        assertEquals(Capacity.UNKNOWN, first.dram());
        host.device(0).remove();
        scan();
        assertEquals(
                List.of("found 0", "found 1", "lost because its files are gone: 0"), heard.take());
    }

    @Test
    void shouldFindTheSensorsThroughThePciDirectory() throws Exception {
        FakeDevice first = host.addDevice(0, FakeCard.N150).moveHwmon(10);
        FakeDevice second = host.addDevice(1, FakeCard.P150A).moveHwmon(2);
        first.hwmon("temp1_input").set(10_000);
        second.hwmon("temp1_input").set(2_000);
        HostState state = scan();
        assertEquals(10, telemetry(sample(state, 0)).value(Sensor.TEMPERATURE));
        assertEquals(2, telemetry(sample(state, 1)).value(Sensor.TEMPERATURE));
    }

    @Test
    void shouldTakeOnlySensorsOfOurName() throws Exception {
        FakeDevice device = host.addDevice(0, FakeCard.N150);
        Path other = device.pciDirectory().resolve("hwmon/hwmon1");
        Files.createDirectories(other);
        Files.writeString(other.resolve("name"), "nvme\n");
        Files.writeString(other.resolve("temp1_input"), "99000\n");
        assertEquals(35.125, reading(0, Sensor.TEMPERATURE).value());
        device.hwmon("name").set("acpitz");
        endThreads();
        scanner = new HostScanner(HostRoots.under(directory), EAGER, heard, List::of);
        assertEquals(Reading.ABSENT, reading(0, Sensor.TEMPERATURE));
    }

    @Test
    void shouldFollowSensorsThatGetAnotherNumber() throws Exception {
        FakeDevice device = host.addDevice(0, FakeCard.N150);
        scan();
        device.moveHwmon(12);
        assertEquals(35.125, reading(0, Sensor.TEMPERATURE).value());
    }

    @Test
    void shouldShowWhatOldFirmwareLacks() throws Exception {
        Variants.oldFirmware(host.addDevice(0, FakeCard.N150));
        DeviceSample sample = scan(0);
        assertEquals(DeviceStatus.READABLE, sample.status());
        assertNull(sample.device().asicId());
        assertNull(sample.device().card());
        assertEquals(Capacity.UNKNOWN, sample.device().dram());
        assertEquals(Architecture.WORMHOLE_B0, sample.device().identity().architecture());
        assertEquals(Reading.ABSENT, telemetry(sample).reading(Sensor.TEMPERATURE));
        assertEquals(Reading.ABSENT, telemetry(sample).reading(Sensor.HEARTBEAT));
        assertEquals(Reading.of(16), telemetry(sample).reading(Sensor.LINK_WIDTH));
        assertNull(telemetry(sample).heartbeatAgeMillis());
        assertEquals(List.of("found 0"), heard.take());
    }

    @Test
    void shouldNoticeThatTheFirmwareComesUpLate() throws Exception {
        FakeDevice device = host.addDevice(0, FakeCard.N150);
        String id = device.file("tt_asic_id").text();
        device.file("tt_asic_id").delete();
        device.file("tt_card_type").delete();
        assertNull(scan(0).device().asicId());
        device.set("tt_asic_id", id);
        device.set("tt_card_type", "n150");
        HostDevice now = scan(0).device();
        assertEquals("5EED00000000A001", now.asicId());
        assertEquals(CardType.N150, now.card());
        assertEquals(List.of("found 0"), heard.take());
    }

    @Test
    void shouldReadDriver134() throws Exception {
        host.addDevice(0, FakeCard.P150A);
        Variants.driver134(host);
        HostState state = scan();
        assertEquals("1.34", state.driverVersion());
        DeviceSample sample = sample(state, 0);
        assertNull(sample.device().asicId());
        assertEquals("00000403319141BB", sample.device().identity().serial());
        Telemetry telemetry = telemetry(sample);
        assertEquals(Reading.ABSENT, telemetry.reading(Sensor.HEARTBEAT));
        assertEquals(Reading.ABSENT, telemetry.reading(Sensor.POWER_LIMIT));
        assertEquals(Reading.of(30), telemetry.reading(Sensor.POWER));
        for (PcieCounter counter : PcieCounter.values()) {
            assertEquals(
                    List.of(Reading.ABSENT, Reading.ABSENT),
                    telemetry.traffic().words().get(counter));
        }
        assertNull(telemetry.traffic().bytesToDevice());
    }

    @Test
    void shouldReadDriver28() throws Exception {
        host.addDevice(0, FakeCard.P150A);
        Variants.driver28(host);
        Telemetry telemetry = telemetry(scan(0));
        assertEquals(Reading.ABSENT, telemetry.reading(Sensor.TEMPERATURE_LIMIT));
        assertEquals(Reading.ABSENT, telemetry.reading(Sensor.VOLTAGE_LIMIT));
        assertEquals(Reading.of(2068), telemetry.reading(Sensor.FAN));
    }

    @ParameterizedTest
    @CsvSource({"N300", "P150A"})
    void shouldBelieveNothingOfADeadChip(FakeCard card) throws Exception {
        Variants.allOnes(host.addDevice(0, card));
        DeviceSample sample = scan(0);
        HostDevice device = sample.device();
        assertNull(device.asicId());
        assertNull(device.cardType());
        assertNull(device.identity().serial());
        assertEquals(Map.of(), device.identity().firmware());
        Telemetry telemetry = telemetry(sample);
        for (SensorFile file : SensorFile.values()) {
            Reading reading = telemetry.reading(file.sensor());
            if (file.place() != SensorFile.Place.PCI && reading.quality() != Quality.ABSENT) {
                assertEquals(Quality.SENTINEL, reading.quality(), file::name);
            }
        }
        assertEquals(Quality.SENTINEL, telemetry.reading(Sensor.POWER_LIMIT).quality());
        telemetry
                .traffic()
                .words()
                .forEach(
                        (counter, words) ->
                                words.forEach(
                                        word -> assertEquals(Quality.SENTINEL, word.quality())));
        assertNull(telemetry.heartbeatAgeMillis());
    }

    @Test
    void shouldStillKnowAChipThatDied() throws Exception {
        FakeDevice fake = host.addDevice(0, FakeCard.P150A);
        HostDevice alive = scan(0).device();
        Variants.allOnes(fake);
        DeviceSample dead = scan(0);
        assertEquals(alive, dead.device());
        assertEquals(Quality.SENTINEL, telemetry(dead).reading(Sensor.POWER).quality());
        assertEquals(List.of("found 0"), heard.take());
    }

    @Test
    void shouldReadATemperatureBelowZero() throws Exception {
        Variants.temperature(host.addDevice(0, FakeCard.N150), -5);
        assertEquals(Reading.of(-5), reading(0, Sensor.TEMPERATURE));
    }

    @Test
    void shouldNotBelieveGarbage() throws Exception {
        Variants.garbage(host.addDevice(0, FakeCard.P150A));
        Telemetry telemetry = telemetry(scan(0));
        assertEquals(
                Reading.bad(Quality.IMPLAUSIBLE, "3210000"), telemetry.reading(Sensor.VOLTAGE));
        assertEquals(
                Reading.bad(Quality.IMPLAUSIBLE, "4080000000"), telemetry.reading(Sensor.POWER));
        assertEquals(
                Reading.bad(Quality.IMPLAUSIBLE, "3340000000"), telemetry.reading(Sensor.CURRENT));
        assertEquals(Reading.of(40.812), telemetry.reading(Sensor.TEMPERATURE));
        assertEquals(Energy.NONE, telemetry.energy());
    }

    @Test
    void shouldSayWhichFilesCannotBeRead() throws Exception {
        FakeDevice device = host.addDevice(0, FakeCard.P150A);
        device.file("tt_aiclk").raw("");
        device.file("tt_axiclk").raw("960");
        device.file("tt_arcclk").raw("  800 \n");
        device.hwmon("power1_input").delete();
        try (Obstacle directoryInstead = Obstacle.directory(device.hwmon("curr1_input"))) {
            Telemetry telemetry = telemetry(scan(0));
            assertEquals(Reading.bad(Quality.UNREADABLE, "empty"), telemetry.reading(Sensor.AICLK));
            assertEquals(Reading.of(960), telemetry.reading(Sensor.AXICLK));
            assertEquals(Reading.of(800), telemetry.reading(Sensor.ARCCLK));
            assertEquals(Reading.ABSENT, telemetry.reading(Sensor.POWER));
            assertEquals(Quality.UNREADABLE, telemetry.reading(Sensor.CURRENT).quality());
            assertNotNull(telemetry.reading(Sensor.CURRENT).detail());
        }
        assertEquals(Reading.of(41), reading(0, Sensor.CURRENT));
    }

    @Test
    void shouldDoWithoutAnythingButTheClassDirectory() throws Exception {
        Files.createDirectories(directory.resolve("sys/class/tenstorrent/tenstorrent!4"));
        DeviceSample sample = scan(4);
        assertEquals(DeviceStatus.READABLE, sample.status());
        assertNull(sample.device().identity().pciAddress());
        assertNull(sample.device().identity().architecture());
        for (Sensor sensor : Sensor.values()) {
            assertEquals(Reading.ABSENT, telemetry(sample).reading(sensor));
        }
    }

    @Test
    void shouldFindThePciDirectoryWithoutItsLink() throws Exception {
        FakeDevice device = host.addDevice(0, FakeCard.N150);
        device.file("device").delete();
        DeviceSample sample = scan(0);
        assertEquals(device.address(), sample.device().identity().pciAddress());
        assertEquals(35.125, telemetry(sample).value(Sensor.TEMPERATURE));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "19.4.9.9,  220200960", // 140 cores
        "18.12.0.0, 220200960",
        "19.5.0.0,  188743680",
        "19.11.0.0, 188743680",
        "20.0.0.0,  188743680",
        "strange,   188743680",
    })
    void shouldCountTheCoresByTheFirmware(String bundle, long l1) throws Exception {
        host.addDevice(0, FakeCard.P150A).set("tt_fw_bundle_ver", bundle);
        assertEquals(Capacity.fromTable(l1), scan(0).device().l1());
    }

    @Test
    void shouldNotDependOnWhereThereAreNoNodes() throws Exception {
        host.addDevice(0, FakeCard.P150A).pci("numa_node").set(-1);
        assertNull(scan(0).device().identity().numaNode());
    }

    @Test
    void shouldTellOfACardWeHaveNoTableFor() throws Exception {
        host.addDevice(0, FakeCard.P150A).set("tt_card_type", "p999");
        HostDevice device = scan(0).device();
        assertNull(device.card());
        assertEquals("p999", device.cardType());
        assertEquals("Blackhole", device.architecture());
        assertEquals(Capacity.UNKNOWN, device.l1());
    }

    /** A link so slow that no wrap can hide between two scans. */
    private FakeDevice addSlowLink(int ordinal) throws IOException {
        FakeDevice device = host.addDevice(ordinal, FakeCard.P150A);
        device.pci("max_link_speed").set("2.5 GT/s PCIe");
        device.pci("max_link_width").set(1);
        return device;
    }

    @Test
    void shouldCountTrafficAndEnergy() throws Exception {
        FakeDevice device = addSlowLink(0);
        Telemetry first = telemetry(scan(0));
        assertNull(first.traffic().bytesFromDevice());
        String counter = PcieCounter.SLV_RD_SENT.file(0);
        device.counter(counter).set(device.counter(counter).number() + 10);
        Telemetry second = telemetry(scan(0));
        assertEquals(320L, second.traffic().bytesFromDevice());
        assertEquals(0L, second.traffic().bytesToDevice());
        assertEquals(0.0, second.traffic().toDeviceRate());
        assertTrue(second.energy().joules() > 0);
        assertEquals(30, second.energy().joules() / second.energy().seconds(), 1e-6);
    }

    @Test
    void shouldForgetNothingOfAChipThatComesBackElsewhere() throws Exception {
        FakeDevice moving = addSlowLink(0);
        FakeDevice other = addSlowLink(1);
        HostDevice before = scan(0).device();
        String counter = PcieCounter.SLV_RD_SENT.file(1);
        moving.counter(counter).set(moving.counter(counter).number() + 10);
        assertEquals(320L, telemetry(scan(0)).traffic().bytesFromDevice());
        heard.take();

        moving.remove();
        other.remove();
        HostState without = scan();
        assertEquals(List.of(), without.devices());
        assertEquals(2, without.lost().size());
        assertTrue(without.lost().stream().anyMatch(lost -> lost.device().equals(before)));
        assertEquals(
                List.of("lost because its files are gone: 0", "lost because its files are gone: 1"),
                heard.take());

        moving.returnAs(1);
        other.returnAs(0);
        HostState back = scan();
        assertEquals(List.of("returned from 1 to 0", "returned from 0 to 1"), heard.take());
        assertEquals(List.of(), back.lost());
        assertEquals("5EED00000000B001", sample(back, 1).device().asicId());
        assertEquals(320L, telemetry(sample(back, 1)).traffic().bytesFromDevice());
        assertEquals(0L, telemetry(sample(back, 0)).traffic().bytesFromDevice());
        assertNull(telemetry(sample(back, 1)).traffic().fromDeviceRate());
    }

    @Test
    void shouldSeeASwapThatHappensBetweenTwoScans() throws Exception {
        FakeDevice first = host.addDevice(0, FakeCard.N150);
        FakeDevice second = host.addDevice(1, FakeCard.N150);
        scan();
        heard.take();
        first.remove();
        second.moveTo(0);
        first.returnAs(1);
        HostState state = scan();
        assertEquals(
                List.of(
                        "lost because the driver made it anew: 0",
                        "lost because the driver made it anew: 1",
                        "returned from 1 to 0",
                        "returned from 0 to 1"),
                heard.take());
        assertEquals("5EED00000000A002", sample(state, 0).device().asicId());
    }

    @Test
    void shouldSeeThatAnotherChipHasAPlace() throws Exception {
        FakeDevice first = host.addDevice(0, FakeCard.N150);
        FakeDevice second = host.addDevice(1, FakeCard.N150);
        scan();
        heard.take();
        first.set("tt_asic_id", "5EED00000000A002");
        second.set("tt_asic_id", "5EED00000000A001");
        HostState state = scan();
        assertEquals(
                List.of(
                        "lost because another chip has its ordinal: 0",
                        "lost because another chip has its ordinal: 1",
                        "returned from 1 to 0",
                        "returned from 0 to 1"),
                heard.take());
        assertEquals("5EED00000000A002", sample(state, 0).device().asicId());
        first.set("tt_asic_id", "5EED00000000A009");
        assertEquals("5EED00000000A009", scan(0).device().asicId());
        assertEquals(
                List.of("lost because another chip has its ordinal: 0", "found 0"), heard.take());
    }

    @Test
    void shouldKnowADeviceWithoutAnIdByItsPlace() throws Exception {
        FakeDevice device = host.addDevice(0, FakeCard.P150A);
        device.file("tt_asic_id").delete();
        scan();
        device.remove();
        scan();
        device.returnAs(0);
        scan();
        assertEquals(
                List.of("found 0", "lost because its files are gone: 0", "returned from 0 to 0"),
                heard.take());
        device.moveTo(3);
        scan();
        assertEquals(List.of("lost because its files are gone: 0", "found 3"), heard.take());
    }

    @Test
    void shouldRecognizeALostChipWhenItsIdComesLate() throws Exception {
        FakeDevice device = host.addDevice(0, FakeCard.N150);
        scan();
        device.remove();
        scan();
        String id = device.file("tt_asic_id").text();
        device.file("tt_asic_id").delete();
        device.returnAs(2);
        scan();
        assertEquals(
                List.of("found 0", "lost because its files are gone: 0", "found 2"), heard.take());
        device.set("tt_asic_id", id);
        HostState state = scan();
        assertEquals(List.of("returned from 0 to 2"), heard.take());
        assertEquals(List.of(), state.lost());
    }

    @Test
    void shouldLoseAllDevicesWithTheirDriver() throws Exception {
        host.addDevices(FakeCard.N150, 2);
        scan();
        host.device(0).remove();
        host.device(1).remove();
        host.unloadDriver();
        HostState state = scan();
        assertEquals("no driver", state.driver());
        assertEquals(2, state.lost().size());
    }

    @Test
    void shouldTellOfThermalTrips() throws Exception {
        FakeDevice device = host.addDevice(0, FakeCard.P150A);
        scan();
        heard.take();
        device.set("tt_therm_trip_count", 2);
        assertNotNull(telemetry(scan(0)).heartbeatAgeMillis());
        assertEquals(List.of("2 trips of 2 0"), heard.take());
    }

    @Test
    void shouldShowHolders() throws Exception {
        host.addDevice(0, FakeCard.P150A).openBy(1, 1, 0);
        HostState state = scan();
        Holders holders = sample(state, 0).holders();
        assertEquals(List.of(1), holders.pids());
        assertEquals(1, holders.elsewhere());
        assertEquals(List.of(1), state.processes().stream().map(HostProcess::pid).toList());
    }
}
