package org.ttflight.ledger;

import java.util.Arrays;

/** Usage thresholds by device and memory type, and which of them are reached. The writer's. */
final class Thresholds {
    private static final long OFF = Long.MAX_VALUE;

    private final LedgerListener listener;
    private final long[] bytes;
    private final boolean[] isReached;

    Thresholds(int devices, LedgerListener listener) {
        this.listener = listener;
        this.bytes = new long[devices * MemoryType.COUNT];
        this.isReached = new boolean[bytes.length];
        Arrays.fill(bytes, OFF);
    }

    void set(int device, MemoryType type, long threshold, long used) {
        int at = at(device, type);
        bytes[at] = threshold <= 0 ? OFF : threshold;
        isReached[at] = false;
        rose(device, type, used);
    }

    void rose(int device, MemoryType type, long used) {
        int at = at(device, type);
        if (used >= bytes[at] && !isReached[at]) {
            isReached[at] = true;
            listener.thresholdReached(device, type, used, bytes[at]);
        }
    }

    void fell(int device, MemoryType type, long used) {
        int at = at(device, type);
        if (isReached[at] && used < bytes[at]) {
            isReached[at] = false;
        }
    }

    private static int at(int device, MemoryType type) {
        return device * MemoryType.COUNT + type.ordinal();
    }
}
