package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ttflight.ledger.MemoryType.DRAM;
import static org.ttflight.ledger.MemoryType.L1;
import static org.ttflight.ledger.MemoryType.L1_SMALL;
import static org.ttflight.ledger.MemoryType.SYSTEM_MEMORY;
import static org.ttflight.ledger.MemoryType.TRACE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerBuffersTest {
    private static final long ID = 0x1000;

    private final Books books = new Books();
    private final Ledger ledger = books.ledger;
    private final LedgerProcess one = books.process(1);
    private final LedgerProcess two = books.process(2);

    LedgerBuffersTest() {
        books.forgetHeard();
        ledger.advance(1_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = MemoryType.class,
            names = {"DRAM", "L1", "SYSTEM_MEMORY", "L1_SMALL", "TRACE"})
    void shouldBookABufferAndItsRelease(MemoryType type) {
        ledger.allocate(one, 3, type, ID, 512);
        for (MemoryType each : MemoryType.values()) {
            assertEquals(each == type ? 512 : 0, books.used(3, each));
            assertEquals(each == type ? 1 : 0, ledger.usage(3).buffers(each));
        }
        assertEquals(512, books.published().on(3).used(type));
        assertEquals(512, one.usage().on(3).used(type));
        assertEquals(Usage.NONE, two.usage().on(3));
        ledger.advance(1_700);
        ledger.free(one, 3, ID);
        assertEquals(0, books.used(3, type));
        assertEquals(512, ledger.usage(3).peak(type));
        assertEquals(0, ledger.usage(3).buffers());
        books.assertHeard(
                "+" + type + " p1 d3 #1000 512 x1", "-" + type + " p1 d3 #1000 512 x0 after 700");
        books.assertAnomalies();
    }

    @Test
    void shouldKeepHostMemoryApart() {
        ledger.allocate(one, 0, SYSTEM_MEMORY, ID, 512);
        ledger.allocate(one, 0, L1_SMALL, 0x2000, 32);
        assertEquals(512, books.used(0, SYSTEM_MEMORY));
        assertEquals(32, books.used(0, L1_SMALL));
        assertEquals(32, ledger.usage(0).deviceBytes());
        assertEquals(32, ledger.usage(0).l1InUse());
        assertEquals(0, ledger.usage(0).dramInUse());
    }

    @Test
    void shouldKeepEqualIdsOfDevicesAndProcessesApart() {
        ledger.allocate(one, 0, DRAM, ID, 100);
        ledger.allocate(one, 1, DRAM, ID, 200);
        ledger.allocate(two, 0, DRAM, ID, 400);
        assertEquals(500, books.used(0, DRAM));
        assertEquals(200, books.used(1, DRAM));
        ledger.free(two, 0, ID);
        assertEquals(100, books.used(0, DRAM));
        assertEquals(100, one.usage().on(0).used(DRAM));
        assertEquals(0, two.usage().on(0).used(DRAM));
        books.assertAnomalies();
    }

    @Test
    void shouldAddAReferenceForTheSameTypeAndSize() {
        ledger.allocate(one, 0, DRAM, ID, 100);
        ledger.allocate(one, 0, DRAM, ID, 100);
        ledger.allocate(one, 0, DRAM, ID, 100);
        assertEquals(100, books.used(0, DRAM));
        assertEquals(1, books.published().allocations());
        ledger.free(one, 0, ID);
        ledger.free(one, 0, ID);
        assertEquals(100, books.used(0, DRAM));
        ledger.free(one, 0, ID);
        assertEquals(0, books.used(0, DRAM));
        assertEquals(1, books.published().frees());
        books.assertHeard(
                "+DRAM p1 d0 #1000 100 x1",
                "+DRAM p1 d0 #1000 100 x2",
                "+DRAM p1 d0 #1000 100 x3",
                "-DRAM p1 d0 #1000 100 x2 after 0",
                "-DRAM p1 d0 #1000 100 x1 after 0",
                "-DRAM p1 d0 #1000 100 x0 after 0");
        books.assertAnomalies(Anomaly.REFERENCE_ADDED, Anomaly.REFERENCE_ADDED);
    }

    @ParameterizedTest
    @ValueSource(ints = {8191, 8192, 8193, 16384, 20_000})
    void shouldCountManyReferences(int references) {
        for (int at = 0; at < references; at++) {
            ledger.allocate(one, 1023 % Books.DEVICES, TRACE, -1, (1L << 38) - 1);
        }
        assertEquals(references, ledger.list(all()).get(0).references());
        assertEquals((1L << 38) - 1, books.used(15, TRACE));
        for (int at = 1; at < references; at++) {
            ledger.free(one, 15, -1);
        }
        assertEquals(1, ledger.list(all()).get(0).references());
        assertEquals((1L << 38) - 1, books.used(15, TRACE));
        ledger.free(one, 15, -1);
        assertEquals(0, books.used(15, TRACE));
        assertEquals(references - 1, books.published().count(Anomaly.REFERENCE_ADDED));
        assertEquals(0, books.published().count(Anomaly.UNKNOWN_FREE));
    }

    @Test
    void shouldStopAtTheMostReferencesThatFit() {
        ledger.allocate(one, 0, DRAM, ID, 100);
        assertEquals(1, one.buffers.findNewest(0, ID));
        one.buffers.setReferences((1L << 26) - 2);
        books.forgetHeard();
        ledger.allocate(one, 0, DRAM, ID, 100);
        ledger.allocate(one, 0, DRAM, ID, 100);
        ledger.free(one, 0, ID);
        books.assertHeard(
                "+DRAM p1 d0 #1000 100 x67108863",
                "+DRAM p1 d0 #1000 100 x67108863",
                "-DRAM p1 d0 #1000 100 x67108862 after 0");
        assertEquals(100, books.used(0, DRAM));
    }

    private static BufferQuery all() {
        return new BufferQuery(null, null, null, BufferQuery.Order.LARGEST, 1_000_000);
    }

    @Test
    void shouldCloseTheOldBufferWhereItsAddressIsReused() {
        ledger.allocate(one, 0, DRAM, ID, 100);
        ledger.allocate(one, 0, DRAM, ID, 100);
        ledger.advance(1_250);
        ledger.allocate(one, 0, DRAM, ID, 300);
        assertEquals(300, books.used(0, DRAM));
        assertEquals(300, ledger.usage(0).peak(DRAM));
        assertEquals(1, ledger.usage(0).buffers(DRAM));
        ledger.free(one, 0, ID);
        assertEquals(0, books.used(0, DRAM));
        books.assertHeard(
                "+DRAM p1 d0 #1000 100 x1",
                "+DRAM p1 d0 #1000 100 x2",
                "-DRAM p1 d0 #1000 100 x0 after 250",
                "+DRAM p1 d0 #1000 300 x1",
                "-DRAM p1 d0 #1000 300 x0 after 0");
        books.assertAnomalies(Anomaly.REFERENCE_ADDED, Anomaly.ADDRESS_REUSED);
        assertEquals(2, books.published().allocations());
        assertEquals(2, books.published().frees());
    }

    @Test
    void shouldReleaseTheNewestOfSeveralTypes() {
        ledger.allocate(one, 0, DRAM, ID, 100);
        ledger.allocate(one, 0, L1, ID, 20);
        ledger.allocate(one, 0, TRACE, ID, 3);
        books.assertAnomalies(Anomaly.SAME_ID_OTHER_TYPE, Anomaly.SAME_ID_OTHER_TYPE);
        books.forgetHeard();
        ledger.free(one, 0, ID);
        ledger.free(one, 0, ID);
        ledger.free(one, 0, ID);
        books.assertHeard(
                "-TRACE p1 d0 #1000 3 x0 after 0",
                "-L1 p1 d0 #1000 20 x0 after 0",
                "-DRAM p1 d0 #1000 100 x0 after 0");
        books.assertAnomalies(
                Anomaly.SAME_ID_OTHER_TYPE,
                Anomaly.SAME_ID_OTHER_TYPE,
                Anomaly.AMBIGUOUS_FREE,
                Anomaly.AMBIGUOUS_FREE);
    }

    @Test
    void shouldTakeAReusedAddressForTheNewest() {
        ledger.allocate(one, 0, DRAM, ID, 100);
        ledger.allocate(one, 0, L1, ID, 20);
        ledger.allocate(one, 0, DRAM, ID, 101);
        ledger.free(one, 0, ID);
        assertEquals(0, books.used(0, DRAM));
        assertEquals(20, books.used(0, L1));
        books.assertAnomalies(
                Anomaly.SAME_ID_OTHER_TYPE, Anomaly.ADDRESS_REUSED, Anomaly.AMBIGUOUS_FREE);
    }

    @Test
    void shouldNotMixTheReferencesOfTypes() {
        ledger.allocate(one, 0, DRAM, ID, 100);
        ledger.allocate(one, 0, L1, ID, 100);
        ledger.allocate(one, 0, DRAM, ID, 100);
        ledger.free(one, 0, ID);
        ledger.free(one, 0, ID);
        assertEquals(0, books.used(0, L1));
        assertEquals(100, books.used(0, DRAM));
        ledger.free(one, 0, ID);
        assertEquals(0, books.used(0, DRAM));
        books.assertAnomalies(
                Anomaly.SAME_ID_OTHER_TYPE, Anomaly.REFERENCE_ADDED, Anomaly.AMBIGUOUS_FREE);
    }

    @Test
    void shouldCorrectDeviceZeroWhereOneOtherHasTheBuffer() {
        ledger.allocate(one, 7, DRAM, ID, 100);
        ledger.allocate(one, 5, DRAM, 0x2000, 1);
        ledger.allocate(two, 6, DRAM, ID, 1); // another process's does not count
        books.forgetHeard();
        ledger.free(one, 0, ID);
        assertEquals(0, books.used(7, DRAM));
        assertEquals(1, books.used(6, DRAM));
        books.assertHeard("-DRAM p1 d7 #1000 100 x0 after 0");
        books.assertAnomalies(Anomaly.DEVICE_CORRECTED);
    }

    @Test
    void shouldCorrectTheDeviceOfAReferenceAndOfSeveralTypes() {
        ledger.allocate(one, 7, DRAM, ID, 100);
        ledger.allocate(one, 7, L1, ID, 20);
        ledger.allocate(one, 7, L1, ID, 20);
        books.forgetHeard();
        ledger.free(one, 0, ID);
        books.assertHeard("-L1 p1 d7 #1000 20 x1 after 0");
        books.assertAnomalies(
                Anomaly.SAME_ID_OTHER_TYPE,
                Anomaly.REFERENCE_ADDED,
                Anomaly.DEVICE_CORRECTED,
                Anomaly.AMBIGUOUS_FREE);
    }

    @Test
    void shouldNotGuessAmongSeveralDevices() {
        ledger.allocate(one, 7, DRAM, ID, 100);
        ledger.allocate(one, 5, L1, ID, 20);
        books.forgetHeard();
        ledger.free(one, 0, ID);
        assertEquals(100, books.used(7, DRAM));
        assertEquals(20, books.used(5, L1));
        books.assertHeard("?p1 d0 #1000");
        books.assertAnomalies(Anomaly.UNKNOWN_FREE);
    }

    @Test
    void shouldNotCorrectAnyOtherDevice() {
        ledger.allocate(one, 7, DRAM, ID, 100);
        ledger.free(one, 1, ID);
        assertEquals(100, books.used(7, DRAM));
        books.assertAnomalies(Anomaly.UNKNOWN_FREE);
    }

    @Test
    void shouldPreferTheBufferOnDeviceZero() {
        ledger.allocate(one, 0, DRAM, ID, 1);
        ledger.allocate(one, 7, DRAM, ID, 100);
        ledger.free(one, 0, ID);
        assertEquals(0, books.used(0, DRAM));
        assertEquals(100, books.used(7, DRAM));
        books.assertAnomalies();
    }

    @Test
    void shouldTellADoubleReleaseFromAnUnknownOne() {
        ledger.allocate(one, 2, DRAM, ID, 100);
        ledger.free(one, 2, ID);
        books.forgetHeard();
        ledger.free(one, 2, ID);
        books.assertAnomalies(Anomaly.DOUBLE_FREE);
        ledger.free(two, 2, ID); // another process never had it
        ledger.free(one, 3, ID); // nor another device
        ledger.free(one, 2, 0x2000); // nor another id
        books.assertAnomalies(
                Anomaly.DOUBLE_FREE,
                Anomaly.UNKNOWN_FREE,
                Anomaly.UNKNOWN_FREE,
                Anomaly.UNKNOWN_FREE);
        books.assertHeard("?p1 d2 #1000", "?p2 d2 #1000", "?p1 d3 #1000", "?p1 d2 #2000");
        assertEquals(0, ledger.usage(2).buffers());
        assertEquals(Usage.NONE, ledger.usage(3));
    }

    @Test
    void shouldForgetReleasesInTheEnd() {
        ledger.allocate(one, 2, DRAM, ID, 100);
        ledger.free(one, 2, ID);
        for (long id = 1; id <= 5_000; id++) {
            ledger.allocate(one, 2, DRAM, ID + id * 32, 1);
            ledger.free(one, 2, ID + id * 32);
        }
        ledger.free(one, 2, ID);
        books.assertAnomalies(Anomaly.UNKNOWN_FREE);
    }

    @Test
    void shouldKeepABufferOfNoBytes() {
        ledger.allocate(one, 0, DRAM, ID, 0);
        assertEquals(0, books.used(0, DRAM));
        assertEquals(1, ledger.usage(0).buffers(DRAM));
        ledger.free(one, 0, ID);
        assertEquals(0, ledger.usage(0).buffers(DRAM));
        books.assertAnomalies(Anomaly.ZERO_SIZE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32})
    void shouldTakeAnyId(long id) {
        ledger.free(one, 0, id);
        books.assertAnomalies(Anomaly.UNKNOWN_FREE);
        ledger.allocate(one, 0, DRAM, id, 100);
        ledger.free(one, 0, id);
        ledger.free(one, 0, id);
        books.assertAnomalies(Anomaly.UNKNOWN_FREE, Anomaly.DOUBLE_FREE);
        assertEquals(0, books.used(0, DRAM));
    }
}
