package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ttflight.ledger.MemoryType.CIRCULAR_BUFFER;
import static org.ttflight.ledger.MemoryType.DRAM;
import static org.ttflight.ledger.MemoryType.KERNEL;
import static org.ttflight.ledger.MemoryType.L1;

import org.junit.jupiter.api.Test;

/** Thresholds and peaks. */
class LedgerThresholdsTest {
    private final Books books = new Books();
    private final Ledger ledger = books.ledger;
    private final LedgerProcess one = books.process(1);
    private final LedgerProcess two = books.process(2);

    LedgerThresholdsTest() {
        books.forgetHeard();
    }

    private void allocate(LedgerProcess process, long id, long size) {
        ledger.allocate(process, 0, DRAM, id, size);
        books.forgetHeardBuffers();
    }

    private void free(LedgerProcess process, long id) {
        ledger.free(process, 0, id);
        books.forgetHeardBuffers();
    }

    @Test
    void shouldTellOnceThatAThresholdIsReached() {
        ledger.setThreshold(0, DRAM, 100);
        allocate(one, 1, 99);
        books.assertHeard();
        allocate(two, 2, 1); // equal counts
        books.assertHeard("!DRAM d0 100 of 100");
        allocate(two, 3, 50);
        books.assertHeard();
    }

    @Test
    void shouldTellAgainAfterFallingBelow() {
        ledger.setThreshold(0, DRAM, 100);
        allocate(one, 1, 100);
        allocate(one, 2, 10);
        books.assertHeard("!DRAM d0 100 of 100");
        free(one, 2); // exactly at it: not below
        allocate(one, 3, 10);
        books.assertHeard();
        free(one, 3);
        free(one, 1);
        allocate(one, 1, 101);
        books.assertHeard("!DRAM d0 101 of 100");
    }

    @Test
    void shouldTellAgainAfterARelease() {
        ledger.setThreshold(0, DRAM, 100);
        allocate(one, 1, 100);
        books.assertHeard("!DRAM d0 100 of 100");
        ledger.release(one, ExitReason.DEAD);
        books.forgetHeard();
        allocate(two, 1, 100);
        books.assertHeard("!DRAM d0 100 of 100");
    }

    @Test
    void shouldTellAtOnceWhereTheThresholdIsReachedAlready() {
        allocate(one, 1, 100);
        ledger.setThreshold(0, DRAM, 100);
        books.assertHeard("!DRAM d0 100 of 100");
        ledger.setThreshold(0, DRAM, 101);
        books.assertHeard();
        allocate(one, 2, 1);
        books.assertHeard("!DRAM d0 101 of 101");
    }

    @Test
    void shouldTellNothingWhereThereIsNoThreshold() {
        allocate(one, 1, 1L << 37);
        books.assertHeard();
        ledger.setThreshold(0, DRAM, 1);
        books.assertHeard("!DRAM d0 137438953472 of 1");
        ledger.setThreshold(0, DRAM, 0);
        free(one, 1);
        allocate(one, 1, 1L << 37);
        books.assertHeard();
    }

    @Test
    void shouldKeepDevicesAndTypesApart() {
        ledger.setThreshold(1, L1, 10);
        ledger.setThreshold(2, CIRCULAR_BUFFER, 20);
        ledger.setThreshold(15, KERNEL, 30);
        allocate(one, 1, 1_000);
        ledger.allocate(one, 0, L1, 2, 1_000);
        ledger.allocateCircularBuffer(one, 1, 2, 1_000);
        books.forgetHeardBuffers();
        books.assertHeard();
        ledger.allocate(one, 1, L1, 2, 10);
        ledger.allocateCircularBuffer(one, 2, 2, 20);
        ledger.loadKernel(one, 15, KernelType.APPLICATION, 2, 30);
        books.forgetHeardBuffers();
        books.assertHeard(
                "!L1 d1 10 of 10", "!CIRCULAR_BUFFER d2 20 of 20", "!KERNEL d15 30 of 30");
    }

    @Test
    void shouldKeepThePeakOfAllProcessesTogether() {
        allocate(one, 1, 100);
        allocate(two, 1, 50);
        free(one, 1);
        allocate(two, 2, 20);
        assertEquals(150, ledger.usage(0).peak(DRAM));
        assertEquals(70, ledger.usage(0).used(DRAM));
        assertEquals(100, one.usage().on(0).peak(DRAM));
        assertEquals(70, two.usage().on(0).peak(DRAM));
    }

    @Test
    void shouldResetOnePeak() {
        allocate(one, 1, 100);
        ledger.allocate(one, 0, L1, 2, 30);
        free(one, 1);
        free(one, 2);
        allocate(one, 1, 40);
        books.published();
        ledger.resetPeak(0, DRAM);
        assertEquals(40, books.published().on(0).peak(DRAM));
        assertEquals(30, books.published().on(0).peak(L1));
        allocate(one, 3, 5);
        assertEquals(45, ledger.usage(0).peak(DRAM));
        ledger.resetPeak(9, DRAM); // never reported: nothing to reset
        assertEquals(Usage.NONE, ledger.usage(9));
    }
}
