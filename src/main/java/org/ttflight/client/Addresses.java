package org.ttflight.client;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** Hands out made-up device addresses; one that was given back is the next of its size. */
final class Addresses {
    private static final long ALIGNMENT = 64;

    private final Map<Long, ArrayDeque<Long>> freeBySize = new HashMap<>();
    private long next;

    Addresses(long first) {
        next = first;
    }

    long take(long size) {
        ArrayDeque<Long> free = freeBySize.get(size);
        if (free != null && !free.isEmpty()) {
            return free.pop();
        }
        long address = next;
        // A buffer is spread over 8 banks or more: each holds that part of it.
        next += (size / 8 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return address;
    }

    void giveBack(long address, long size) {
        freeBySize.computeIfAbsent(size, key -> new ArrayDeque<>()).push(address);
    }
}
