package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ttflight.ledger.MemoryType.CIRCULAR_BUFFER;
import static org.ttflight.ledger.MemoryType.DRAM;
import static org.ttflight.ledger.MemoryType.KERNEL;
import static org.ttflight.ledger.MemoryType.L1;
import static org.ttflight.ledger.MemoryType.SYSTEM_MEMORY;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes come, and what they leave behind goes with them. */
class LedgerProcessesTest {
    private static final long ID = 0x1000;

    private final Books books = new Books();
    private final Ledger ledger = books.ledger;

    @Test
    void shouldAttachOnce() {
        LedgerProcess process = books.process(1);
        assertSame(process, books.process(1));
        assertEquals(Books.identity(1), process.identity());
        assertSame(process, ledger.process(Books.identity(1)));
        assertNull(ledger.process(Books.identity(2)));
        books.assertHeard("attached p1");
    }

    @Test
    void shouldTellProcessesWithTheSamePidApart() {
        LedgerProcess before = ledger.attach(new ProcessIdentity(7, 100, 0, 0, 0));
        LedgerProcess after = ledger.attach(new ProcessIdentity(7, 101, 0, 0, 0));
        LedgerProcess elsewhere = ledger.attach(new ProcessIdentity(7, 100, 0, 0, 12));
        assertNotSame(before, after);
        assertNotSame(before, elsewhere);
        ledger.allocate(before, 0, DRAM, ID, 1);
        ledger.allocate(after, 0, DRAM, ID, 20);
        ledger.allocate(elsewhere, 0, DRAM, ID, 300);
        assertEquals(321, books.used(0, DRAM));
        ledger.release(before, ExitReason.PID_REUSED);
        assertEquals(320, books.used(0, DRAM));
        assertEquals(20, after.usage().on(0).used(DRAM));
        books.assertAnomalies();
    }

    @ParameterizedTest
    @EnumSource(ExitReason.class)
    void shouldReleaseAllThatAProcessHolds(ExitReason reason) {
        LedgerProcess one = books.process(1);
        LedgerProcess two = books.process(2);
        ledger.allocate(one, 0, DRAM, ID, 100);
        ledger.allocate(one, 0, DRAM, ID, 100);
        ledger.allocate(one, 9, L1, ID, 20);
        ledger.allocate(one, 9, SYSTEM_MEMORY, 0x2000, 7_000);
        ledger.allocateCircularBuffer(one, 9, ID, 3);
        ledger.loadKernel(one, 9, KernelType.FABRIC, ID, 4);
        ledger.allocate(two, 9, L1, ID, 50);
        books.forgetHeard();
        ledger.release(one, reason);
        books.assertHeard("exited p1 " + reason + " with 127 in 5");
        assertEquals(0, ledger.usage(0).buffers());
        assertEquals(0, books.used(0, DRAM));
        assertEquals(1, ledger.usage(9).buffers());
        assertEquals(50, books.used(9, L1));
        assertEquals(0, books.used(9, SYSTEM_MEMORY));
        assertEquals(0, books.used(9, CIRCULAR_BUFFER));
        assertEquals(0, books.used(9, KERNEL));
        assertEquals(100, ledger.usage(0).peak(DRAM));
        LedgerSnapshot snapshot = books.published();
        assertEquals(5, snapshot.orphans());
        assertEquals(0, snapshot.frees());
        assertEquals(6, snapshot.allocations());
        assertEquals(1, snapshot.liveBuffers());
        assertNull(snapshot.process(1));
        assertNotNull(snapshot.process(2));
        assertNull(ledger.process(Books.identity(1)));
        assertSame(two, ledger.process(Books.identity(2)));
        assertTrue(one.isReleased());
        assertFalse(two.isReleased());
        books.assertAnomalies(Anomaly.REFERENCE_ADDED);
    }

    @Test
    void shouldTellTheLastUsage() {
        ProcessUsage[] last = new ProcessUsage[1];
        Ledger listened =
                new Ledger(
                        1,
                        new LedgerListener() {
                            @Override
                            public void processExited(ProcessUsage usage, ExitReason reason) {
                                last[0] = usage;
                            }
                        });
        listened.advance(500);
        LedgerProcess process = listened.attach(Books.identity(1));
        listened.advance(900);
        listened.allocate(process, 0, DRAM, ID, 100);
        listened.allocate(process, 0, DRAM, 0x2000, 11);
        listened.free(process, 0, ID);
        listened.advance(1_000);
        listened.release(process, ExitReason.DEAD);
        assertEquals(500, last[0].attachedMicros());
        assertEquals(900, last[0].lastReportMicros());
        assertEquals(2, last[0].allocations());
        assertEquals(1, last[0].frees());
        assertEquals(11, last[0].on(0).used(DRAM));
        assertEquals(111, last[0].on(0).peak(DRAM));
        assertEquals(1, last[0].total().buffers());
    }

    @Test
    void shouldDoNothingAtASecondRelease() {
        LedgerProcess before = books.process(1);
        ledger.allocate(before, 0, DRAM, ID, 100);
        ledger.release(before, ExitReason.DEAD);
        LedgerProcess after = books.process(1); // the same identity, reporting again
        ledger.allocate(after, 0, DRAM, ID, 30);
        books.forgetHeard();
        ledger.release(before, ExitReason.DISCONNECTED);
        books.assertHeard();
        assertEquals(30, books.used(0, DRAM));
        assertEquals(1, books.published().orphans());
        assertSame(after, books.process(1));
        assertNotSame(before, after);
    }

    @Test
    void shouldReleaseAProcessThatHoldsNothing() {
        LedgerProcess process = books.process(1);
        ledger.free(process, 3, ID);
        books.forgetHeard();
        ledger.release(process, ExitReason.DISCONNECTED);
        books.assertHeard("exited p1 DISCONNECTED with 0 in 0");
        assertEquals(0, books.published().orphans());
        assertEquals(List.of(), books.published().devices());
    }

    @Test
    void shouldNotTouchTheOthersAtARelease() {
        LedgerProcess gone = books.process(1);
        LedgerProcess other = books.process(2);
        ledger.allocate(gone, 0, DRAM, ID, 100);
        ledger.allocate(other, 0, DRAM, ID, 200);
        ProcessUsage before = books.published().process(2);
        ledger.release(gone, ExitReason.DEAD);
        // the very same objects: not only equal, but never made again
        assertSame(before, books.published().process(2));
        assertSame(before, other.usage());
    }

    @Test
    void shouldNoteWhenAProcessReports() {
        ledger.advance(100);
        LedgerProcess process = books.process(1);
        assertEquals(100, process.usage().attachedMicros());
        assertEquals(100, process.usage().lastReportMicros());
        ledger.advance(200);
        ledger.allocate(process, 0, DRAM, ID, 1);
        assertEquals(200, process.usage().lastReportMicros());
        ledger.advance(300);
        ledger.allocate(process, 0, DRAM, ID, 1);
        assertEquals(300, process.usage().lastReportMicros());
        ledger.advance(400);
        ledger.free(process, 0, 0x9000);
        assertEquals(400, process.usage().lastReportMicros());
        ledger.advance(500);
        ledger.freeCircularBuffer(process, 0, 0x9000, 1);
        assertEquals(500, process.usage().lastReportMicros());
        ledger.advance(600);
        ledger.unloadKernel(process, 0, 0x9000, 1);
        assertEquals(600, process.usage().lastReportMicros());
        assertEquals(100, process.usage().attachedMicros());
    }
}
