package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ttflight.ledger.MemoryType.CIRCULAR_BUFFER;
import static org.ttflight.ledger.MemoryType.DRAM;
import static org.ttflight.ledger.MemoryType.KERNEL;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Circular buffers and kernels, which are booked by id alone. */
class LedgerProgramsTest {
    private static final long ID = 0x19a40;

    private final Books books = new Books();
    private final Ledger ledger = books.ledger;
    private final LedgerProcess one = books.process(1);
    private final LedgerProcess two = books.process(2);

    LedgerProgramsTest() {
        books.forgetHeard();
        ledger.advance(1_000);
    }

    @Test
    void shouldBookCircularBuffers() {
        ledger.allocateCircularBuffer(one, 1, ID, 2048);
        ledger.allocateCircularBuffer(two, 1, ID, 4096);
        assertEquals(6144, books.used(1, CIRCULAR_BUFFER));
        assertEquals(6144, ledger.usage(1).l1InUse());
        ledger.advance(1_010);
        ledger.freeCircularBuffer(one, 1, ID, 2048);
        assertEquals(4096, books.used(1, CIRCULAR_BUFFER));
        ledger.freeCircularBuffer(two, 1, ID, 4096);
        assertEquals(0, books.used(1, CIRCULAR_BUFFER));
        books.assertHeard(
                "+CB p1 d1 #19a40 2048 =2048",
                "+CB p2 d1 #19a40 4096 =6144",
                "-CB p1 d1 #19a40 2048 after 10 =4096",
                "-CB p2 d1 #19a40 4096 after 10 =0");
        books.assertAnomalies();
    }

    @ParameterizedTest
    @EnumSource(KernelType.class)
    void shouldBookKernels(KernelType type) {
        ledger.loadKernel(one, 1, type, ID, 46_080);
        assertEquals(46_080, books.used(1, KERNEL));
        ledger.advance(1_010);
        ledger.unloadKernel(one, 1, ID, 46_080);
        assertEquals(0, books.used(1, KERNEL));
        books.assertHeard(
                "+" + type + " p1 d1 #19a40 46080 =46080",
                "-" + type + " p1 d1 #19a40 46080 after 10 =0");
        books.assertAnomalies();
    }

    @Test
    void shouldReplaceACircularBuffer() {
        ledger.allocateCircularBuffer(one, 1, ID, 1000);
        ledger.allocateCircularBuffer(one, 1, ID, 3000);
        assertEquals(3000, books.used(1, CIRCULAR_BUFFER));
        assertEquals(3000, ledger.usage(1).peak(CIRCULAR_BUFFER));
        ledger.freeCircularBuffer(one, 1, ID, 3000);
        assertEquals(0, books.used(1, CIRCULAR_BUFFER));
        books.assertHeard(
                "+CB p1 d1 #19a40 1000 =1000",
                "-CB p1 d1 #19a40 1000 after 0 =0",
                "+CB p1 d1 #19a40 3000 =3000",
                "-CB p1 d1 #19a40 3000 after 0 =0");
        books.assertAnomalies(Anomaly.CB_REPLACED);
    }

    @Test
    void shouldReplaceAKernelOfAnotherType() {
        ledger.loadKernel(one, 1, KernelType.DISPATCH, ID, 1000);
        ledger.loadKernel(one, 1, KernelType.FABRIC, ID, 3000);
        assertEquals(3000, books.used(1, KERNEL));
        assertEquals(1, ledger.usage(1).buffers(KERNEL));
        ledger.unloadKernel(one, 1, ID, 3000);
        assertEquals(0, books.used(1, KERNEL));
        books.assertHeard(
                "+DISPATCH p1 d1 #19a40 1000 =1000",
                "-DISPATCH p1 d1 #19a40 1000 after 0 =0",
                "+FABRIC p1 d1 #19a40 3000 =3000",
                "-FABRIC p1 d1 #19a40 3000 after 0 =0");
        books.assertAnomalies(Anomaly.KERNEL_REPLACED);
    }

    @Test
    void shouldReleaseWhatIsStoredWhateverTheMessageSays() {
        ledger.allocateCircularBuffer(one, 1, ID, 1000);
        ledger.freeCircularBuffer(one, 1, ID, 9_000_000);
        ledger.allocateCircularBuffer(one, 1, ID, 1000);
        ledger.freeCircularBuffer(one, 1, ID, -1);
        ledger.loadKernel(one, 1, KernelType.APPLICATION, ID, 1000);
        ledger.unloadKernel(one, 1, ID, 0);
        assertEquals(0, books.used(1, CIRCULAR_BUFFER));
        assertEquals(0, books.used(1, KERNEL));
        books.assertAnomalies(
                Anomaly.CB_SIZE_MISMATCH, Anomaly.CB_SIZE_MISMATCH, Anomaly.KERNEL_SIZE_MISMATCH);
    }

    @Test
    void shouldNeverSubtractWhatIsNotKnown() {
        ledger.allocateCircularBuffer(one, 1, ID, 1000);
        ledger.loadKernel(one, 1, KernelType.APPLICATION, ID, 500);
        books.forgetHeard();
        ledger.freeCircularBuffer(one, 1, ID + 1, 1000);
        ledger.freeCircularBuffer(one, 0, ID, 1000); // no correction of device 0 here
        ledger.freeCircularBuffer(two, 1, ID, 1000);
        ledger.unloadKernel(one, 1, ID + 1, 500);
        ledger.unloadKernel(two, 1, ID, 500);
        assertEquals(1000, books.used(1, CIRCULAR_BUFFER));
        assertEquals(500, books.used(1, KERNEL));
        books.assertHeard();
        books.assertAnomalies(
                Anomaly.CB_UNKNOWN_FREE,
                Anomaly.CB_UNKNOWN_FREE,
                Anomaly.CB_UNKNOWN_FREE,
                Anomaly.KERNEL_UNKNOWN_UNLOAD,
                Anomaly.KERNEL_UNKNOWN_UNLOAD);
    }

    @Test
    void shouldCountASecondReleaseAsUnknown() {
        ledger.allocateCircularBuffer(one, 1, ID, 1000);
        ledger.freeCircularBuffer(one, 1, ID, 1000);
        ledger.freeCircularBuffer(one, 1, ID, 1000);
        ledger.loadKernel(one, 1, KernelType.APPLICATION, ID, 500);
        ledger.unloadKernel(one, 1, ID, 500);
        ledger.unloadKernel(one, 1, ID, 500);
        assertEquals(0, books.used(1, CIRCULAR_BUFFER));
        assertEquals(0, books.used(1, KERNEL));
        books.assertAnomalies(Anomaly.CB_UNKNOWN_FREE, Anomaly.KERNEL_UNKNOWN_UNLOAD);
    }

    @Test
    void shouldCountSizesOfNothing() {
        ledger.allocateCircularBuffer(one, 1, ID, 0);
        ledger.loadKernel(one, 1, KernelType.APPLICATION, ID, 0);
        assertEquals(2, ledger.usage(1).buffers());
        ledger.freeCircularBuffer(one, 1, ID, 0);
        ledger.unloadKernel(one, 1, ID, 0);
        assertEquals(0, ledger.usage(1).buffers());
        books.assertAnomalies(Anomaly.ZERO_SIZE, Anomaly.ZERO_SIZE);
    }

    @Test
    void shouldKeepTheThreeKindsApart() {
        ledger.allocate(one, 1, DRAM, ID, 1);
        ledger.allocateCircularBuffer(one, 1, ID, 20);
        ledger.loadKernel(one, 1, KernelType.APPLICATION, ID, 300);
        assertEquals(321, ledger.usage(1).deviceBytes());
        ledger.free(one, 1, ID);
        assertEquals(320, ledger.usage(1).deviceBytes());
        ledger.unloadKernel(one, 1, ID, 300);
        assertEquals(20, ledger.usage(1).deviceBytes());
        ledger.freeCircularBuffer(one, 1, ID, 20);
        assertEquals(0, ledger.usage(1).deviceBytes());
        books.assertAnomalies();
    }
}
