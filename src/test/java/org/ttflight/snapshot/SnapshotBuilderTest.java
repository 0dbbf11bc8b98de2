package org.ttflight.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ttflight.host.CardType;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.HostDevice;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;

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

        ServerState server = build().server();

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
                new MemoryUse(0, 0, 0, 107_937_792L, "table"),
                devices.get(0).memory().types().get("L1"));
        assertEquals(
                new MemoryUse(0, 0, 0, null, "unknown"), devices.get(1).memory().types().get("L1"));
        assertEquals(
                new MemoryUse(0, 0, 0, null, null), devices.get(0).memory().types().get("TRACE"));
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

    private SnapshotDocument build() {
        ledger.publish();
        return new SnapshotBuilder(catalog, identity -> description, () -> NOW)
                .build(ledger.snapshot(), STATUS);
    }
}
