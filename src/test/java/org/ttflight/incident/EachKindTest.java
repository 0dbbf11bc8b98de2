package org.ttflight.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.host.Liveness;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedSlot;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.Verdict;
import org.ttflight.snapshot.ObservedProcess;
import org.ttflight.snapshot.Tracking;

/** Each kind of incident, and what looks like one and is none. */
class EachKindTest {
    private static final long GIB = Watched.GIB;
    private static final long MIB = Watched.MIB;

    @TempDir Path root = Path.of("");
    private Watched watched = new Watched(root);

    @BeforeEach
    void begin() {
        watched = new Watched(root);
        watched.dram(0, GIB).dram(1, 0).seconds(15);
    }

    private void check(Incident incident, IncidentKind kind, @Nullable Integer device) {
        assertEquals(kind.label(), incident.kind());
        assertEquals(device, incident.device());
        assertEquals(0, incident.more());
    }

    @Test
    void shouldTellOfALostDevice() throws IOException {
        watched.watch.deviceLost(Watched.chip(1), "its files are gone");
        watched.seconds(1);
        Incident incident = watched.incident();
        check(incident, IncidentKind.DEVICE_LOST, 1);
        assertEquals("20261121T143100Z-device-lost-device-1", incident.name());
        assertEquals("device 1 (n150) was lost: its files are gone", incident.message());
        assertEquals("00000000000000A1", incident.asicId());
        assertEquals(List.of("device-lost " + incident.name() + ".jfr"), watched.heard);
        String summary = watched.summary(incident);
        assertTrue(
                summary.contains("When       2026-11-21 15:31:00 +01:00 (2026-11-21T14:31:00Z)"),
                summary);
        assertTrue(summary.contains("0 B of 10.0 GiB (0.0%)"), summary);
        assertFalse(summary.contains("device 0"), summary);
    }

    @Test
    void shouldTellOfAStalledHeartbeat() {
        watched.watch.heartbeatStalled(Watched.chip(0), 77, 31_000);
        watched.seconds(1);
        Incident incident = watched.incident();
        check(incident, IncidentKind.HEARTBEAT_STALLED, 0);
        assertEquals(
                "device 0 (n150) has had no heartbeat for 31 s; it stands at 77",
                incident.message());
    }

    @Test
    void shouldTellOfAThermalTrip() {
        watched.watch.thermalTrip(Watched.chip(0), 1, 3);
        watched.seconds(1);
        check(watched.incident(), IncidentKind.THERMAL_TRIP, 0);
        assertTrue(watched.incident().message().contains("shut down by heat, 3 times"));
    }

    @Test
    void shouldTellOfAnErrorOfItsOwn() throws IOException {
        watched.watch.daemonError("Writer", "A bug\u001b", new IllegalStateException("broken"));
        watched.seconds(1);
        check(watched.incident(), IncidentKind.DAEMON_ERROR, null);
        assertEquals(
                "the daemon's own error: A bug?: java.lang.IllegalStateException: broken",
                watched.incident().message());
        assertTrue(watched.summary(watched.incident()).contains("    at org.ttflight.incident."));
    }

    @Test
    void shouldNotTakeWhatIsUsualForAnIncident() {
        watched.watch.deviceFound(Watched.chip(3));
        watched.watch.deviceReturned(Watched.chip(3), 2, 1000);
        watched.watch.deviceBlocked(Watched.chip(3));
        watched.watch.deviceUnblocked(Watched.chip(3), 1000);
        watched.watch.heartbeatResumed(Watched.chip(3), 1000);
        watched.ledger().release(watched.attach(Watched.identity(7), 0), ExitReason.DEAD);
        watched.seconds(20);
        assertEquals(List.of(), watched.incidents());
        assertEquals(0, watched.watch.incidents());
    }

    @ParameterizedTest
    @CsvSource({
        "DEAD,           ALIVE,   1048576, 1",
        "PID_REUSED,     ALIVE,   1048576, 1",
        "DISCONNECTED,   DEAD,    1048576, 1",
        "DISCONNECTED,   PID_REUSED, 1048576, 1",
        "DISCONNECTED,   UNKNOWN, 1048576, 1",
        "DISCONNECTED,   ALIVE,   1048576, 0",
        "DAEMON_STOPPED, DEAD,    1048576, 0",
        "DEAD,           DEAD,    1048575, 0",
        "DISCONNECTED,   DEAD,    1048575, 0",
    })
    void shouldTellWhoDiedWithMemory(ExitReason reason, Liveness now, long bytes, int incidents) {
        ProcessIdentity identity = Watched.identity(4242);
        watched.liveness.put(identity, now);
        watched.ledger().release(watched.attach(identity, bytes), reason);
        watched.seconds(20);
        assertEquals(incidents, watched.incidents().size());
    }

    @Test
    void shouldWaitForTheKernelToEndAProcess() throws IOException {
        ProcessIdentity identity = Watched.identity(4242);
        watched.liveness.put(identity, Liveness.ALIVE);
        LedgerProcess process = watched.attach(identity, 3 * MIB);
        watched.ledger().release(process, ExitReason.DISCONNECTED);
        watched.seconds(3);
        assertEquals(List.of(), watched.incidents());
        watched.liveness.put(identity, Liveness.DEAD);
        watched.seconds(1);
        Incident incident = watched.incident();
        assertEquals(4242, incident.pid());
        assertEquals(Watched.START.plusSeconds(15).toEpochMilli(), incident.time().toEpochMilli());
        assertEquals("model42?[31m", incident.processName());
        String summary = watched.summary(incident);
        assertTrue(summary.contains("left on device 0: DRAM 3.0 MiB in 1 buffer\n"), summary);
        assertTrue(summary.contains("command python3 serve.py\n"), summary);
        assertTrue(summary.contains("reported for the first time\n"), summary);
        assertFalse(summary.contains("\u001b"), summary);
    }

    @Test
    void shouldNotKnowWhetherAProcessOfAnotherNamespaceEnded() {
        ProcessIdentity elsewhere = new ProcessIdentity(7, -1, 1000, 100, 3);
        watched.ledger().release(watched.attach(elsewhere, MIB), ExitReason.DISCONNECTED);
        watched.seconds(1);
        assertTrue(watched.incident().message().contains("cannot be seen"));
    }

    private static SharedMemory shared(Verdict verdict, int pid, long bytes) {
        SharedSlot slot =
                new SharedSlot(
                        3,
                        42,
                        pid,
                        pid < 0 ? -1 : 10L * pid,
                        verdict,
                        "",
                        new SharedUsage(Map.of(MemoryType.DRAM, bytes)),
                        null);
        return new SharedMemory(
                1,
                "1 file",
                List.of(
                        new SharedRegion(
                                "1",
                                4,
                                1,
                                "by its id",
                                verdict,
                                null,
                                SharedUsage.UNKNOWN,
                                null,
                                List.of(),
                                List.of(slot),
                                0,
                                false)));
    }

    @ParameterizedTest
    @CsvSource({"1048576, 1", "1048575, 0"})
    void shouldTellWhoDiedInSharedMemoryAlone(long bytes, int incidents) {
        ProcessIdentity identity = Watched.identity(42);
        watched.shared = shared(Verdict.LIVE, 42, bytes);
        watched.processes.add(
                new ObservedProcess(
                        identity,
                        Watched.describe(identity),
                        null,
                        null,
                        Tracking.SHARED_MEMORY,
                        List.of()));
        watched.seconds(2);
        watched.processes.clear();
        watched.shared = shared(Verdict.STALE, -1, bytes);
        watched.seconds(3);
        assertEquals(incidents, watched.incidents().size());
    }

    @Test
    void shouldTellOfMemoryThatGoesOnRising() throws IOException {
        watched.dram(0, 9 * GIB).seconds(10);
        assertEquals(List.of(), watched.incidents());
        watched.dram(0, 9 * GIB + 600 * MIB).seconds(1);
        watched.dram(0, 9 * GIB + 700 * MIB).seconds(1);
        assertEquals(List.of(), watched.incidents());
        watched.seconds(2);
        check(watched.incident(), IncidentKind.MEMORY_THRESHOLD, 0);
        String message = watched.incident().message();
        assertTrue(
                message.startsWith(
                        "device 0 (n150) DRAM in use is 9.7 GiB of 10.0 GiB (96.8%) and still"
                                + " rising; it was 9.6 GiB "),
                message);
        String summary = watched.summary(watched.incident());
        assertTrue(
                summary.contains("DRAM in use of device 0 went from 1.0 GiB 29 s before to"),
                summary);
    }

    @Test
    void shouldNotTellOfMemoryThatStaysOrFalls() {
        watched.dram(0, 9 * GIB + 600 * MIB).seconds(60); // and no more
        watched.dram(1, 9 * GIB + 600 * MIB).seconds(1);
        watched.dram(1, 9 * GIB + 700 * MIB).seconds(1);
        watched.dram(1, 9 * GIB).seconds(60); // fell back
        assertEquals(List.of(), watched.incidents());
    }

    @Test
    void shouldTellOfMemoryThatRisesLate() {
        watched.dram(0, 9 * GIB + 600 * MIB).seconds(60);
        watched.dram(0, 9 * GIB + 601 * MIB).seconds(1);
        assertEquals(1, watched.incidents().size());
    }

    @Test
    void shouldTellOnceWhileMemorySwings() {
        watched.dram(0, 9 * GIB + 600 * MIB).seconds(2);
        watched.dram(0, 9 * GIB + 601 * MIB).seconds(2);
        for (int round = 0; round < 50; round++) {
            watched.dram(0, 9 * GIB + (600 + round) * MIB).seconds(5);
            watched.dram(0, 9 * GIB + 400 * MIB).seconds(5);
        }
        assertEquals(1, watched.incidents().size());
        assertEquals(1, watched.watch.incidents());
    }

    @Test
    void shouldNotTakeWhatIsReportedAtTheStartForRising() {
        Watched fresh = new Watched(root.resolve("fresh"));
        for (int second = 0; second < 9; second++) {
            fresh.dram(0, 9 * GIB + (600 + second) * MIB).seconds(1);
        }
        fresh.seconds(60);
        assertEquals(List.of(), fresh.incidents());
    }

    @Test
    void shouldTellOfAThresholdThatSomebodySet() {
        watched.thresholds.put(0, GIB + MIB);
        watched.dram(0, GIB + MIB).seconds(1);
        watched.dram(0, GIB + 2 * MIB).seconds(3);
        check(watched.incident(), IncidentKind.MEMORY_THRESHOLD, 0);
        assertTrue(watched.incident().message().endsWith("the usage threshold is 1.0 GiB"));
    }

    @Test
    void shouldCompareWithWhatTheLedgerSawAtTheCrossing() {
        watched.thresholds.put(0, 2 * GIB);
        watched.watch.thresholdReached(0, MemoryType.DRAM, 2 * GIB, 2 * GIB);
        watched.dram(0, 3 * GIB).seconds(5); // risen before the first look
        assertEquals(1, watched.incidents().size());
    }

    @Test
    void shouldForgetAThresholdThatIsTakenBack() {
        watched.thresholds.put(0, 2 * GIB);
        watched.dram(0, 2 * GIB).seconds(1);
        watched.thresholds.remove(0);
        watched.dram(0, 3 * GIB).seconds(60);
        assertEquals(List.of(), watched.incidents());
    }

    @Test
    void shouldNotLookAtSharesIfTold() {
        IncidentSettings usual = IncidentSettings.DEFAULTS;
        Watched off =
                new Watched(
                        root.resolve("off"),
                        new IncidentSettings(
                                usual.before(),
                                usual.after(),
                                null,
                                usual.orphanedBytes(),
                                usual.maxBytes()));
        off.dram(0, 0).seconds(15);
        off.dram(0, 9 * GIB + 900 * MIB).seconds(1);
        off.dram(0, 9 * GIB + 950 * MIB).seconds(10);
        assertEquals(List.of(), off.incidents());
        assertNull(off.whyNoRecording);
    }
}
