package org.ttflight.jmx;

import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.Usage;

/**
 * What is held of one memory type on one device, as a client sees it.
 *
 * @param device the device's ordinal
 * @param memory the memory type
 * @param used bytes held now
 * @param peak the most bytes held at one time
 * @param buffers live buffers
 * @param capacity bytes there are; null if unknown, and null where only one process is looked at
 */
public record MemoryRow(
        int device, String memory, long used, long peak, long buffers, @Nullable Long capacity) {

    static MemoryRow of(int device, MemoryType type, Usage usage, @Nullable Long capacity) {
        return new MemoryRow(
                device,
                type.label(),
                usage.used(type),
                usage.peak(type),
                usage.buffers(type),
                capacity);
    }
}
