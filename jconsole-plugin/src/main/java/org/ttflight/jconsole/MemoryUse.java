package org.ttflight.jconsole;

import org.jspecify.annotations.Nullable;

/**
 * What is held of one memory type on one device.
 *
 * @param device the device's ordinal
 * @param memory the memory type
 * @param used bytes held now; null if unknown
 * @param peak the most bytes held at one time; null if unknown
 * @param capacity bytes there are; null if unknown
 */
record MemoryUse(
        int device,
        String memory,
        @Nullable Long used,
        @Nullable Long peak,
        @Nullable Long capacity) {

    static MemoryUse of(Row row) {
        return new MemoryUse(
                row.ordinal("device"),
                row.word("memory"),
                row.whole("used"),
                row.whole("peak"),
                row.whole("capacity"));
    }
}
