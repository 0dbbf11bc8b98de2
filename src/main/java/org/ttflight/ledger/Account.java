package org.ttflight.ledger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The running totals of one device, or of one process on one device. The writer's. */
final class Account {
    final int device;
    private final long[] used = new long[MemoryType.COUNT];
    private final long[] peak = new long[MemoryType.COUNT];
    private final long[] buffers = new long[MemoryType.COUNT];
    private @Nullable Usage published;

    Account(int device) {
        this.device = device;
    }

    /** Adds one buffer; returns the new total of its type. */
    long add(int type, long size) {
        long now = used[type] + size;
        used[type] = now;
        if (now > peak[type]) {
            peak[type] = now;
        }
        buffers[type]++;
        published = null;
        return now;
    }

    /** Takes one buffer away; returns the new total of its type. */
    long subtract(int type, long size) {
        long now = used[type] - size;
        used[type] = now;
        buffers[type]--;
        published = null;
        return now;
    }

    void subtractAll(Account other) {
        for (int type = 0; type < MemoryType.COUNT; type++) {
            used[type] -= other.used[type];
            buffers[type] -= other.buffers[type];
        }
        published = null;
    }

    void resetPeak(int type) {
        peak[type] = used[type];
        published = null;
    }

    long used(int type) {
        return used[type];
    }

    long buffers(int type) {
        return buffers[type];
    }

    boolean isEmpty() {
        return Arrays.stream(buffers).allMatch(count -> count == 0);
    }

    /** Returns the totals as they are now; the same object until they change. */
    Usage usage() {
        Usage usage = published;
        if (usage == null) {
            usage = Usage.copyOf(used, peak, buffers);
            published = usage;
        }
        return usage;
    }
}
