package org.ttflight.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.ttflight.snapshot.Sources.START_MICROS;
import static org.ttflight.snapshot.Sources.bank;
import static org.ttflight.snapshot.Sources.live;
import static org.ttflight.snapshot.Sources.region;
import static org.ttflight.snapshot.Sources.stale;
import static org.ttflight.snapshot.Sources.usage;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.report.BankReport;

class UnexplainedL1Test {
    private static final long REPORT_MILLIS = START_MICROS / 1000 + 5_000;

    private final Sources sources = new Sources();

    @BeforeEach
    void report() {
        LedgerProcess process = sources.attach(1);
        sources.ledger.allocate(process, 0, MemoryType.L1, 32, 100);
        sources.ledger.allocate(process, 0, MemoryType.L1_SMALL, 64, 20);
        sources.ledger.allocateCircularBuffer(process, 0, 96, 3);
    }

    private void shouldBe(@Nullable Long bytes, @Nullable String basis) {
        ObservedDevice device = sources.device(0);
        assertEquals(bytes, device.unexplainedL1());
        assertEquals(basis, device.unexplainedL1Basis());
        assertEquals(123, device.l1InUse(), "it is in no other figure");
    }

    @Test
    void shouldBeUnknownWithoutAnythingToInferItFrom() {
        shouldBe(null, null);
    }

    @Test
    void shouldBeWhatSharedMemoryCountsOfAProcessBeyondItsBuffers() {
        sources.share(region(0, usage(0, 200, 20, 0, 5), live(1, usage(0, 150, 20, 0, 5))));
        shouldBe(52L, "shared memory less reported buffers, of L1, L1_SMALL and CB");
        assertEquals(50, sources.memory(0, MemoryType.L1).unattributed(), "a figure of its own");
    }

    @Test
    void shouldNotTakeTheMemoryOfOthersForUnexplained() {
        SharedUsage other = usage(0, 70, 0, 0, 0);
        sources.share(
                region(
                        0,
                        usage(0, 240, 20, 0, 3),
                        live(1, usage(0, 100, 20, 0, 3)),
                        live(2, other),
                        stale(3, other)));
        ObservedDevice device = sources.device(0);
        assertEquals(0, device.unexplainedL1());
        assertEquals(193, device.l1InUse());
        assertEquals(70, device.memory(MemoryType.L1).unattributed());
    }

    @Test
    void shouldBeUnknownIfSharedMemoryCountsLess() {
        sources.share(region(0, usage(0, 90, 20, 0, 3), live(1, usage(0, 90, 20, 0, 3))));
        shouldBe(null, "shared memory counts less L1 than is reported");
    }

    @Test
    void shouldBeUnknownIfSharedMemoryLostCount() {
        SharedUsage lost = new SharedUsage(Map.of(MemoryType.L1, 500L));
        sources.share(region(0, lost, live(1, lost)));
        shouldBe(null, "shared memory lost count of a process's L1");
    }

    @Test
    void shouldBeWhatTheAllocatorCountsInAllBanks() {
        report(REPORT_MILLIS, bank(64, 1000, 2), null);
        shouldBe(28L, "MemoryReporter at 2027-01-15T08:00:05Z less what is held now, of L1");
        report(REPORT_MILLIS, bank(64, 1000, 2), bank(64, 100, 1));
        shouldBe(
                72L,
                "MemoryReporter at 2027-01-15T08:00:05Z less what is held now, of L1 and L1_SMALL");
    }

    @Test
    void shouldPreferWhatIsFresh() {
        report(REPORT_MILLIS, bank(64, 1000, 2), null);
        sources.share(region(0, usage(0, 150, 20, 0, 3), live(1, usage(0, 150, 20, 0, 3))));
        assertEquals(50, sources.device(0).unexplainedL1());
    }

    @Test
    void shouldNotCompareAReportOfAnotherTime() {
        report(START_MICROS / 1000 - 1, bank(64, 1000, 2), null);
        shouldBe(null, "the report is older than a process that reports");
        report(START_MICROS / 1000, bank(64, 1000, 2), null);
        assertEquals(28, sources.device(0).unexplainedL1());
    }

    @Test
    void shouldNotGuessTheNumberOfBanks() {
        report(REPORT_MILLIS, bank(null, 1000, 2), null);
        shouldBe(null, "the report does not tell how many banks there are");
        report(REPORT_MILLIS, bank(64, 1000, 2), bank(null, 100, 1));
        shouldBe(null, "the report does not tell how many banks there are");
    }

    @Test
    void shouldBeUnknownIfTheReportCountsLess() {
        report(REPORT_MILLIS, bank(64, 1000, 1), null);
        shouldBe(null, "the report counts less L1 than is held now");
    }

    @Test
    void shouldHaveNothingToExplainWhereNobodyReports() {
        sources.report(1, Sources.report(REPORT_MILLIS, Map.of("L1", bank(64, 1000, 2))));
        sources.share(region(1, usage(0, 150, 0, 0, 0), live(1, usage(0, 150, 0, 0, 0))));
        assertNull(sources.device(1).unexplainedL1());
        assertNull(sources.device(1).unexplainedL1Basis());
    }

    private void report(long millis, BankReport l1, @Nullable BankReport l1Small) {
        sources.report(
                0,
                Sources.report(
                        millis,
                        l1Small == null
                                ? Map.of("L1", l1)
                                : Map.of("L1", l1, "L1_SMALL", l1Small)));
    }
}
