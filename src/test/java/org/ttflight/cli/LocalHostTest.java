package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ttflight.fakehost.FakeCard;
import org.ttflight.fakehost.FakeDevice;
import org.ttflight.fakehost.FakeHost;
import org.ttflight.fakehost.FakeReport;
import org.ttflight.fakehost.FakeUsage;
import org.ttflight.host.HostRoots;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.MemoryUse;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.SnapshotJson;
import org.ttflight.snapshot.TelemetryState;
import org.ttflight.snapshot.Tracking;

/** Reads whole trees, by the command line. */
class LocalHostTest extends CommandTest {
    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;
    private static final FakeUsage HELD = new FakeUsage(2 * GIB, 4 * MIB, 0, 0, MIB);

    private FakeHost host;
    private Path root;

    @BeforeEach
    void makeHost() throws IOException {
        root = directory.resolve("tree");
        host = FakeHost.create(root);
        FakeDevice device = host.addDevice(0, FakeCard.P150A);
        host.addDevice(1, FakeCard.P150A);
        host.process(4242).name("python3").commandLine("python3", "serve.py").write();
        host.process(4250).name("quiet").commandLine("quiet").write();
        device.openBy(4242, 4250);
        device.sharedMemory(4)
                .slot(0, 4242, "python3", HELD, System.currentTimeMillis() * 1_000_000)
                .totals(HELD.plus(new FakeUsage(512 * MIB, 0, 0, 0, 0)))
                .lastUpdate(System.currentTimeMillis() * 1_000_000)
                .write();
    }

    private SnapshotDocument json(String... more) throws IOException {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "smi";
        arguments[1] = "--json";
        System.arraycopy(more, 0, arguments, 2, more.length);
        assertEquals(0, run(arguments), err());
        String answer = out();
        out.reset();
        return SnapshotJson.read(answer);
    }

    private static long used(DeviceState device, String type) {
        MemoryUse use = device.memory().types().get(type);
        assertNotNull(use);
        Long used = use.used();
        assertNotNull(used);
        return used;
    }

    @Test
    void shouldTellWhatTheTreeTells() throws IOException {
        SnapshotDocument document = json("--host-root", root.toString());
        assertNull(document.server());
        assertEquals(2, document.devices().size());
        DeviceState device = document.devices().get(0);
        assertEquals("p150a", device.card());
        assertEquals(2 * GIB, used(device, "DRAM"));
        assertEquals(MIB, used(device, "CB"));
        MemoryUse dram = device.memory().types().get("DRAM");
        assertNotNull(dram);
        assertEquals(512 * MIB, dram.unattributed());
        assertEquals(1, device.untracked());
        assertEquals(1, document.sharedMemory().size());

        assertEquals(2, document.processes().size());
        ProcessState counted = document.processes().get(0);
        assertEquals(4242, counted.pid());
        assertEquals("python3", counted.name());
        assertEquals(Tracking.SHARED_MEMORY.name(), counted.tracking());
        assertEquals(Tracking.DISABLED.name(), document.processes().get(1).tracking());
    }

    @Test
    void shouldShowWhatTheTreeTells() {
        assertEquals(0, run("smi", "--host-root", root.toString(), "--width", "200"));
        String screen = out();
        for (String part :
                List.of(
                        "without a daemon   driver 2.10.0",
                        "p150a Blackhole",
                        "≥2.0 GiB*",
                        "Tracking disabled",
                        "512.0 MiB of DRAM in shared memory that no live process holds",
                        "Without a daemon nobody knows")) {
            assertTrue(screen.contains(part), part + " is not in:\n" + screen);
        }
        assertFalse(screen.contains("socket: listening"), screen);
    }

    @Test
    void shouldReadTheTreeOfTheEnvironmentWhereNoDaemonRuns() throws IOException {
        environment.put("TT_FLIGHT_HOST_ROOT", root.toString());
        SnapshotDocument document = json();
        assertEquals(2, document.devices().size());
        assertTrue(
                document.host().problems().get(0).startsWith("no daemon listens on " + socket()),
                document.host().problems()::toString);
    }

    @Test
    void shouldTakeEveryRootByItself() throws IOException {
        Path elsewhere = directory.resolve("elsewhere");
        Files.createDirectories(elsewhere);
        Files.move(host.driver(), elsewhere.resolve("driver"));
        Files.move(host.devShm(), elsewhere.resolve("shm"));
        Files.move(host.proc(), elsewhere.resolve("proc"));
        Files.move(host.sys(), elsewhere.resolve("sys"));
        SnapshotDocument document =
                json(
                        "--root-sys=" + elsewhere.resolve("sys"),
                        "--root-proc=" + elsewhere.resolve("proc"),
                        "--root-driver=" + elsewhere.resolve("driver"),
                        "--root-dev-shm=" + elsewhere.resolve("shm"));
        assertEquals(2 * GIB, used(document.devices().get(0), "DRAM"));
        assertEquals("python3", document.processes().get(0).name());
        assertEquals(2, document.processes().size());
    }

    @Test
    void shouldLetOneRootReplaceAPartOfAnother() {
        Path root = Path.of("/host");
        HostRoots usual = HostRoots.under(root);
        Path proc = Path.of("/other");
        assertEquals(HostRoots.SYSTEM, LocalHost.roots(HostPlaces.USUAL));
        assertEquals(
                usual.withProc(proc),
                LocalHost.roots(new HostPlaces(root, null, proc, null, null, List.of())));
        assertEquals(
                usual.withProc(proc).withDriver(root),
                LocalHost.roots(new HostPlaces(root, null, proc, root, null, List.of())));
    }

    @Test
    void shouldReadReports() throws IOException {
        host.report("device_0_")
                .banks(
                        new FakeReport.Banks(
                                "DRAM",
                                8,
                                List.of(
                                        new FakeReport.Block(0, MIB, true),
                                        new FakeReport.Block(MIB, 3 * MIB, false))))
                .banks(
                        new FakeReport.Banks(
                                "L1", 120, List.of(new FakeReport.Block(0, MIB, false))))
                .write();
        String reports = host.reports().toString();
        assertEquals(0, run("smi", "--host-root=" + root, "--reports=" + reports, "--width=200"));
        assertTrue(out().contains("DRAM 3.0 MiB of 3.0 MiB free in each of 8 banks"), out());
    }

    @Test
    void shouldShowAChipThatDoesNotAnswer() throws IOException {
        FakeDevice device = host.device(1);
        device.hwmon("temp1_input").set(65_535_999);
        device.hwmon("power1_input").set(4_293_967_296L);
        device.set("tt_aiclk", 4_294_967_295L);
        assertEquals(0, run("smi", "--host-root", root.toString(), "--width", "80"));
        assertTrue(out().contains("no answer"), out());
        assertTrue(out().contains("Device 1: no temperature, power, AICLK: all bits"), out());
    }

    @Test
    void shouldGoOnWithoutADriver() throws IOException {
        host.device(0).remove();
        host.device(1).remove();
        host.unloadDriver();
        assertEquals(0, run("smi", "--host-root", root.toString(), "--width", "200"), err());
        assertTrue(out().contains("No devices"), out());
        assertTrue(out().contains("Shared memory, 1 file: "), out());
        assertTrue(out().contains("It claims 2.5 GiB of DRAM"), out());
    }

    @Test
    void shouldSayThatATreeHasNothing() throws IOException {
        Path empty = Files.createDirectories(directory.resolve("empty"));
        assertEquals(1, run("smi", "--host-root", empty.toString()));
        assertEquals(
                "tt-flight: no driver, no device and no shared memory in "
                        + empty
                        + "; is the driver loaded there (modprobe tenstorrent)?\n",
                err());
    }

    @Test
    void shouldSayThatThereIsNoSuchTree() {
        Path none = directory.resolve("none");
        assertEquals(1, run("smi", "--host-root", none.toString()));
        assertEquals(
                "tt-flight: no driver, no device and no shared memory in "
                        + none
                        + "; not a directory: "
                        + none
                        + "\n",
                err());
    }

    @Test
    void shouldMonitorATree() throws IOException {
        assertEquals(0, run("monitor", "-n", "2", "-r", "100", "--host-root", root.toString()));
        assertEquals(2, out().lines().filter(line -> line.contains("without a daemon; ")).count());
        assertTrue(out().contains("python3"), out());
    }

    @Test
    void shouldSeeWhatChangesBetweenTwoReads() throws IOException {
        LocalHost local =
                new LocalHost(new HostPlaces(root, null, null, null, null, List.of()), Map.of());
        assertEquals(2, local.read().devices().size());
        host.device(1).remove();
        assertEquals(1, local.read().devices().size());
    }

    @Test
    void shouldNoticeWhatTakesTwoLooksWhereItWatches() throws Exception {
        HostPlaces places = new HostPlaces(root, null, null, null, null, List.of());
        LocalHost watching = new LocalHost(places, Map.of(), true);
        try {
            assertEquals(2, watching.read().devices().size());
            awaitLost(watching, 0); // until the watch, too, has seen both
            host.device(1).remove();
            awaitLost(watching, 1);
        } finally {
            watching.rest();
        }
        assertEquals(List.of(), watching.read().host().lost(), "a rest forgets");
        watching.rest();
    }

    private static void awaitLost(LocalHost local, int lost) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        SnapshotDocument document = local.read();
        while (document.host().lost().size() != lost || !hasRate(document.devices().get(0))) {
            assertTrue(System.nanoTime() < deadline, document::toString);
            LockSupport.parkNanos(10_000_000);
            document = local.read();
        }
    }

    private static boolean hasRate(DeviceState device) {
        HardwareState hardware = device.hardware();
        TelemetryState telemetry = hardware == null ? null : hardware.telemetry();
        return telemetry != null && telemetry.pcieToDeviceRate() != null;
    }
}
