package org.ttflight.e2e;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What programs hold, from what they say they sent. Knows nothing of the daemon: it is what all of
 * the daemon's views are compared with.
 */
final class Account {
    /** The memory types by the numbers on the wire, and then what has messages of its own. */
    static final String[] TYPES = {
        "DRAM", "L1", "SYSTEM_MEMORY", "L1_SMALL", "TRACE", "CB", "KERNEL"
    };

    /** What is held of something: equal if equal to the byte, and to the buffer. */
    record Held(long bytes, long buffers) {
        static final Held NOTHING = new Held(0, 0);

        Held plus(Held other) {
            return new Held(bytes + other.bytes, buffers + other.buffers);
        }
    }

    /** A memory type on a device, for one process or, with pid 0, for all. */
    record Place(long pid, int device, String memory) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return toString().compareTo(other.toString());
        }
    }

    private enum Space {
        BUFFERS,
        CIRCULAR_BUFFERS,
        KERNELS
    }

    private record Key(long pid, int device, Space space, long id) {}

    private record Buffer(String memory, long size, int references) {}

    private final Map<Key, Buffer> live = new HashMap<>();

    /** Books a message such as {@code alloc 0 1 4096 100}, already cut at its blanks. */
    void book(long pid, String[] words) {
        int device = Integer.parseInt(words[1]);
        switch (words[0]) {
            case "alloc" -> {
                String memory = TYPES[Integer.parseInt(words[2])];
                open(pid, device, Space.BUFFERS, Long.parseLong(words[3]), memory, words[4]);
            }
            case "cb" -> {
                long id = Long.parseLong(words[2]);
                open(pid, device, Space.CIRCULAR_BUFFERS, id, "CB", words[3]);
            }
            case "kernel" -> {
                long id = Long.parseLong(words[2]);
                open(pid, device, Space.KERNELS, id, "KERNEL", words[3]);
            }
            case "free" -> release(pid, device, Space.BUFFERS, words[2]);
            case "uncb" -> release(pid, device, Space.CIRCULAR_BUFFERS, words[2]);
            case "unkernel" -> release(pid, device, Space.KERNELS, words[2]);
            default -> throw new IllegalArgumentException(String.join(" ", words));
        }
    }

    private void open(long pid, int device, Space space, long id, String memory, String sizeText) {
        long size = Long.parseLong(sizeText);
        live.merge(
                new Key(pid, device, space, id),
                new Buffer(memory, size, 1),
                (old, same) -> new Buffer(memory, size, old.references() + 1));
    }

    private void release(long pid, int device, Space space, String id) {
        live.compute(
                new Key(pid, device, space, Long.parseLong(id)),
                (key, old) -> {
                    if (old == null) {
                        throw new IllegalStateException(
                                "the program frees what it has not: " + key);
                    }
                    return old.references() == 1
                            ? null
                            : new Buffer(old.memory(), old.size(), old.references() - 1);
                });
    }

    /** A process is no more, and all that it held with it. */
    void gone(long pid) {
        live.keySet().removeIf(key -> key.pid() == pid);
    }

    /** Returns what each process holds of each memory type on each device, if it holds any. */
    SortedMap<Place, Held> byProcess() {
        return sum(key -> key.pid());
    }

    /** Returns what one process holds. */
    SortedMap<Place, Held> processOnly(long pid) {
        SortedMap<Place, Held> its = byProcess();
        its.keySet().removeIf(place -> place.pid() != pid);
        return its;
    }

    /** Returns what all processes together hold; the pid is 0. */
    SortedMap<Place, Held> byDevice() {
        return sum(key -> 0L);
    }

    private SortedMap<Place, Held> sum(Function<Key, Long> pidOf) {
        SortedMap<Place, Held> sums = new TreeMap<>();
        live.forEach(
                (key, buffer) ->
                        sums.merge(
                                new Place(pidOf.apply(key), key.device(), buffer.memory()),
                                new Held(buffer.size(), 1),
                                Held::plus));
        return sums;
    }

    /** Returns each live buffer, as {@code pid/device/memory/id: size, references}. */
    SortedMap<String, String> buffers() {
        SortedMap<String, String> all = new TreeMap<>();
        live.forEach(
                (key, buffer) ->
                        all.put(
                                key.pid()
                                        + "/"
                                        + key.device()
                                        + "/"
                                        + buffer.memory()
                                        + "/"
                                        + Long.toHexString(key.id()),
                                buffer.size() + ", " + buffer.references()));
        return all;
    }

    /** Returns the bytes of a memory type on a device. */
    long used(int device, String memory) {
        return byDevice().getOrDefault(new Place(0, device, memory), Held.NOTHING).bytes();
    }

    /** Returns the bytes of a memory type of one process on a device. */
    long used(long pid, int device, String memory) {
        return byProcess().getOrDefault(new Place(pid, device, memory), Held.NOTHING).bytes();
    }
}
