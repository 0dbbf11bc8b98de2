package org.ttflight.ledger;

import java.util.SplittableRandom;

/**
 * The live buffers of one process: an open-addressing hash table of primitives, split into leaves.
 *
 * <p>Finding, inserting and removing work on a cursor: a find leaves it on the entry, the accessors
 * read the entry under it, any insert or remove invalidates it. Confined to the writer's thread.
 *
 * <p>Three things are worth knowing before changing this class:
 *
 * <ul>
 *   <li><b>Leaves.</b> The table is an extendible hash: a directory, indexed by the top bits of the
 *       hash, points to leaves of at most {@value #MAX_CAPACITY} slots. A full leaf splits alone,
 *       so the longest stall is the rehash of one leaf, whatever the size of the table.
 *   <li><b>Packing.</b> An entry is three longs. Capacity inside a leaf grows by half and is not a
 *       power of two (a multiplication maps the hash to a slot), which keeps the load of a growing
 *       table between 0.53 and 0.8: about 36 bytes for each live buffer. A leaf less than a third
 *       full shrinks, which bounds the waste of a table that empties.
 *   <li><b>Order.</b> Entries with equal device and id (they differ in type) hash alike, and among
 *       them the probe order is the order of insertion. Linear probing gives that, removal by
 *       shifting back keeps it, and rebuilding keeps it because it copies beginning behind an empty
 *       slot. {@link #findNewest} depends on it.
 * </ul>
 */
final class LiveTable {
    private static final int MIN_CAPACITY = 8;
    private static final int MAX_CAPACITY = 4096;
    private static final int WORDS = 3;

    /** A leaf this deep grows instead of splitting: only a flawed hash could bring it there. */
    private static final int MAX_DEPTH = 20;

    /** Not known to a sender, so that nobody can choose ids that all hash alike. */
    private static final long SEED = new SplittableRandom().nextLong();

    /** The largest device id that an entry can hold, plus one. */
    static final int DEVICE_LIMIT = 1 << 10;

    /** The most references that an entry can hold. */
    static final long MAX_REFERENCES = (1L << 26) - 1;

    // word 0: id
    // word 1: size 0..37 | type 38..40 | device 41..50 | references, high part 51..63
    // word 2: references, low part 0..12 | allocated, microseconds since the epoch 13..63; 0 =
    // empty
    private static final int SIZE_BITS = 38;
    private static final int TYPE_SHIFT = 38;
    private static final int DEVICE_SHIFT = 41;
    private static final int REFERENCES_HIGH_SHIFT = 51;
    private static final int REFERENCES_LOW_BITS = 13;
    private static final long SIZE_MASK = (1L << SIZE_BITS) - 1;
    private static final long REFERENCES_LOW_MASK = (1L << REFERENCES_LOW_BITS) - 1;

    /** What must be equal for two entries to be the same buffer but for the type. */
    private static final long DEVICE_MASK = (DEVICE_LIMIT - 1L) << DEVICE_SHIFT;

    private static final class Leaf {
        private long[] words;
        private int capacity;
        private int count;
        private final int depth;

        Leaf(int capacity, int depth) {
            this.words = new long[capacity * WORDS];
            this.capacity = capacity;
            this.depth = depth;
        }

        boolean isEmpty(int slot) {
            return words[slot * WORDS + 2] == 0;
        }

        int next(int slot) {
            int next = slot + 1;
            return next == capacity ? 0 : next;
        }

        int home(long hash) {
            return (int) (((hash & 0xffff_ffffL) * capacity) >>> 32);
        }

        void append(long id, long first, long second, long hash) {
            int slot = home(hash);
            while (!isEmpty(slot)) {
                slot = next(slot);
            }
            int at = slot * WORDS;
            words[at] = id;
            words[at + 1] = first;
            words[at + 2] = second;
            count++;
        }

        boolean isFull() {
            return (count + 1) * 5L > capacity * 4L;
        }
    }

    /** Receives the entries of a table, in no order. */
    interface Visitor {
        void visit(int device, int type, long id, long size, long allocatedMicros, long references);
    }

    private Leaf[] directory = {new Leaf(MIN_CAPACITY, 0)};
    private int depth;
    private long count;
    private Leaf cursorLeaf = directory[0];
    private int cursorSlot = -1;

    long count() {
        return count;
    }

    /** Moves to the entry of this device, id and type; returns whether there is one. */
    boolean find(int device, long id, int type) {
        long hash = hash(device, id);
        Leaf leaf = leafOf(hash);
        long[] words = leaf.words;
        long wanted = (long) device << DEVICE_SHIFT | (long) type << TYPE_SHIFT;
        long mask = DEVICE_MASK | 7L << TYPE_SHIFT;
        for (int slot = leaf.home(hash); words[slot * WORDS + 2] != 0; slot = leaf.next(slot)) {
            if (words[slot * WORDS] == id && (words[slot * WORDS + 1] & mask) == wanted) {
                cursorLeaf = leaf;
                cursorSlot = slot;
                return true;
            }
        }
        return false;
    }

    /**
     * Moves to the newest entry of this device and id, whatever its type.
     *
     * @return how many there are, of different types; 0 leaves the cursor where it was
     */
    int findNewest(int device, long id) {
        long hash = hash(device, id);
        Leaf leaf = leafOf(hash);
        long[] words = leaf.words;
        long wanted = (long) device << DEVICE_SHIFT;
        int found = 0;
        for (int slot = leaf.home(hash); words[slot * WORDS + 2] != 0; slot = leaf.next(slot)) {
            if (words[slot * WORDS] == id && (words[slot * WORDS + 1] & DEVICE_MASK) == wanted) {
                cursorLeaf = leaf;
                cursorSlot = slot;
                found++;
            }
        }
        return found;
    }

    /** Adds an entry with one reference; the caller knows that it is not there. */
    void insert(int device, long id, int type, long size, long allocatedMicros) {
        long hash = hash(device, id);
        Leaf leaf = leafOf(hash);
        while (leaf.isFull()) {
            if (leaf.capacity < MAX_CAPACITY || leaf.depth == MAX_DEPTH) {
                rebuild(leaf, larger(leaf.capacity));
            } else {
                split(leaf, hash);
                leaf = leafOf(hash);
            }
        }
        leaf.append(
                id,
                size | (long) type << TYPE_SHIFT | (long) device << DEVICE_SHIFT,
                allocatedMicros << REFERENCES_LOW_BITS | 1,
                hash);
        count++;
    }

    int type() {
        return (int) (cursorLeaf.words[cursorSlot * WORDS + 1] >>> TYPE_SHIFT) & 7;
    }

    long size() {
        return cursorLeaf.words[cursorSlot * WORDS + 1] & SIZE_MASK;
    }

    long allocatedMicros() {
        return cursorLeaf.words[cursorSlot * WORDS + 2] >>> REFERENCES_LOW_BITS;
    }

    long references() {
        int at = cursorSlot * WORDS;
        return references(cursorLeaf.words[at + 1], cursorLeaf.words[at + 2]);
    }

    private static long references(long first, long second) {
        return (first >>> REFERENCES_HIGH_SHIFT << REFERENCES_LOW_BITS)
                | (second & REFERENCES_LOW_MASK);
    }

    /** Sets the references of the entry under the cursor; 1 to {@link #MAX_REFERENCES}. */
    void setReferences(long references) {
        int at = cursorSlot * WORDS;
        long[] words = cursorLeaf.words;
        words[at + 1] =
                (words[at + 1] & ((1L << REFERENCES_HIGH_SHIFT) - 1))
                        | (references >>> REFERENCES_LOW_BITS << REFERENCES_HIGH_SHIFT);
        words[at + 2] = (words[at + 2] & ~REFERENCES_LOW_MASK) | (references & REFERENCES_LOW_MASK);
    }

    /** Removes the entry under the cursor. */
    void remove() {
        Leaf leaf = cursorLeaf;
        long[] words = leaf.words;
        int hole = cursorSlot;
        int slot = leaf.next(hole);
        while (words[slot * WORDS + 2] != 0) {
            int home = leaf.home(hashAt(words, slot * WORDS));
            if (distance(home, slot, leaf.capacity) >= distance(hole, slot, leaf.capacity)) {
                System.arraycopy(words, slot * WORDS, words, hole * WORDS, WORDS);
                hole = slot;
            }
            slot = leaf.next(slot);
        }
        words[hole * WORDS + 2] = 0;
        leaf.count--;
        count--;
        cursorSlot = -1;
        if (count == 0) {
            shrinkEmpty();
        } else if (leaf.capacity > MIN_CAPACITY && leaf.count * 3L < leaf.capacity) {
            rebuild(leaf, Math.max(MIN_CAPACITY, leaf.capacity / 2));
        }
    }

    private static int larger(int capacity) {
        int larger = capacity + capacity / 2;
        return capacity < MAX_CAPACITY ? Math.min(larger, MAX_CAPACITY) : larger;
    }

    private static int distance(int from, int to, int capacity) {
        int distance = to - from;
        return distance < 0 ? distance + capacity : distance;
    }

    /** Gives back the memory of an empty table that had grown. */
    private void shrinkEmpty() {
        if (directory.length > 1 || directory[0].capacity > MIN_CAPACITY * 8) {
            directory = new Leaf[] {new Leaf(MIN_CAPACITY, 0)};
            depth = 0;
            cursorLeaf = directory[0];
        }
    }

    void forEach(Visitor visitor) {
        for (int at = 0; at < directory.length; at++) {
            Leaf leaf = directory[at];
            if (at > 0 && directory[at - 1] == leaf) {
                continue;
            }
            visitAll(leaf, visitor);
        }
    }

    private static void visitAll(Leaf leaf, Visitor visitor) {
        for (int word = 0; word < leaf.words.length; word += WORDS) {
            long second = leaf.words[word + 2];
            if (second != 0) {
                long first = leaf.words[word + 1];
                visitor.visit(
                        (int) (first >>> DEVICE_SHIFT) & (DEVICE_LIMIT - 1),
                        (int) (first >>> TYPE_SHIFT) & 7,
                        leaf.words[word],
                        first & SIZE_MASK,
                        second >>> REFERENCES_LOW_BITS,
                        references(first, second));
            }
        }
    }

    /**
     * Visits the entries of one leaf, so that a long table can be walked in short steps. What is
     * there from the first step to the last is visited exactly once, whatever comes and goes
     * meanwhile: a step ends where a range of hashes ends, and leaves split at such ends.
     *
     * @param from 0 for the first leaf, later what this returned
     * @return where to go on; 0 if there is no more
     */
    long forEachOfLeaf(long from, Visitor visitor) {
        int at = depth == 0 ? 0 : (int) (from >>> (Long.SIZE - depth));
        Leaf leaf = directory[at];
        int span = 1 << (depth - leaf.depth);
        int first = at & -span;
        // In the middle of a leaf only if all was removed meanwhile: what is there now is new.
        if (depth == 0 ? from == 0 : from == (long) first << (Long.SIZE - depth)) {
            visitAll(leaf, visitor);
        }
        return depth == 0 ? 0 : (long) (first + span) << (Long.SIZE - depth);
    }

    /** Returns how many places the leaf has that {@link #forEachOfLeaf} would visit. */
    int placesOfLeaf(long from) {
        return directory[depth == 0 ? 0 : (int) (from >>> (Long.SIZE - depth))].capacity;
    }

    private Leaf leafOf(long hash) {
        return depth == 0 ? directory[0] : directory[(int) (hash >>> (Long.SIZE - depth))];
    }

    private static void rebuild(Leaf leaf, int capacity) {
        Leaf bigger = new Leaf(capacity, leaf.depth);
        copy(leaf, bigger, bigger);
        leaf.words = bigger.words;
        leaf.capacity = capacity;
    }

    private void split(Leaf leaf, long hash) {
        if (leaf.depth == depth) {
            Leaf[] doubled = new Leaf[directory.length * 2];
            for (int at = 0; at < doubled.length; at++) {
                doubled[at] = directory[at >>> 1];
            }
            directory = doubled;
            depth++;
        }
        int ups = 0;
        for (int at = 0; at < leaf.words.length; at += WORDS) {
            if (leaf.words[at + 2] != 0 && goesUp(hashAt(leaf.words, at), leaf.depth + 1)) {
                ups++;
            }
        }
        Leaf low = new Leaf(roomFor(leaf.count - ups), leaf.depth + 1);
        Leaf high = new Leaf(roomFor(ups), leaf.depth + 1);
        copy(leaf, low, high);
        int span = 1 << (depth - leaf.depth);
        int first = (int) (hash >>> (Long.SIZE - depth)) & -span;
        for (int at = 0; at < span; at++) {
            directory[first + at] = at < span / 2 ? low : high;
        }
    }

    private static int roomFor(int count) {
        return Math.max(MIN_CAPACITY, count * 3 / 2);
    }

    private static boolean goesUp(long hash, int depth) {
        return (hash >>> (Long.SIZE - depth) & 1) == 1;
    }

    /**
     * Copies by the bit of the hash that the targets' depth adds, beginning behind an empty slot.
     */
    private static void copy(Leaf from, Leaf low, Leaf high) {
        int start = 0;
        while (!from.isEmpty(start)) {
            start++;
        }
        for (int slot = from.next(start); slot != start; slot = from.next(slot)) {
            if (!from.isEmpty(slot)) {
                int at = slot * WORDS;
                long hash = hashAt(from.words, at);
                boolean up = low != high && goesUp(hash, low.depth);
                Leaf target = up ? high : low;
                target.append(from.words[at], from.words[at + 1], from.words[at + 2], hash);
            }
        }
    }

    private static long hashAt(long[] words, int at) {
        return hash((int) (words[at + 1] >>> DEVICE_SHIFT) & (DEVICE_LIMIT - 1), words[at]);
    }

    /** Addresses are multiples of 32 and more, so all bits must be stirred (Stafford's mix 13). */
    private static long hash(int device, long id) {
        long z = (id ^ SEED) + (device + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
