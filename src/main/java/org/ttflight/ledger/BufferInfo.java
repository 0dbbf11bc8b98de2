package org.ttflight.ledger;

/**
 * One live buffer, circular buffer or kernel.
 *
 * @param id the device address (or kernel id); unsigned
 * @param size bytes
 * @param allocatedMicros when it was reported, in microseconds since the epoch
 * @param references how many releases it takes to free it
 */
public record BufferInfo(
        ProcessIdentity process,
        int device,
        MemoryType type,
        long id,
        long size,
        long allocatedMicros,
        long references) {}
