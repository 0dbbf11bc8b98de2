package org.ttflight.snapshot;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ttflight.snapshot.Sources.NOTHING;
import static org.ttflight.snapshot.Sources.dram;
import static org.ttflight.snapshot.Sources.forbidden;
import static org.ttflight.snapshot.Sources.live;
import static org.ttflight.snapshot.Sources.region;
import static org.ttflight.snapshot.Sources.unreadable;
import static org.ttflight.snapshot.Sources.unverifiable;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ttflight.host.Holders;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedSlot;
import org.ttflight.ledger.Verdict;

/** Which process is which, and how much is known of it. */
class ObservedProcessesTest {
    private final Sources sources = new Sources();

    @Test
    void shouldPutThoseThatReportFirstAndTheOthersByPid() {
        sources.attach(30);
        sources.attach(20);
        sources.share(region(0, dram(3), live(25, dram(1)), live(20, dram(1)), live(5, dram(1))));
        sources.open(0, 7, 30);

        List<Integer> pids = sources.observe().processes().stream().map(p -> p.pid()).toList();

        assertEquals(List.of(30, 20, 5, 7, 25), pids);
    }

    @Test
    void shouldTellAReusedPid() {
        sources.ledger.allocate(sources.attach(1), 0, MemoryType.DRAM, 32, 100);
        SharedSlot later = new SharedSlot(0, 1, 1, 999, Verdict.LIVE, "new", dram(7), null);
        sources.share(region(0, dram(7), later));

        assertEquals(2, sources.observe().processes().size());
        assertEquals(107, sources.memory(0, MemoryType.DRAM).used());
    }

    @Test
    void shouldJoinWhereAStartIsNotKnown() {
        sources.ledger.allocate(sources.attach(1), 0, MemoryType.DRAM, 32, 100);
        SharedSlot slot = new SharedSlot(0, 1, 1, -1, Verdict.LIVE, "x", dram(90), null);
        sources.share(region(0, dram(90), slot));

        assertEquals(10, sources.process().devices().get(0).difference(MemoryType.DRAM));
        assertEquals(100, sources.memory(0, MemoryType.DRAM).used());
    }

    @Test
    void shouldJoinASlotByItsPidHereNotByItsClaim() {
        sources.ledger.allocate(sources.attach(1), 0, MemoryType.DRAM, 32, 100);
        SharedSlot slot = new SharedSlot(0, 44, 1, 10, Verdict.LIVE, "x", dram(90), null);
        sources.share(region(0, dram(90), slot));
        assertEquals(1, sources.process().pid());
    }

    @Test
    void shouldShowTheInvisibleByItsClaim() {
        sources.share(
                region(
                        "1",
                        0,
                        1L,
                        dram(30),
                        unverifiable(7, "train", dram(10)),
                        unverifiable(7, "train", dram(20))),
                region("2", 1, 1L, dram(5), unverifiable(7, "train", dram(5))),
                region("3", 2, 1L, dram(5), unverifiable(7, "serve", dram(6))));

        List<ObservedProcess> all = sources.observe().processes();

        assertEquals(3, all.size());
        for (ObservedProcess process : all) {
            assertEquals(7, process.pid());
            assertFalse(process.identity().verified());
            assertTrue(process.identity().connection() < 0);
            assertEquals(Tracking.SHARED_MEMORY_UNVERIFIED, process.tracking());
            assertNull(process.devices().get(0).isOpen());
            assertNull(process.host());
        }
        assertEquals(3, all.stream().map(ObservedProcess::identity).distinct().count());
        assertEquals(30, sources.memory(0, MemoryType.DRAM).used());
        assertEquals(
                List.of("serve", "train", "train"),
                all.stream().map(process -> process.description().name()).sorted().toList());

        List<ProcessIdentity> before = all.stream().map(ObservedProcess::identity).toList();
        sources.share(
                region("2", 1, 1L, dram(5), unverifiable(7, "train", dram(5))),
                region("3", 2, 1L, dram(5), unverifiable(7, "serve", dram(6))));
        for (ObservedProcess process : sources.observe().processes()) {
            assertTrue(before.contains(process.identity()), "identities stay");
        }
    }

    @Test
    void shouldNotAddASlotToTheUnverifiedConnectionThatClaimsItsPid() {
        ProcessIdentity unverified = new ProcessIdentity(7, -1, 0, 0, 12);
        sources.ledger.allocate(sources.ledger.attach(unverified), 0, MemoryType.DRAM, 32, 100);
        sources.share(region(0, dram(90), unverifiable(7, "train", dram(90))));

        assertEquals(unverified, sources.process().identity());
        assertEquals(100, sources.memory(0, MemoryType.DRAM).used());
        assertEquals(10, sources.process().devices().get(0).difference(MemoryType.DRAM));

        sources.share(
                region(
                        0,
                        dram(97),
                        unverifiable(7, "train", dram(90)),
                        unverifiable(7, "other", dram(7))));
        assertEquals(107, sources.memory(0, MemoryType.DRAM).used());
    }

    @Test
    void shouldSayWhereARegionCannotBeVerified() {
        SharedRegion region = region(0, dram(9), live(1, dram(9)));
        sources.share(
                new SharedRegion(
                        region.id(),
                        4,
                        0,
                        region.mapping(),
                        Verdict.UNVERIFIABLE,
                        "another pid namespace",
                        region.claimed(),
                        null,
                        List.of(),
                        region.slots(),
                        0,
                        false));
        assertEquals(Tracking.SHARED_MEMORY_UNVERIFIED, sources.process().tracking());

        sources.share(region);
        assertEquals(Tracking.SHARED_MEMORY, sources.process().tracking());
    }

    @Test
    void shouldNameHowAProcessReports() {
        sources.attach(1);
        assertEquals(Tracking.REPORTING, sources.process().tracking());
        sources.ledger.attach(new ProcessIdentity(2, -1, -1, -1, 3));
        assertEquals(Tracking.REPORTING_UNVERIFIED, sources.process(2).tracking());
    }

    @Test
    void shouldTakeTrackingForDisabledWhereNothingIsHidden() {
        sources.open(0, 5);
        assertEquals(Tracking.DISABLED, sources.process().tracking());
        sources.share(region(0, NOTHING));
        assertEquals(Tracking.DISABLED, sources.process().tracking());
        sources.share(region(0, NOTHING), forbidden(null, "permission denied"));
        assertEquals(Tracking.DISABLED, sources.process().tracking());
        sources.share(unreadable(0, "its user is denied all permissions"));
        assertEquals(Tracking.DISABLED, sources.process().tracking());
    }

    @Test
    void shouldSayWhereMemoryIsHidden() {
        sources.open(0, 5);
        sources.share(forbidden(0, "permission denied"));
        assertEquals(Tracking.HIDDEN, sources.process().tracking());
        sources.share(forbidden(null, "only bob may read it: run as root or as that user"));
        assertEquals(Tracking.HIDDEN, sources.process().tracking());
        sources.open(1);
        sources.share(forbidden(1, "permission denied"));
        assertEquals(Tracking.DISABLED, sources.process().tracking());
        sources.open(1, 5);
        assertEquals(Tracking.HIDDEN, sources.process().tracking());
        assertEquals(1, sources.device(0).untracked());
    }

    @Test
    void shouldTellWhoHasADeviceOpen() {
        sources.ledger.allocate(sources.attach(1), 0, MemoryType.DRAM, 32, 100);
        assertNull(sources.process().devices().get(0).isOpen());
        sources.open(0, 1);
        assertEquals(true, sources.process().devices().get(0).isOpen());
        sources.open(0);
        assertEquals(false, sources.process().devices().get(0).isOpen());
        sources.holders(0, new Holders(List.of(), 0, Holders.Source.OPEN_FILES, "not root"));
        assertNull(sources.process().devices().get(0).isOpen());
        sources.holders(0, Holders.UNKNOWN);
        assertNull(sources.process().devices().get(0).isOpen());
    }

    @Test
    void shouldListAHolderOfWhomNothingElseIsKnown() {
        sources.open(3, 5);
        ObservedProcess process = sources.process();
        assertEquals(new ProcessIdentity(5, -1, -1, -1, 0), process.identity());
        assertNull(process.host());
        assertEquals(3, process.devices().get(0).device());
    }

    @Test
    void shouldNotListWhoeverIsOnlyFollowed() {
        sources.run(5, 50, ProcessDescription.UNKNOWN);
        assertEquals(List.of(), sources.observe().processes());
    }

    @Test
    void shouldJoinWhatTheProcessUsesOfTheHost() {
        sources.attach(1);
        sources.run(1, 10, new ProcessDescription("vllm", "bob", "vllm serve", 5L, "c1", "p1"));

        assertEquals(1500, requireNonNull(sources.process().host()).cpuMillis());
        assertEquals("vllm", sources.process().description().name());

        sources.described = new ProcessDescription("python3", "alice", "python3 a.py", 6L);
        sources.share();
        assertEquals(
                new ProcessDescription("python3", "alice", "python3 a.py", 6L, "c1", "p1"),
                sources.process().description());
    }

    @Test
    void shouldNotJoinAnotherProcessOfTheSamePid() {
        sources.attach(1);
        sources.run(1, 11, new ProcessDescription("vllm", "bob", "vllm serve", 5L));
        assertNull(sources.process().host());
        assertNull(sources.process().description().name());
    }

    @Test
    void shouldNameAProcessByItsSlotWhereNobodyElseDoes() {
        sources.share(region(0, dram(1), live(1, dram(1))));
        assertEquals("in-slot", sources.process().description().name());
        sources.run(1, 10, new ProcessDescription("vllm", "bob", null, null));
        assertEquals("vllm", sources.process().description().name());
        assertEquals("bob", sources.process().description().user());
    }

    @Test
    void shouldNotDescribeWhoeverHasAnUnverifiedPidHere() {
        sources.described = new ProcessDescription("init", "root", "init", 1L);
        sources.run(1, 10, sources.described);
        sources.ledger.attach(new ProcessIdentity(1, -1, 1000, 100, 9));
        assertEquals(ProcessDescription.UNKNOWN, sources.process().description());
        assertNull(sources.process().host());
    }
}
