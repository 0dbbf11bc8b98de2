package org.ttflight.jmx;

import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.Usage;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedHolding;
import org.ttflight.snapshot.ObservedMemory;

/**
 * What is held of one memory type on one device, by all or by one process, as a client sees it.
 *
 * @param device the device's ordinal
 * @param memory the memory type
 * @param used bytes held now; null if nobody says
 * @param peak the most bytes held at one time; null if nobody says
 * @param buffers live buffers; null if nobody reports each
 * @param capacity bytes there are; null if unknown, and null where only one process is looked at
 * @param source who says what is used
 * @param shared bytes that tt-metal's shared memory states for the same; null without it
 */
public record MemoryRow(
        int device,
        String memory,
        @Nullable Long used,
        @Nullable Long peak,
        @Nullable Long buffers,
        @Nullable Long capacity,
        String source,
        @Nullable Long shared) {

    static MemoryRow of(ObservedDevice device, MemoryType type) {
        ObservedMemory memory = device.memory(type);
        return new MemoryRow(
                device.ordinal(),
                type.label(),
                memory.used(),
                memory.peak(),
                memory.buffers(),
                memory.capacity().bytes(),
                memory.source().label(),
                memory.claimed());
    }

    static MemoryRow of(ObservedHolding held, MemoryType type) {
        Usage reported = held.reported();
        return new MemoryRow(
                held.device(),
                type.label(),
                held.used(type),
                held.peak(type),
                reported == null ? null : Long.valueOf(reported.buffers(type)),
                null,
                held.source().label(),
                held.shared() == null ? null : held.shared().used(type));
    }
}
