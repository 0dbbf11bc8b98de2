package org.ttflight.snapshot;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.ttflight.snapshot.Sources.NOTHING;
import static org.ttflight.snapshot.Sources.dram;
import static org.ttflight.snapshot.Sources.live;
import static org.ttflight.snapshot.Sources.region;
import static org.ttflight.snapshot.Sources.stale;
import static org.ttflight.snapshot.Sources.unreadable;
import static org.ttflight.snapshot.Sources.unverifiable;
import static org.ttflight.snapshot.Sources.usage;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ttflight.host.CardType;
import org.ttflight.host.Holders;
import org.ttflight.host.HostDevice;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.UsageSource;

/** What a device holds, and who says so. */
class ObservationsTest {
    private final Sources sources = new Sources();

    @Test
    void shouldTakeTheSocketsFigureWhereBothTell() {
        sources.ledger.allocate(sources.attach(1), 0, MemoryType.DRAM, 32, 100);
        sources.share(region(0, dram(90), live(1, dram(90))));

        ObservedMemory memory = sources.memory(0, MemoryType.DRAM);

        assertEquals(100, memory.used());
        assertEquals(1, memory.buffers());
        assertEquals(UsageSource.SOCKET, memory.source());
        assertEquals(90, memory.claimed());
        assertEquals(0, memory.unattributed());
        ObservedHolding held = sources.process().devices().get(0);
        assertEquals(100, held.used(MemoryType.DRAM));
        assertEquals(10, held.difference(MemoryType.DRAM));
        assertEquals(UsageSource.SOCKET, held.source());
    }

    @Test
    void shouldAddDifferentProcessesOfDifferentSources() {
        sources.ledger.allocate(sources.attach(1), 0, MemoryType.DRAM, 32, 100);
        sources.share(region(0, dram(97), live(1, dram(90)), live(2, dram(7))));

        ObservedMemory memory = sources.memory(0, MemoryType.DRAM);

        assertEquals(107, memory.used());
        assertEquals(1, memory.buffers());
        assertEquals(UsageSource.MIXED, memory.source());
        assertEquals(UsageSource.SHARED_MEMORY, sources.process(2).devices().get(0).source());
    }

    @Test
    void shouldTakeSharedMemoryWhereTheProcessReportsOnlyElsewhere() {
        sources.ledger.allocate(sources.attach(1), 1, MemoryType.DRAM, 32, 100);
        sources.share(region(0, dram(90), live(1, dram(90))));

        assertEquals(90, sources.memory(0, MemoryType.DRAM).used());
        assertEquals(UsageSource.SHARED_MEMORY, sources.memory(0, MemoryType.DRAM).source());
        assertEquals(100, sources.memory(1, MemoryType.DRAM).used());
        assertEquals(UsageSource.SOCKET, sources.memory(1, MemoryType.DRAM).source());
        assertEquals(190, sources.process().used(MemoryType.DRAM));
    }

    @Test
    void shouldLeaveTheGoneToWhatIsUnattributed() {
        sources.share(region(0, dram(150), live(2, dram(90)), stale(3, dram(50))));

        ObservedMemory memory = sources.memory(0, MemoryType.DRAM);

        assertEquals(90, memory.used());
        assertNull(memory.buffers());
        assertEquals(150, memory.claimed());
        assertEquals(60, memory.unattributed());
        assertEquals(2, sources.process().pid());
    }

    @Test
    void shouldAttributeNothingLessThanNothing() {
        sources.share(region(0, dram(80), live(2, dram(90))));
        assertEquals(0, sources.memory(0, MemoryType.DRAM).unattributed());
    }

    @Test
    void shouldNotKnowWhatIsUnattributedIfASlotLostCount() {
        SharedUsage lost = new SharedUsage(Map.of(MemoryType.L1, 5L));
        sources.share(region(0, dram(100), live(1, lost), live(2, dram(40))));

        assertNull(sources.memory(0, MemoryType.DRAM).unattributed());
        assertEquals(40, sources.memory(0, MemoryType.DRAM).used());
        assertNull(sources.process(1).used(MemoryType.DRAM));
    }

    @Test
    void shouldCountWhatCannotBeVerified() {
        sources.share(region(0, dram(90), unverifiable(7, "train", dram(90))));
        assertEquals(90, sources.memory(0, MemoryType.DRAM).used());
        assertEquals(0, sources.memory(0, MemoryType.DRAM).unattributed());
    }

    @Test
    void shouldCountAProcessInTwoRegionsOnce() {
        SharedRegion old = region("10", 0, 5L, dram(70), live(1, dram(60)));
        SharedRegion current = region("11", 0, 6L, dram(50), live(1, dram(40)));
        sources.share(old, current);

        ObservedMemory memory = sources.memory(0, MemoryType.DRAM);
        assertEquals(40, memory.used());
        assertEquals(60, memory.claimed()); // 70 - 60 + 50
        assertEquals(20, memory.unattributed());

        sources.share(current, old); // the order of the files means nothing
        assertEquals(40, sources.memory(0, MemoryType.DRAM).used());
    }

    @Test
    void shouldTakeARegionWithoutATimeForTheOlder() {
        sources.share(
                region("10", 0, null, dram(60), live(1, dram(60))),
                region("11", 0, 1L, dram(40), live(1, dram(40))));
        assertEquals(40, sources.memory(0, MemoryType.DRAM).used());
    }

    @Test
    void shouldAddTwoSlotsOfAProcessInOneRegion() {
        sources.share(region(0, dram(100), live(1, dram(60)), live(1, dram(40))));
        assertEquals(100, sources.process().used(MemoryType.DRAM));
        assertEquals(0, sources.memory(0, MemoryType.DRAM).unattributed());
    }

    @Test
    void shouldLeaveUnknownWhatSharedMemoryDoesNotCount() {
        sources.share(region(0, dram(90), live(1, dram(90))));

        assertNull(sources.memory(0, MemoryType.SYSTEM_MEMORY).used());
        assertNull(sources.memory(0, MemoryType.KERNEL).used());
        assertNull(sources.memory(0, MemoryType.KERNEL).peak());
        assertEquals(UsageSource.NONE, sources.memory(0, MemoryType.KERNEL).source());
        assertNull(sources.memory(0, MemoryType.KERNEL).claimed());

        sources.ledger.allocate(sources.attach(2), 0, MemoryType.SYSTEM_MEMORY, 32, 5);
        assertEquals(5, sources.memory(0, MemoryType.SYSTEM_MEMORY).used());
        assertEquals(UsageSource.SOCKET, sources.memory(0, MemoryType.SYSTEM_MEMORY).source());
        assertEquals(0, sources.memory(0, MemoryType.KERNEL).used());
        assertEquals(UsageSource.MIXED, sources.memory(0, MemoryType.DRAM).source());
    }

    @Test
    void shouldBeZeroWhereADaemonListensAndNobodyIs() {
        sources.catalog.replace(List.of(new HostDevice(0, CardType.N150, null, true)));

        ObservedMemory memory = sources.memory(0, MemoryType.KERNEL);

        assertEquals(0, memory.used());
        assertEquals(0, memory.peak());
        assertEquals(0, memory.buffers());
        assertEquals(UsageSource.SOCKET, memory.source());
    }

    @Test
    void shouldBeUnknownWithoutADaemonAndSharedMemory() {
        sources.isListening = false;
        sources.open(0);

        ObservedMemory memory = sources.memory(0, MemoryType.DRAM);

        assertNull(memory.used());
        assertNull(memory.peak());
        assertNull(memory.buffers());
        assertEquals(UsageSource.NONE, memory.source());
    }

    @Test
    void shouldBeZeroWhereSharedMemorySaysSo() {
        sources.isListening = false;
        sources.share(region(0, NOTHING));

        assertEquals(0, sources.memory(0, MemoryType.DRAM).used());
        assertEquals(UsageSource.SHARED_MEMORY, sources.memory(0, MemoryType.DRAM).source());
        assertNull(sources.memory(0, MemoryType.SYSTEM_MEMORY).used());
    }

    @Test
    void shouldBeUnknownWhileSomebodyHasItOpenUntracked() {
        sources.open(0, 5);

        assertNull(sources.memory(0, MemoryType.DRAM).used());
        assertEquals(1, sources.device(0).untracked());

        sources.ledger.allocate(sources.attach(1), 0, MemoryType.DRAM, 32, 100);
        assertEquals(100, sources.memory(0, MemoryType.DRAM).used());
        assertEquals(1, sources.device(0).untracked());
    }

    @Test
    void shouldNotTakeEmptySharedMemoryForNothingBesideTheUntracked() {
        sources.open(0, 5);
        sources.share(region(0, NOTHING));
        assertNull(sources.memory(0, MemoryType.DRAM).used());
        assertEquals(1, sources.device(0).untracked());
        assertNull(sources.memory(0, MemoryType.KERNEL).used());

        sources.share(region(0, dram(9), live(1, dram(9))));
        assertEquals(9, sources.memory(0, MemoryType.DRAM).used());
        assertEquals(1, sources.device(0).untracked());
    }

    @Test
    void shouldNotTakeHiddenMemoryForNone() {
        sources.share(unreadable(0, "permission denied"));
        assertNull(sources.memory(0, MemoryType.DRAM).used());

        sources.open(0); // now we know that nobody has it open
        assertEquals(0, sources.memory(0, MemoryType.DRAM).used());
    }

    @Test
    void shouldCountAtLeastOneUntrackedElsewhere() {
        sources.holders(0, new Holders(List.of(), 3, Holders.Source.DRIVER, null));
        assertEquals(1, sources.device(0).untracked());
        assertNull(sources.memory(0, MemoryType.DRAM).used());

        sources.share(region(0, dram(9), unverifiable(7, "train", dram(9))));
        assertEquals(0, sources.device(0).untracked());
    }

    @Test
    void shouldNotCountAProcessThatOnlyOpensADeviceItDoesNotUse() {
        sources.ledger.allocate(sources.attach(1), 0, MemoryType.DRAM, 32, 100);
        sources.open(0, 1);
        sources.open(1, 1);

        assertEquals(0, sources.device(1).untracked());
        assertEquals(0, sources.memory(1, MemoryType.DRAM).used());
        ObservedHolding there = sources.process().devices().get(1);
        assertEquals(true, there.isOpen());
        assertEquals(UsageSource.NONE, there.source());
        assertNull(there.used(MemoryType.DRAM));
    }

    @Test
    void shouldNotTakeASlotOnOneDeviceForNothingOnAnother() {
        sources.open(0, 1);
        sources.open(1, 1);
        sources.share(region(0, dram(9), live(1, dram(9))));

        assertEquals(0, sources.device(0).untracked());
        assertEquals(1, sources.device(1).untracked());
        assertNull(sources.memory(1, MemoryType.DRAM).used());

        sources.share(region(0, dram(9), live(1, dram(9))), region(1, NOTHING));
        assertEquals(0, sources.device(1).untracked());
        assertEquals(0, sources.memory(1, MemoryType.DRAM).used());
    }

    @Test
    void shouldCountAProcessUntrackedWhoseSlotBelongsToNoDevice() {
        sources.open(0, 1);
        sources.share(region(null, dram(9), live(1, dram(9))));

        assertEquals(Tracking.SHARED_MEMORY, sources.process().tracking());
        assertEquals(1, sources.device(0).untracked());
        assertNull(sources.memory(0, MemoryType.DRAM).used());
    }

    @Test
    void shouldKnowThePeakOfTheLedger() {
        LedgerProcess process = sources.attach(1);
        sources.ledger.allocate(process, 0, MemoryType.DRAM, 32, 100);
        sources.ledger.free(process, 0, 32);
        sources.share(region(0, dram(0), live(1, dram(0))));
        assertEquals(100, sources.memory(0, MemoryType.DRAM).peak());
        sources.ledger.resetPeak(0, MemoryType.DRAM);
        assertEquals(0, sources.memory(0, MemoryType.DRAM).peak());
    }

    @Test
    void shouldRememberTheHighestOfSharedMemoryUntilItIsReset() {
        sources.share(region(0, usage(90, 8, 0, 0, 0), live(1, usage(90, 8, 0, 0, 0))));
        assertEquals(90, sources.memory(0, MemoryType.DRAM).peak());
        sources.share(region(0, usage(40, 9, 0, 0, 0), live(1, usage(40, 9, 0, 0, 0))));
        assertEquals(90, sources.memory(0, MemoryType.DRAM).peak());
        assertEquals(90, sources.process().devices().get(0).peak(MemoryType.DRAM));
        assertEquals(9, sources.process().devices().get(0).peak(MemoryType.L1));

        sources.observations.resetPeak(0, MemoryType.DRAM);

        assertEquals(40, sources.memory(0, MemoryType.DRAM).peak());
        assertEquals(9, sources.memory(0, MemoryType.L1).peak());
        assertEquals(90, sources.process().devices().get(0).peak(MemoryType.DRAM));
    }

    @Test
    void shouldKeepThePeakWhenTheSourceChanges() {
        sources.share(region(0, dram(90), live(1, dram(90))));
        assertEquals(90, sources.memory(0, MemoryType.DRAM).peak());
        sources.share(region(0, dram(0)));
        sources.ledger.allocate(sources.attach(2), 0, MemoryType.DRAM, 32, 50);
        assertEquals(50, sources.memory(0, MemoryType.DRAM).used());
        assertEquals(90, sources.memory(0, MemoryType.DRAM).peak());
    }

    @Test
    void shouldTakeDevicesFromThoseWhoCanKnow() {
        sources.catalog.replace(
                List.of(
                        new HostDevice(2, CardType.N300, null, false),
                        new HostDevice(3, CardType.N150, null, true)));
        sources.ledger.allocate(sources.attach(1), 1, MemoryType.DRAM, 32, 1);
        sources.share(region(7, NOTHING), region(null, NOTHING));
        sources.open(5);
        sources.report(9, Sources.report(1, Map.of("L1", Sources.bank(2, 100, 10))));
        assertNull(sources.observe().device(9));
        sources.report(5, Sources.report(1, Map.of("L1", Sources.bank(2, 100, 10))));

        List<ObservedDevice> devices = sources.observe().devices();

        assertEquals(List.of(1, 3, 5), devices.stream().map(ObservedDevice::ordinal).toList());
        assertEquals("n150", devices.get(1).device().cardType());
        assertEquals(10, requireNonNull(sources.memory(5, MemoryType.L1).banks()).allocated());
        assertEquals(200, sources.memory(5, MemoryType.L1).capacity().bytes());
        assertNull(sources.memory(5, MemoryType.DRAM).banks());
        assertEquals(12L << 30, sources.memory(3, MemoryType.DRAM).capacity().bytes());
    }

    @Test
    void shouldReturnTheSameWhileTheSourcesDo() {
        Observation first = sources.observe();
        assertSame(first, sources.observe());

        sources.share(region(0, NOTHING));
        Observation second = sources.observe();
        assertNotSame(first, second);
        sources.open(0);
        Observation third = sources.observe();
        assertNotSame(second, third);
        sources.ledger.allocate(sources.attach(1), 0, MemoryType.DRAM, 32, 1);
        Observation fourth = sources.observe();
        assertNotSame(third, fourth);
        sources.report(0, Sources.report(1, Map.of()));
        Observation fifth = sources.observe();
        assertNotSame(fourth, fifth);
        sources.catalog.replace(List.of(new HostDevice(0, CardType.N150, null, false)));
        Observation sixth = sources.observe();
        assertNotSame(fifth, sixth);
        assertSame(sixth, sources.observe());
    }

    @Test
    void shouldObserveTheSocketAlone() {
        sources.ledger.allocate(sources.attach(1), 0, MemoryType.DRAM, 32, 100);
        sources.ledger.publish();
        Observation observation =
                Observations.ofSocket(
                                sources.ledger::snapshot,
                                sources.catalog,
                                identity -> new ProcessDescription("python3", "alice", null, null))
                        .get();
        assertEquals(100, observation.devices().get(0).dramInUse());
        assertEquals("python3", observation.processes().get(0).description().name());
        assertEquals(
                Tracking.REPORTING,
                requireNonNull(observation.process(Sources.identity(1))).tracking());
    }

    @Test
    void shouldFollowAProcessThatStopsReporting() {
        LedgerProcess process = sources.attach(1);
        sources.ledger.allocate(process, 0, MemoryType.DRAM, 32, 100);
        sources.share(region(0, dram(90), live(1, dram(90))));
        assertEquals(Tracking.REPORTING, sources.process().tracking());

        sources.ledger.release(process, ExitReason.DISCONNECTED);

        assertEquals(Tracking.SHARED_MEMORY, sources.process().tracking());
        assertEquals(90, sources.memory(0, MemoryType.DRAM).used());
        assertEquals(new ProcessIdentity(1, 10, -1, -1, 0), sources.process().identity());
        assertEquals(100, sources.memory(0, MemoryType.DRAM).peak());
    }
}
