package org.ttflight.snapshot;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ttflight.host.CardType;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.DeviceStatus;
import org.ttflight.host.Energy;
import org.ttflight.host.Holders;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostState;
import org.ttflight.host.LostDevice;
import org.ttflight.host.PcieCounter;
import org.ttflight.host.PcieTraffic;
import org.ttflight.host.ProcessDescription;
import org.ttflight.host.Reading;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.SharedRegion;

class SnapshotBuilderTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00.000123456Z");
    private static final Instant NOW = Instant.parse("2026-11-21T12:01:30.456789Z");
    private static final ServerStatus STATUS =
            new ServerStatus("0.1.0", 812, "/run/a.sock", START, 2, 17, 99, Map.of("why", 3L));
    private static final ProcessIdentity ALICE = new ProcessIdentity(4711, 5, 1000, 100, 0);

    private final DeviceCatalog catalog = new DeviceCatalog();
    private final Ledger ledger = new Ledger(8, new LedgerListener() {});

    private ProcessDescription description =
            new ProcessDescription("python3", "alice", "python3 a.py", 1_700_000_000_123L);

    @BeforeEach
    void advance() {
        ledger.advance(1_800_000_000_000_999L);
    }

    @Test
    void shouldTellTheServer() {
        LedgerProcess process = ledger.attach(ALICE);
        ledger.allocate(process, 0, MemoryType.DRAM, 32, 100);
        ledger.allocate(process, 0, MemoryType.DRAM, 64, 100);
        ledger.free(process, 0, 32);
        ledger.free(process, 0, 96);

        ServerState server = build().daemon();

        assertEquals("0.1.0", server.version());
        assertEquals(812, server.pid());
        assertEquals("/run/a.sock", server.socket());
        assertEquals(Instant.parse("2026-11-21T12:00:00Z"), server.startTime());
        assertEquals(90, server.uptimeSeconds());
        assertEquals(2, server.openConnections());
        assertEquals(17, server.connections());
        assertEquals(99, server.messages());
        assertEquals(Map.of("why", 3L), server.rejections());
        assertEquals(1, server.anomalies().get("unknown_free"));
        assertEquals(0, server.anomalies().get("double_free"));
        assertEquals(2, server.allocations());
        assertEquals(1, server.frees());
        assertEquals(0, server.orphans());
        assertEquals(1, server.liveBuffers());
    }

    @Test
    void shouldCutTheTimeToMilliseconds() {
        assertEquals(Instant.parse("2026-11-21T12:01:30.456Z"), build().time());
    }

    @Test
    void shouldListDevicesOfTheHostAndOfPrograms() {
        catalog.replace(
                List.of(
                        new HostDevice(3, CardType.P150A, "00000000000000ff", false),
                        new HostDevice(0, CardType.P300A, null, true)));
        ledger.allocate(ledger.attach(ALICE), 2, MemoryType.L1, 32, 100);

        List<DeviceState> devices = build().devices();

        assertEquals(List.of(0, 2, 3), devices.stream().map(DeviceState::device).toList());
        assertEquals("p300a", devices.get(0).card());
        assertTrue(devices.get(0).simulated());
        assertNull(devices.get(1).card());
        assertNull(devices.get(1).architecture());
        assertFalse(devices.get(1).simulated());
        assertEquals("Blackhole", devices.get(2).architecture());
        assertEquals("00000000000000ff", devices.get(2).asicId());
    }

    @Test
    void shouldKeepUnknownCapacityUnknown() {
        catalog.replace(
                List.of(
                        new HostDevice(0, CardType.N150, null, false),
                        new HostDevice(1, CardType.P300A, null, false)));

        List<DeviceState> devices = build().devices();

        assertEquals(
                SocketOnly.use(0, 0, 0, 107_937_792L, "table"),
                devices.get(0).memory().types().get("L1"));
        assertEquals(
                SocketOnly.use(0, 0, 0, null, "unknown"),
                devices.get(1).memory().types().get("L1"));
        assertEquals(
                SocketOnly.use(0, 0, 0, null, null), devices.get(0).memory().types().get("TRACE"));
    }

    @Test
    void shouldAddUpWhatSharesDramAndL1() {
        LedgerProcess process = ledger.attach(ALICE);
        ledger.allocate(process, 1, MemoryType.DRAM, 1, 1);
        ledger.allocate(process, 1, MemoryType.TRACE, 2, 10);
        ledger.allocate(process, 1, MemoryType.L1, 3, 100);
        ledger.allocate(process, 1, MemoryType.L1_SMALL, 4, 1000);
        ledger.allocateCircularBuffer(process, 1, 5, 10_000);
        ledger.allocate(process, 1, MemoryType.SYSTEM_MEMORY, 6, 100_000);

        SnapshotDocument document = build();

        MemoryByType device = document.devices().get(0).memory();
        assertEquals(11, device.dramInUse());
        assertEquals(11_100, device.l1InUse());
        assertEquals(100_000, device.used("SYSTEM_MEMORY"));
        ProcessMemory held = document.processes().get(0).devices().get(0);
        assertEquals(1, held.device());
        assertEquals(11, held.memory().dramInUse());
        assertEquals(11_100, held.memory().l1InUse());
    }

    @Test
    void shouldNotKnowSumsOfWhatIsNotKnown() {
        assertNull(MemoryByType.UNKNOWN.dramInUse());
        assertNull(MemoryByType.UNKNOWN.l1InUse());
        assertNull(MemoryByType.UNKNOWN.used("CB"));
        assertNull(MemoryByType.UNKNOWN.capacity("L1"));
    }

    @Test
    void shouldDescribeProcesses() {
        ledger.attach(ALICE);

        ProcessState process = build().processes().get(0);

        assertEquals(4711, process.pid());
        assertTrue(process.verified());
        assertEquals("python3", process.name());
        assertEquals("alice", process.user());
        assertEquals("python3 a.py", process.commandLine());
        assertEquals(Instant.ofEpochMilli(1_700_000_000_123L), process.startTime());
        assertEquals(Instant.ofEpochMilli(1_800_000_000_000L), process.attachedTime());
        assertEquals("Connected", process.status());
        assertEquals(List.of(), process.devices());
    }

    @Test
    void shouldNotDescribeWhoeverHasAnUnverifiedPidHere() {
        ledger.attach(new ProcessIdentity(4711, -1, 1000, 100, 9));

        ProcessState process = build().processes().get(0);

        assertFalse(process.verified());
        assertNull(process.name());
        assertNull(process.commandLine());
        assertNull(process.startTime());
        assertEquals("1000", process.user());
        assertEquals("Connected, pid not verified", process.status());
    }

    @Test
    void shouldNotInventAUser() {
        description = ProcessDescription.UNKNOWN;
        ledger.attach(new ProcessIdentity(4711, -1, -1, -1, 0));
        assertNull(build().processes().get(0).user());
    }

    @Test
    void shouldCutLongCommandLinesBetweenCharacters() {
        int limit = SnapshotBuilder.COMMAND_LINE_LIMIT;
        description = new ProcessDescription(null, null, "a".repeat(limit - 1) + "😀b", null);
        ledger.attach(ALICE);
        assertEquals("a".repeat(limit - 1) + "…", build().processes().get(0).commandLine());
    }

    @Test
    void shouldDoWithoutADaemon() {
        Sources sources = new Sources();
        sources.isListening = false;
        sources.share(
                Sources.region(0, Sources.dram(7), Sources.live(5, Sources.dram(4))),
                Sources.forbidden(null, "permission denied"));

        SnapshotDocument document = new SnapshotBuilder(() -> NOW).build(sources.observe(), null);

        assertNull(document.server());
        MemoryUse dram = document.devices().get(0).memory().types().get("DRAM");
        assertEquals(
                new MemoryUse(4L, 4L, null, null, "unknown", "shared memory", 7L, 3L, null), dram);
        ProcessState process = document.processes().get(0);
        assertEquals("Shared memory", process.status());
        assertEquals("SHARED_MEMORY", process.tracking());
        assertEquals(Tracking.SHARED_MEMORY.description(), process.statusDetail());
        assertNull(process.attachedTime());
        assertNull(process.lastReportTime());
        assertEquals(
                new MemoryUse(4L, 4L, null, null, null, "shared memory", 4L, null, null),
                process.devices().get(0).memory().types().get("DRAM"));
        assertNull(process.devices().get(0).memory().types().get("SYSTEM_MEMORY"));
        assertEquals(
                Map.of(
                        "socket", "no daemon",
                        "driver", "not read",
                        "sharedMemory", "2 files",
                        "reports", "off"),
                document.host().sources());
        assertEquals(List.of("shared memory 9null: permission denied"), document.host().problems());
        assertEquals(1, document.sharedMemory().get(0).liveSlots());
        assertEquals(
                Map.of("DRAM", 7L, "L1", 0L, "L1_SMALL", 0L, "TRACE", 0L, "CB", 0L),
                document.sharedMemory().get(0).claimed());
        assertEquals("unreadable", document.sharedMemory().get(1).verdict());
    }

    @Test
    void shouldTellEveryProblem() {
        Sources sources = new Sources();
        sources.holders(0, new Holders(List.of(), 0, Holders.Source.OPEN_FILES, "not root"));
        sources.holders(1, new Holders(List.of(), 0, Holders.Source.OPEN_FILES, "not root"));
        SharedRegion unmapped = Sources.region("77", null, 1L, Sources.NOTHING);
        sources.share(
                new SharedRegion(
                        "77",
                        4,
                        null,
                        "no device has this number",
                        unmapped.verdict(),
                        null,
                        unmapped.claimed(),
                        1L,
                        List.of(),
                        List.of(),
                        2,
                        false));
        assertEquals(
                List.of(
                        "shared memory 77: belongs to no known device, no device has this number",
                        "shared memory 77: 2 counters below zero, unknown and in no sum",
                        "who has devices open: not root"),
                new SnapshotBuilder(() -> NOW).build(sources.observe(), null).host().problems());
    }

    @Test
    void shouldNotTellEnergyThatWasNotMeasured() {
        Sources sources = new Sources();
        PcieTraffic traffic = new PcieTraffic(Map.of(), 32, null, null, null, null);
        sources.sample(
                Sources.sample(
                        0,
                        DeviceStatus.READABLE,
                        new Telemetry(1, Map.of(), traffic, Energy.NONE, null, false)));
        String json =
                SnapshotJson.write(new SnapshotBuilder(() -> NOW).build(sources.observe(), STATUS));
        assertTrue(json.contains("\"energyJoules\":null,\"energySeconds\":0"), json);
    }

    @Test
    void shouldTellTheHardware() {
        Sources sources = new Sources();
        Telemetry telemetry =
                new Telemetry(
                        1_800_000_000_000L,
                        Map.of(Sensor.POWER, Reading.of(61)),
                        new PcieTraffic(
                                Map.of(
                                        PcieCounter.SLV_RD_SENT,
                                        List.of(Reading.of(9), Reading.ABSENT)),
                                32,
                                1L,
                                null,
                                2.5,
                                null),
                        new Energy(3, 4, 5),
                        1500L,
                        true);
        sources.sample(Sources.sample(0, DeviceStatus.READABLE, telemetry));
        sources.report(0, Sources.report(1_700_000_000_000L, Map.of("L1", Sources.bank(2, 9, 3))));
        sources.run(1, 10, new ProcessDescription("n", "u", "c", 1L, "box", "pod"));
        sources.attach(1);

        SnapshotDocument document = new SnapshotBuilder(() -> NOW).build(sources.observe(), STATUS);

        DeviceState device = document.devices().get(0);
        HardwareState hardware = Objects.requireNonNull(device.hardware());
        TelemetryState told = Objects.requireNonNull(hardware.telemetry());
        assertEquals(Sensor.values().length, told.readings().size());
        assertEquals(61.0, told.value("power"));
        assertEquals(
                new ReadingState(null, "°C", "absent", null), told.readings().get("temperature"));
        assertEquals(Map.of("slv_rd_data_word_sent", Arrays.asList(9L, null)), told.pcieWords());
        assertEquals(1.5, told.heartbeatAgeSeconds());
        assertEquals(3, told.energyJoules());
        assertEquals("readable", hardware.status());
        assertEquals("heartbeat stalled for 1 s", device.health());
        assertEquals(Instant.ofEpochMilli(1_700_000_000_000L), device.reportTime());
        assertEquals(
                new BankState(2, 9, 3, 6, 6, 0.0),
                requireNonNull(device.memory().types().get("L1")).banks());
        ProcessState process = document.processes().get(0);
        assertEquals("box", process.container());
        assertEquals("pod", process.pod());
        assertEquals(1.5, process.cpuSeconds());
        assertEquals(0.5, process.cpuRatio());
        assertEquals(1L << 20, process.residentBytes());
        assertNull(process.statusDetail());
        assertEquals("2.5.0", document.host().driverVersion());
        assertEquals("listening on /run/a.sock", document.host().sources().get("socket"));
    }

    @Test
    void shouldTellTheLost() {
        Sources sources = new Sources();
        HostDevice device = new HostDevice(3, CardType.N150, "FF", false);
        sources.host(
                new HostState(
                        1,
                        null,
                        "no driver",
                        List.of(),
                        List.of(new LostDevice(device, 1_800_000_000_000L)),
                        List.of()));
        sources.catalog.replace(List.of(device));
        sources.ledger.allocate(sources.attach(1), 3, MemoryType.DRAM, 32, 1);

        SnapshotDocument document = new SnapshotBuilder(() -> NOW).build(sources.observe(), STATUS);

        Instant lost = Instant.ofEpochMilli(1_800_000_000_000L);
        assertEquals(List.of(new LostDeviceState(3, "n150", "FF", lost)), document.host().lost());
        assertEquals("lost since " + lost, document.devices().get(0).health());
        assertEquals("n150", document.devices().get(0).card());
    }

    private SnapshotDocument build() {
        ledger.publish();
        Observations observations =
                Observations.ofSocket(ledger::snapshot, catalog, identity -> description);
        return new SnapshotBuilder(() -> NOW).build(observations.get(), STATUS);
    }
}
