package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ttflight.ledger.MemoryType.DRAM;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other threads see: nothing but what was published, and that for good. */
class LedgerSnapshotTest {
    private final Books books = new Books();
    private final Ledger ledger = books.ledger;

    @Test
    void shouldBeginEmpty() {
        LedgerSnapshot snapshot = ledger.snapshot();
        assertEquals(List.of(), snapshot.devices());
        assertEquals(List.of(), snapshot.processes());
        assertEquals(0, snapshot.liveBuffers());
        assertEquals(Usage.NONE, snapshot.on(0));
        assertNull(snapshot.process(1));
        assertFalse(ledger.isChanged());
        books.assertAnomalies();
    }

    @Test
    void shouldShowNothingBeforeItIsPublished() {
        LedgerSnapshot before = ledger.snapshot();
        LedgerProcess process = books.process(1);
        ledger.allocate(process, 3, DRAM, 1, 100);
        ledger.free(process, 3, 9);
        assertTrue(ledger.isChanged());
        assertSame(before, ledger.snapshot());
        ledger.publish();
        assertFalse(ledger.isChanged());
        LedgerSnapshot after = ledger.snapshot();
        assertEquals(100, after.on(3).used(DRAM));
        assertEquals(1, after.count(Anomaly.UNKNOWN_FREE));
        assertEquals(List.of(), before.devices());
        assertEquals(0, before.count(Anomaly.UNKNOWN_FREE));
    }

    @Test
    void shouldNotChangeWhatWasPublished() {
        LedgerProcess process = books.process(1);
        ledger.allocate(process, 3, DRAM, 1, 100);
        LedgerSnapshot before = books.published();
        ProcessUsage usage = before.processes().get(0);
        ledger.allocate(process, 3, DRAM, 2, 11);
        ledger.allocate(process, 2, DRAM, 1, 7);
        ledger.allocate(books.process(2), 3, DRAM, 1, 1_000);
        LedgerSnapshot between = books.published();
        ledger.release(process, ExitReason.DEAD);
        books.published();
        assertEquals(100, before.on(3).used(DRAM));
        assertEquals(100, before.on(3).peak(DRAM));
        assertEquals(Usage.NONE, before.on(2));
        assertEquals(1, before.liveBuffers());
        assertEquals(100, usage.total().used(DRAM));
        assertEquals(1, usage.allocations());
        assertEquals(1_111, between.on(3).used(DRAM));
        assertEquals(118, between.processes().get(0).total().used(DRAM));
    }

    @Test
    void shouldNotLetAReaderChangeIt() {
        ledger.allocate(books.process(1), 3, DRAM, 1, 100);
        LedgerSnapshot snapshot = books.published();
        assertThrows(UnsupportedOperationException.class, () -> snapshot.devices().clear());
        assertThrows(UnsupportedOperationException.class, () -> snapshot.processes().clear());
        assertThrows(UnsupportedOperationException.class, () -> snapshot.anomalies().clear());
        List<DeviceUsage> devices = snapshot.processes().get(0).devices();
        assertThrows(UnsupportedOperationException.class, devices::clear);
    }

    @Test
    void shouldMakeNoNewSnapshotWhereNothingChanged() {
        ledger.allocate(books.process(1), 3, DRAM, 1, 100);
        LedgerSnapshot before = books.published();
        ledger.advance(50_000);
        assertSame(before, books.published());
        assertSame(books.process(1), ledger.process(Books.identity(1)));
        assertSame(before, books.published());
    }

    @Test
    void shouldReuseWhatDidNotChange() {
        ledger.allocate(books.process(1), 3, DRAM, 1, 100);
        ledger.allocate(books.process(2), 4, DRAM, 1, 100);
        LedgerSnapshot before = books.published();
        ledger.allocate(books.process(2), 4, DRAM, 2, 100);
        LedgerSnapshot after = books.published();
        assertSame(before.on(3), after.on(3));
        assertSame(before.process(1), after.process(1));
        assertEquals(200, after.on(4).used(DRAM));
    }

    @Test
    void shouldListDevicesByOrdinalAndProcessesByAge() {
        LedgerProcess first = books.process(20);
        LedgerProcess second = books.process(10);
        for (int device : new int[] {15, 0, 7, 3}) {
            ledger.allocate(first, device, DRAM, 1, 100);
            ledger.allocate(second, device, DRAM, 1, 100);
        }
        LedgerSnapshot snapshot = books.published();
        List<Integer> byOrdinal = List.of(0, 3, 7, 15);
        assertEquals(byOrdinal, snapshot.devices().stream().map(DeviceUsage::device).toList());
        ProcessUsage process = snapshot.processes().get(0);
        assertEquals(20, process.identity().pid());
        assertEquals(byOrdinal, process.devices().stream().map(DeviceUsage::device).toList());
        assertEquals(400, process.total().used(DRAM));
    }

    @Test
    void shouldChangeTheStructureWhenADeviceOrAProcessComesOrGoes() {
        LedgerProcess process = books.process(1);
        long attached = books.published().structure();
        ledger.allocate(process, 3, DRAM, 1, 100);
        long withDevice = books.published().structure();
        assertNotEquals(attached, withDevice);
        ledger.allocate(process, 3, DRAM, 2, 100);
        assertEquals(withDevice, books.published().structure());
        ledger.release(process, ExitReason.DEAD);
        assertNotEquals(withDevice, books.published().structure());
    }

    @Test
    void shouldKeepTheTimeOfTheChangeAndNeverGoBack() {
        ledger.advance(1_000);
        LedgerProcess process = books.process(1);
        ledger.advance(900);
        ledger.allocate(process, 0, DRAM, 1, 100);
        assertEquals(1_000, books.published().epochMicros());
        books.forgetHeard();
        ledger.free(process, 0, 1);
        books.assertHeard("-DRAM p1 d0 #1 100 x0 after 0");
    }

    @Test
    void shouldKeepTheTimeOfTheFirstReport() {
        long now = 1_790_000_000_000_000L;
        ledger.advance(now);
        LedgerProcess process = books.process(1);
        ledger.allocate(process, 0, DRAM, 1, 100);
        ledger.advance(now + 86_400_000_000L);
        ledger.allocate(process, 0, DRAM, 1, 100);
        books.forgetHeard();
        ledger.free(process, 0, 1);
        ledger.free(process, 0, 1);
        books.assertHeard(
                "-DRAM p1 d0 #1 100 x1 after 86400000000",
                "-DRAM p1 d0 #1 100 x0 after 86400000000");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1025, Integer.MAX_VALUE})
    void shouldRefuseADeviceLimit(int limit) {
        IllegalArgumentException thrown =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new Ledger(limit, LedgerListener.NONE));
        assertNotNull(thrown.getMessage());
        assertTrue(thrown.getMessage().endsWith("but is " + limit), thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1024})
    void shouldTakeADeviceLimit(int limit) {
        Ledger limited = new Ledger(limit, LedgerListener.NONE);
        LedgerProcess process = limited.attach(Books.identity(1));
        limited.allocate(process, limit - 1, DRAM, 1, 100);
        assertEquals(100, limited.usage(limit - 1).used(DRAM));
        assertEquals(Usage.NONE, limited.usage(limit));
        assertEquals(Usage.NONE, limited.usage(-1));
        assertEquals(Usage.NONE, limited.usage(Integer.MAX_VALUE));
    }
}
