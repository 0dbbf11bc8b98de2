package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A live table beside a map of lists that must always say the same. */
final class LiveTableModel {
    private static final int TYPES = 5;

    private record Key(int device, long id) {}

    private record Entry(int type, long size, long allocated, long references) {}

    private final LiveTable table;
    private final long ids;
    private final Random random;
    private final Map<Key, List<Entry>> model = new HashMap<>();
    private final List<Key> keys = new ArrayList<>(); // one for each entry, to choose from
    private long clock = 1;

    LiveTableModel(LiveTable table, long ids, Random random) {
        this.table = table;
        this.ids = ids;
        this.random = random;
    }

    void growTo(int entries) {
        while (keys.size() < entries && insert()) {
            if (random.nextInt(8) == 0) {
                refer();
            }
        }
        check();
    }

    void shrinkTo(int entries) {
        while (keys.size() > entries) {
            remove();
        }
        check();
    }

    void churn(int steps) {
        for (int step = 0; step < steps; step++) {
            if (keys.isEmpty() || random.nextBoolean()) {
                insert();
            } else {
                remove();
            }
        }
        check();
    }

    /** Returns whether there was room among the ids for one more type. */
    private boolean insert() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int device = ids == Long.MAX_VALUE ? random.nextInt(1024) : (int) (clock % 2) * 1023;
            long id = ids == Long.MAX_VALUE ? random.nextLong() : 64 * random.nextLong(ids);
            Key key = new Key(device, id);
            List<Entry> entries = model.computeIfAbsent(key, any -> new ArrayList<>(1));
            int type = random.nextInt(TYPES);
            if (entries.stream().noneMatch(entry -> entry.type == type)) {
                long size = random.nextLong() >>> (Long.SIZE - 38);
                table.insert(device, id, type, size, ++clock);
                entries.add(new Entry(type, size, clock, 1));
                keys.add(key);
                checkNewest(key);
                return true;
            }
        }
        return false;
    }

    /** Removes the newest of an id, or another of its types. */
    private void remove() {
        int at = random.nextInt(keys.size());
        Key key = keys.get(at);
        keys.set(at, keys.get(keys.size() - 1));
        keys.remove(keys.size() - 1);
        List<Entry> entries = entriesOf(key);
        checkNewest(key);
        int chosen = random.nextBoolean() ? entries.size() - 1 : random.nextInt(entries.size());
        Entry entry = entries.remove(chosen);
        assertTrue(table.find(key.device, key.id, entry.type));
        checkCursor(entry);
        table.remove();
        if (entries.isEmpty()) {
            model.remove(key);
            assertEquals(0, table.findNewest(key.device, key.id));
        } else {
            checkNewest(key);
        }
        assertEquals(keys.size(), table.count());
    }

    /** Gives some entry another number of references. */
    private void refer() {
        Key key = keys.get(random.nextInt(keys.size()));
        List<Entry> entries = entriesOf(key);
        int at = random.nextInt(entries.size());
        Entry entry = entries.get(at);
        long references = 1L + random.nextInt(1 << (1 + random.nextInt(25)));
        assertTrue(table.find(key.device, key.id, entry.type));
        table.setReferences(references);
        entries.set(at, new Entry(entry.type, entry.size, entry.allocated, references));
    }

    private List<Entry> entriesOf(Key key) {
        List<Entry> entries = model.get(key);
        assertNotNull(entries);
        return entries;
    }

    private void checkNewest(Key key) {
        List<Entry> entries = entriesOf(key);
        assertEquals(entries.size(), table.findNewest(key.device, key.id));
        checkCursor(entries.get(entries.size() - 1));
    }

    private void checkCursor(Entry entry) {
        assertEquals(entry.type, table.type());
        assertEquals(entry.size, table.size());
        assertEquals(entry.allocated, table.allocatedMicros());
        assertEquals(entry.references, table.references());
    }

    /** Looks up everything, and walks through everything. */
    private void check() {
        model.values().removeIf(List::isEmpty);
        assertEquals(keys.size(), table.count());
        for (Key key : model.keySet()) {
            checkNewest(key);
            for (Entry entry : entriesOf(key)) {
                assertTrue(table.find(key.device, key.id, entry.type));
                checkCursor(entry);
            }
        }
        // as many as there are, each of them known; that none is missing was seen above
        int[] visits = {0};
        table.forEach(
                (device, type, id, size, allocated, references) -> {
                    visits[0]++;
                    Entry visited = new Entry(type, size, allocated, references);
                    assertTrue(entriesOf(new Key(device, id)).contains(visited));
                });
        assertEquals(keys.size(), visits[0]);
    }
}
