package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ttflight.fakehost.FakeCard;
import org.ttflight.fakehost.FakeDevice;
import org.ttflight.fakehost.FakeHost;
import org.ttflight.fakehost.Obstacle;

/** Threads: what blocks, what vanishes meanwhile, and what is left of them. */
@SuppressWarnings("try") // an obstacle only has to be there
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostWatchTest {
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();
    private static final long PARK_NANOS = Duration.ofMillis(1).toNanos();

    /** A deadline that only a device misses that is stopped, even on a busy machine. */
    private static final HostWatch.Options OFTEN =
            new HostWatch.Options(
                    Duration.ofMillis(10),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofHours(1),
                    64,
                    Duration.ZERO,
                    Duration.ZERO,
                    Map.of());

    private static final String ALL = "(host|processes|device .*)";

    @TempDir Path directory;
    private FakeHost host;
    private HostWatch watch;
    private final Heard heard = new Heard();
    private Set<Thread> others = Set.of();

    @BeforeEach
    void makeHost() throws IOException {
        others = Thread.getAllStackTraces().keySet();
        host = FakeHost.create(directory);
        watch = watch(heard);
    }

    @AfterEach
    void endThreads() throws Exception {
        watch.close();
        await("all threads end", () -> threads(ALL).isEmpty());
    }

    private HostWatch watch(HostListener listener) {
        HostRoots roots = HostRoots.under(directory);
        return new HostWatch(roots, OFTEN, listener, List::of);
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what);
            LockSupport.parkNanos(PARK_NANOS);
        }
    }

    /** Threads of this test's watches: all, those of devices only, or that of one device. */
    private Set<Thread> threads(String pattern) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !others.contains(thread))
                .filter(thread -> thread.getName().matches("tt-flight " + pattern))
                .collect(Collectors.toSet());
    }

    private DeviceStatus status(int ordinal) {
        DeviceSample sample = watch.state().device(ordinal);
        return sample == null ? DeviceStatus.NEW : sample.status();
    }

    private void awaitStatus(int ordinal, DeviceStatus status) {
        await(ordinal + " is " + status, () -> status(ordinal) == status);
    }

    private Telemetry telemetry(int ordinal) {
        DeviceSample sample = watch.state().device(ordinal);
        assertNotNull(sample);
        assertNotNull(sample.telemetry());
        return sample.telemetry();
    }

    @Test
    void shouldLetABlockedDeviceDelayNobody() throws Exception {
        FakeDevice blocked = host.addDevice(0, FakeCard.P150A);
        FakeDevice other = host.addDevice(1, FakeCard.P150A);
        watch.start();
        awaitStatus(0, DeviceStatus.READABLE);
        awaitStatus(1, DeviceStatus.READABLE);
        try (Obstacle reset = Obstacle.fifo(blocked.hwmon("temp1_input"))) {
            awaitStatus(0, DeviceStatus.BLOCKED);
            for (Sensor sensor : Sensor.values()) {
                assertEquals(Reading.BLOCKED, telemetry(0).reading(sensor));
            }
            telemetry(0)
                    .traffic()
                    .words()
                    .forEach(
                            (counter, words) ->
                                    assertEquals(List.of(Reading.BLOCKED, Reading.BLOCKED), words));
            other.set("tt_aiclk", 1234);
            await(
                    "the other is read",
                    () -> Reading.of(1234).equals(telemetry(1).reading(Sensor.AICLK)));
            assertEquals(DeviceStatus.BLOCKED, status(0));
            assertEquals(1, heard.count("blocked 0"));
            assertEquals(1, threads("device 0").size());
        }
        awaitStatus(0, DeviceStatus.READABLE);
        assertEquals(Reading.of(40.812), telemetry(0).reading(Sensor.TEMPERATURE));
        assertEquals(1, heard.count("unblocked 0"));
        assertEquals(1, heard.count("blocked 0"));
        assertEquals(0, heard.count("blocked 1"));
    }

    @Test
    void shouldLetAHangingListOfHoldersDelayNoOtherDevice() throws Exception {
        FakeDevice hangs = host.addDevice(0, FakeCard.P150A);
        FakeDevice other = host.addDevice(1, FakeCard.P150A);
        host.process(4242).name("worker").write();
        hangs.openBy(4242);
        watch.start();
        awaitStatus(0, DeviceStatus.READABLE);
        await("they are told", () -> holders(0).source() == Holders.Source.DRIVER);
        try (Obstacle lock = Obstacle.fifo(hangs.pids())) {
            await("one hangs", () -> holders(0).source() == Holders.Source.UNKNOWN);
            assertEquals("reading it has not returned", holders(0).detail());
            other.openBy(4242);
            await("the other is told", () -> holders(1).pids().equals(List.of(4242)));
            assertEquals(DeviceStatus.READABLE, status(0));
            assertEquals(2, threads("processes").size());
        }
        await("it is told again", () -> holders(0).pids().equals(List.of(4242)));
        await("one thread is left", () -> threads("processes").size() == 1);
    }

    @Test
    void shouldStartNoSecondThreadWhileTheFirstHangs() throws Exception {
        FakeDevice device = host.addDevice(0, FakeCard.P150A);
        watch.start();
        awaitStatus(0, DeviceStatus.READABLE);
        Path file = device.hwmon("power1_input").path();
        Files.delete(file);
        Path fifo = directory.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        Files.createLink(file, fifo);
        awaitStatus(0, DeviceStatus.BLOCKED);
        Thread hanging = threads("device 0").iterator().next();
        for (int cycle = 0; cycle < 3; cycle++) {
            device.remove();
            await("it is lost", () -> watch.state().devices().isEmpty());
            device.returnAs(0);
            awaitStatus(0, DeviceStatus.BLOCKED);
            assertEquals(Set.of(hanging), threads("device 0"));
        }
        device.hwmon("power1_input").set(31_000_000);
        Files.writeString(fifo, "1\n"); // the reset ends
        awaitStatus(0, DeviceStatus.READABLE);
        await("the old thread ends", () -> !hanging.isAlive());
        assertEquals(1, threads("device 0").size());
        assertEquals(Reading.of(31), telemetry(0).reading(Sensor.POWER));
        assertEquals(1, heard.count("found 0"));
        assertEquals(3, heard.count("returned from 0 to 0"));
    }

    @Test
    void shouldShowADeviceThatBlocksFromTheStart() throws Exception {
        FakeDevice device = host.addDevice(3, FakeCard.P150A);
        try (Obstacle reset = Obstacle.fifo(device.file("tt_asic_id"))) {
            watch.start();
            awaitStatus(3, DeviceStatus.BLOCKED);
            DeviceSample sample = watch.state().device(3);
            assertNotNull(sample);
            assertNull(sample.telemetry());
            assertEquals(device.address(), sample.device().identity().pciAddress());
            assertEquals(List.of("found 3", "blocked 3"), heard.take());
        }
        awaitStatus(3, DeviceStatus.READABLE);
        assertEquals(List.of("unblocked 3"), heard.take());
        DeviceSample sample = watch.state().device(3);
        assertNotNull(sample);
        assertEquals(CardType.P150A, sample.device().card());
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    @Test
    void shouldLeaveNothingBehindWhateverVanishesWhen() throws Exception {
        host.addDevices(FakeCard.P150A, 4);
        watch.start();
        awaitStatus(3, DeviceStatus.READABLE);
        long before = openFiles();
        for (int cycle = 0; cycle < 100; cycle++) {
            FakeDevice device = host.devices().get(cycle % 4);
            device.remove(); // at any moment of a pass
            if (cycle % 3 == 0) {
                int ordinal = device.ordinal();
                await("it is lost", () -> watch.state().device(ordinal) == null);
            }
            device.returnAs(device.ordinal() < 4 ? device.ordinal() + 4 : device.ordinal() - 4);
        }
        for (FakeDevice device : host.devices()) {
            awaitStatus(device.ordinal(), DeviceStatus.READABLE);
        }
        await("only those that are there have threads", () -> threads("device .*").size() == 4);
        await("no file is left open", () -> open() <= before);
        assertEquals(4, watch.state().devices().size());
        watch.close();
        await("all threads end", () -> threads(ALL).isEmpty());
    }

    private static long open() {
        try {
            return openFiles();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldRememberOnlySoManyLostOnes() throws Exception {
        FakeDevice device = host.addDevice(0, FakeCard.P150A);
        watch.start();
        for (int chip = 0; chip < 70; chip++) {
            String id = "%016X".formatted(0xABC000 + chip);
            device.set("tt_asic_id", id);
            await(
                    "chip " + chip,
                    () -> {
                        DeviceSample sample = watch.state().device(0);
                        return sample != null && id.equals(sample.device().asicId());
                    });
        }
        assertEquals(64, watch.state().lost().size());
    }

    /** Whoever opened one of these would hang, as nobody writes to it. */
    @Test
    void shouldNeverOpenADevice() throws Exception {
        host.addDevices(FakeCard.P150A, 2);
        host.process(4242).name("worker").write();
        host.device(0).openBy(4242);
        for (int ordinal = 0; ordinal < 2; ordinal++) {
            Path node = directory.resolve("dev/tenstorrent/" + ordinal);
            Files.delete(node);
            assertEquals(0, new ProcessBuilder("mkfifo", node.toString()).start().waitFor());
        }
        watch.start();
        awaitStatus(0, DeviceStatus.READABLE);
        awaitStatus(1, DeviceStatus.READABLE);
        await(
                "the process is seen",
                () -> watch.state().processes().stream().anyMatch(p -> p.pid() == 4242));
        HostState seen = watch.state();
        await("another pass", () -> watch.state().epochMillis() > seen.epochMillis());
        assertEquals(0, heard.count("blocked 0") + heard.count("blocked 1"));
        HostState once = HostWatch.scan(HostRoots.under(directory), Duration.ofSeconds(30));
        assertEquals(2, once.devices().size());
        once.devices().forEach(each -> assertEquals(DeviceStatus.READABLE, each.status()));
    }

    @Test
    void shouldScanOnceThoughADeviceHangs() throws Exception {
        FakeDevice device = host.addDevice(0, FakeCard.P150A);
        host.addDevice(1, FakeCard.N150);
        try (Obstacle reset = Obstacle.fifo(device.file("tt_aiclk"))) {
            HostState state = HostWatch.scan(HostRoots.under(directory), Duration.ofSeconds(2));
            assertEquals("2 devices", state.driver());
            DeviceSample hanging = state.device(0);
            DeviceSample other = state.device(1);
            assertNotNull(hanging);
            assertNotNull(other);
            assertEquals(DeviceStatus.BLOCKED, hanging.status());
            assertEquals(DeviceStatus.READABLE, other.status());
            for (Thread thread : threads("device .*")) {
                assertTrue(thread.isDaemon(), thread::getName);
            }
        }
    }

    @Test
    void shouldNotWaitForProcesses() throws Exception {
        FakeDevice device = host.addDevice(0, FakeCard.P150A).openBy(1);
        try (Obstacle hanging = Obstacle.fifo(device.pids())) {
            watch.start();
            awaitStatus(0, DeviceStatus.READABLE);
            device.set("tt_aiclk", 1002);
            await("it is read", () -> Reading.of(1002).equals(telemetry(0).reading(Sensor.AICLK)));
            await("nobody knows", () -> holders(0).source() == Holders.Source.UNKNOWN);
            await(
                    "and it says why",
                    () -> "reading it has not returned".equals(holders(0).detail()));
        }
        await("now it is known", () -> holders(0).pids().equals(List.of(1)));
    }

    private Holders holders(int ordinal) {
        DeviceSample sample = watch.state().device(ordinal);
        assertNotNull(sample);
        return sample.holders();
    }

    @Test
    void shouldFollowThoseItIsAskedTo() throws Exception {
        host.process(77).name("reporter").write();
        HostState state =
                HostWatch.scan(
                        HostRoots.under(directory), Duration.ofSeconds(30), () -> List.of(77));
        assertEquals(List.of(77), state.processes().stream().map(HostProcess::pid).toList());
    }

    @Test
    void shouldSurviveCollaboratorsThatFail() throws Exception {
        FakeDevice device = host.addDevice(0, FakeCard.P150A).openBy(1);
        HostListener failing =
                new HostListener() {
                    @Override
                    public void deviceFound(HostDevice found) {
                        throw new IllegalStateException("for the test");
                    }
                };
        watch.close();
        watch =
                new HostWatch(
                        HostRoots.under(directory),
                        OFTEN,
                        failing,
                        () -> {
                            throw new IllegalStateException("for the test");
                        });
        watch.start();
        awaitStatus(0, DeviceStatus.READABLE);
        device.set("tt_aiclk", 1001);
        await("it goes on", () -> Reading.of(1001).equals(telemetry(0).reading(Sensor.AICLK)));
        await("holders", () -> watch.state().processes().size() == 1);
    }

    @Test
    void shouldPublishOneStateAfterTheOther() throws Exception {
        host.addDevice(0, FakeCard.P150A);
        assertSame(HostState.NOT_READ, watch.state());
        watch.start();
        awaitStatus(0, DeviceStatus.READABLE);
        HostState first = watch.state();
        await("another pass", () -> watch.state().epochMillis() > first.epochMillis());
        HostState second = watch.state();
        assertNotSame(first, second);
        assertEquals(first.devices().get(0).device(), second.devices().get(0).device());
        watch.close();
        HostState last = watch.state();
        watch.close();
        assertSame(last, watch.state());
        assertFalse(last.devices().isEmpty());
    }
}
