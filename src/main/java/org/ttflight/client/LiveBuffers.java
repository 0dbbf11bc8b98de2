package org.ttflight.client;

import java.util.Arrays;

/**
 * What this program holds, and how much of it the server was told.
 *
 * <p>An open-addressing table of primitives, at most two thirds full, so 60 to 120 bytes a buffer;
 * bounded by a number of entries, beyond which {@link #add} forgets. Entries with the same device,
 * id and kind (buffers of different types may share an address) stand in the order of insertion in
 * one run of slots: linear probing gives that, removal by shifting back keeps it, and growing keeps
 * it because it copies beginning behind an empty slot. {@link #remove} depends on it, since a free
 * names no type and means the newest. Not thread-safe.
 */
final class LiveBuffers {
    /** Who frees an entry: each has ids of its own. */
    enum Kind {
        BUFFER,
        CIRCULAR_BUFFER,
        KERNEL;

        private static final Kind[] ALL = values();
    }

    /** What a removal found. */
    enum Removed {
        /** The server knows the buffer. */
        TOLD,
        /** The server was never told of it. */
        UNTOLD,
        /** Not in the table: never reported, or beyond the bound. */
        UNKNOWN
    }

    private static final int FIRST_CAPACITY = 64;
    private static final int TYPES = 8;

    private final int limit;
    private long[] ids = new long[0];
    private long[] sizes = ids;
    private long[] timestamps = ids;
    private int[] devices = new int[0];
    private int[] references = devices;
    private int[] told = devices;

    /** Kind and type plus one; 0 is an empty slot. */
    private byte[] tags = new byte[0];

    private int count;
    private long untold;
    private int cursor;

    /**
     * @param limit the most entries to remember
     */
    LiveBuffers(int limit) {
        this.limit = limit;
    }

    /** Returns the number of entries; a buffer allocated twice under one id is one entry. */
    int count() {
        return count;
    }

    /** Returns how many allocations the server has to be told of. */
    long untold() {
        return untold;
    }

    /**
     * Adds a buffer, or a reference to it if it is there with the same size. An entry of another
     * size is replaced, as servers do: its free was never reported.
     *
     * @param isTold whether the server is being told
     * @return false if there was no room for it
     */
    boolean add(
            Kind kind, int type, int device, long id, long size, long timestamp, boolean isTold) {
        int slot = count == 0 ? -1 : find(kind, device, id, tag(kind, type));
        if (slot >= 0 && (kind != Kind.BUFFER || sizes[slot] != size)) {
            untold -= references[slot] - told[slot];
            delete(slot);
            slot = -1;
        }
        if (slot < 0) {
            if (count == limit) {
                return false;
            }
            slot = insert(device, id, tag(kind, type));
            references[slot] = 0;
            told[slot] = 0;
        }
        references[slot]++;
        sizes[slot] = size;
        timestamps[slot] = timestamp;
        untold++;
        if (isTold) {
            tell(slot);
        }
        return true;
    }

    /** Takes one reference from the newest entry with this id. */
    Removed remove(Kind kind, int device, long id) {
        int slot = count == 0 ? -1 : find(kind, device, id, (byte) 0);
        if (slot < 0) {
            return Removed.UNKNOWN;
        }
        boolean wasTold = told[slot] == references[slot];
        references[slot]--;
        if (wasTold) {
            told[slot]--;
        } else {
            untold--;
        }
        if (references[slot] == 0) {
            delete(slot);
        }
        return wasTold ? Removed.TOLD : Removed.UNTOLD;
    }

    /** The server has forgotten, or is another one: everything has to be told again. */
    void forgetTold() {
        Arrays.fill(told, 0);
        untold = 0;
        for (int slot = 0; slot < tags.length; slot++) {
            untold += tags[slot] == 0 ? 0 : references[slot];
            cursor = tags[slot] == 0 ? slot : cursor; // so equal ids are told in their order
        }
    }

    /** Moves the cursor to an entry that has to be told, and counts it as told; false if none. */
    boolean tellNext() {
        if (untold == 0) {
            return false;
        }
        // Ends, because untold > 0 says there is one; removals may have moved it behind the cursor.
        while (cursor >= tags.length || tags[cursor] == 0 || told[cursor] == references[cursor]) {
            cursor = cursor + 1 >= tags.length ? 0 : cursor + 1;
        }
        tell(cursor);
        return true;
    }

    Kind kind() {
        return Kind.ALL[(tags[cursor] - 1) / TYPES];
    }

    int type() {
        return (tags[cursor] - 1) % TYPES;
    }

    int device() {
        return devices[cursor];
    }

    long id() {
        return ids[cursor];
    }

    long size() {
        return sizes[cursor];
    }

    long timestamp() {
        return timestamps[cursor];
    }

    private void tell(int slot) {
        told[slot]++;
        untold--;
    }

    private static byte tag(Kind kind, int type) {
        return (byte) (kind.ordinal() * TYPES + type + 1);
    }

    /**
     * Returns the slot of the newest entry of this kind, device and id, or -1.
     *
     * @param tag for buffers, the only one to look for, or 0 for any
     */
    private int find(Kind kind, int device, long id, byte tag) {
        int found = -1;
        for (int slot = home(device, id); tags[slot] != 0; slot = next(slot)) {
            if (ids[slot] == id
                    && devices[slot] == device
                    && (tags[slot] - 1) / TYPES == kind.ordinal()
                    && (kind != Kind.BUFFER || tag == 0 || tags[slot] == tag)) {
                found = slot;
            }
        }
        return found;
    }

    private int insert(int device, long id, byte tag) {
        if ((count + 1) * 3L > tags.length * 2L) {
            grow();
        }
        count++;
        return place(device, id, tag);
    }

    private int place(int device, long id, byte tag) {
        int slot = home(device, id);
        while (tags[slot] != 0) {
            slot = next(slot);
        }
        ids[slot] = id;
        devices[slot] = device;
        tags[slot] = tag;
        return slot;
    }

    private void delete(int slot) {
        int hole = slot;
        for (int at = next(hole); tags[at] != 0; at = next(at)) {
            int home = home(devices[at], ids[at]);
            if (distance(home, at) >= distance(hole, at)) {
                copy(at, hole);
                hole = at;
            }
        }
        tags[hole] = 0;
        count--;
    }

    private void copy(int from, int to) {
        ids[to] = ids[from];
        sizes[to] = sizes[from];
        timestamps[to] = timestamps[from];
        devices[to] = devices[from];
        references[to] = references[from];
        told[to] = told[from];
        tags[to] = tags[from];
    }

    private void grow() {
        LiveBuffers old = new LiveBuffers(limit);
        old.take(this);
        int capacity = Math.max(FIRST_CAPACITY, old.tags.length * 2);
        ids = new long[capacity];
        sizes = new long[capacity];
        timestamps = new long[capacity];
        devices = new int[capacity];
        references = new int[capacity];
        told = new int[capacity];
        tags = new byte[capacity];
        int start = 0;
        while (start < old.tags.length && old.tags[start] != 0) {
            start++;
        }
        for (int i = 0; i < old.tags.length; i++) {
            int from = (start + i) & (old.tags.length - 1);
            if (old.tags[from] != 0) {
                int slot = place(old.devices[from], old.ids[from], old.tags[from]);
                sizes[slot] = old.sizes[from];
                timestamps[slot] = old.timestamps[from];
                references[slot] = old.references[from];
                told[slot] = old.told[from];
            }
        }
    }

    private void take(LiveBuffers other) {
        ids = other.ids;
        sizes = other.sizes;
        timestamps = other.timestamps;
        devices = other.devices;
        references = other.references;
        told = other.told;
        tags = other.tags;
    }

    private int next(int slot) {
        return (slot + 1) & (tags.length - 1);
    }

    private int distance(int from, int to) {
        return (to - from) & (tags.length - 1);
    }

    /** Addresses are multiples of large powers of two, so the bits must be stirred. */
    private int home(int device, long id) {
        long hash = (id + (device + 1) * 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 32)) * 0x94d049bb133111ebL;
        return (int) (hash >>> 33) & (tags.length - 1);
    }
}
