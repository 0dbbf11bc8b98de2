package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveTableTest {
    private static final long LARGEST = (1L << 38) - 1;
    private static final long NOW = 1_790_000_000_000_000L;

    private final LiveTable table = new LiveTable();

    @BeforeEach
    void putANeighbour() {
        table.insert(512, 0x7777, 2, 77, 7); // every test shares the table with something
    }

    @Test
    void shouldFindNothingInAnEmptyTable() {
        LiveTable empty = new LiveTable();
        assertFalse(empty.find(0, 0, 0));
        assertEquals(0, empty.findNewest(0, 0));
        assertEquals(0, empty.count());
        empty.forEach((device, type, id, size, allocated, references) -> assertEquals(0, id + 1));
    }

    @ParameterizedTest(name = "device {0}, id {1}, type {2}, size {3}, at {4}")
    @CsvSource({
        "   0,                    0, 0,            0,                1",
        "   0,                   -1, 1,            1, 1790000000000000",
        "1023, -9223372036854775808, 4, 274877906943, 2251799813685247", // 2^38 - 1, 2^51 - 1
        "1023,  9223372036854775807, 3, 274877906943,                1",
        "   1,           4294967296, 0, 107374182400, 1790000000000000",
        " 512,                30583, 1,         4096, 1790000000000000", // the neighbour's id
    })
    void shouldKeepAnEntry(int device, long id, int type, long size, long allocated) {
        table.insert(device, id, type, size, allocated);
        assertTrue(table.find(device, id, type));
        assertEquals(type, table.type());
        assertEquals(size, table.size());
        assertEquals(allocated, table.allocatedMicros());
        assertEquals(1, table.references());
        assertEquals(2, table.count());
        assertFalse(table.find(device, id + 1, type));
        assertFalse(table.find(device, id, (type + 3) % 5));
        assertFalse(table.find(device ^ 1, id, type));
        assertTrue(table.find(device, id, type));
        table.remove();
        assertFalse(table.find(device, id, type));
        assertTrue(table.find(512, 0x7777, 2));
        assertEquals(1, table.count());
    }

    @ParameterizedTest
    @ValueSource(
            longs = {1, 2, 8191, 8192, 8193, 16383, 16384, 1 << 20, (1 << 26) - 1}) // 13 bits low
    void shouldKeepReferencesAndAllBesidesThem(long references) {
        table.insert(1023, -1, 4, LARGEST, NOW);
        assertTrue(table.find(1023, -1, 4));
        table.setReferences(references);
        assertEquals(references, table.references());
        assertEquals(LARGEST, table.size());
        assertEquals(4, table.type());
        assertEquals(NOW, table.allocatedMicros());
        assertEquals(1, table.findNewest(1023, -1));
        table.setReferences(1);
        assertEquals(1, table.references());
        assertTrue(table.find(512, 0x7777, 2));
        assertEquals(1, table.references());
    }

    @Test
    void shouldKeepAllDevicesApart() {
        for (int device = 0; device < LiveTable.DEVICE_LIMIT; device++) {
            table.insert(device, 0x1000, 0, device, NOW);
        }
        for (int device = 0; device < LiveTable.DEVICE_LIMIT; device++) {
            assertEquals(1, table.findNewest(device, 0x1000));
            assertEquals(device, table.size());
        }
        boolean[] seen = new boolean[LiveTable.DEVICE_LIMIT];
        table.forEach(
                (device, type, id, size, allocated, references) -> {
                    if (id == 0x1000) {
                        assertFalse(seen[device], "device " + device + " twice");
                        seen[device] = true;
                    }
                });
        for (boolean each : seen) {
            assertTrue(each);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void shouldFindTheNewestAfterAnyRemoval(int removed) {
        List<Integer> types = new ArrayList<>();
        for (int type : new int[] {3, 0, 4, 1, 2}) {
            table.insert(5, 0x1000, type, 10 + type, NOW);
            types.add(type);
        }
        assertTrue(table.find(5, 0x1000, removed));
        table.remove();
        types.remove(Integer.valueOf(removed));
        table.insert(5, 0x1000, removed, 20, NOW);
        types.add(removed);
        for (int left = 5; left > 0; left--) {
            assertEquals(left, table.findNewest(5, 0x1000));
            assertEquals(types.get(left - 1), table.type());
            table.remove();
        }
        assertEquals(0, table.findNewest(5, 0x1000));
        assertEquals(1, table.count());
    }

    @Test
    void shouldLeaveTheCursorWhereNothingIsFound() {
        table.insert(1, 0x1000, 0, 11, NOW);
        assertEquals(1, table.findNewest(1, 0x1000));
        assertEquals(0, table.findNewest(1, 0x2000));
        assertFalse(table.find(1, 0x1000, 1));
        assertEquals(11, table.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6, 7, 100, 3_000, 5_000, 100_000})
    void shouldEmptyAndFillAgain(int entries) {
        for (int round = 0; round < 3; round++) {
            for (int at = 0; at < entries; at++) {
                table.insert(at & 7, 32L * at, at % 5, at, NOW);
            }
            assertEquals(entries + 1L, table.count());
            for (int at = 0; at < entries; at++) {
                assertTrue(table.find(at & 7, 32L * at, at % 5));
                table.remove();
            }
            assertEquals(1, table.count());
        }
        assertTrue(table.find(512, 0x7777, 2));
        table.remove();
        assertEquals(0, table.count());
        table.insert(0, 0, 0, 1, NOW);
        assertTrue(table.find(0, 0, 0));
    }

    @ParameterizedTest(name = "{0} entries, {1} ids, seed {2}")
    @CsvSource({
        "   200_000, 9223372036854775807, 1", // hardly an id twice: leaves split
        "    60_000,               15000, 2", // five types on nearly every id, through splits
        "    20_000,                5000, 3",
        "     5_000,                  40, 4",
        "        30,                   3, 5",
    })
    void shouldEqualAMapThroughGrowthSplitsAndShrinking(String most, long ids, long seed) {
        LiveTableModel model = new LiveTableModel(new LiveTable(), ids, new Random(seed));
        int target = Integer.parseInt(most.replace("_", ""));
        model.growTo(target);
        model.churn(target / 2);
        model.shrinkTo(target / 10);
        model.churn(target / 10);
        model.growTo(target / 2);
        model.shrinkTo(0);
    }

    @Test
    void shouldEqualAMapInManySmallHistories() {
        for (long seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            LiveTableModel model = new LiveTableModel(new LiveTable(), 1 + seed % 7, random);
            model.growTo(random.nextInt(25));
            model.churn(50);
            model.shrinkTo(0);
        }
    }
}
