package org.ttflight.jmx;

import java.time.Instant;
import org.ttflight.ledger.BufferInfo;

/**
 * One live buffer, circular buffer or kernel, as a client sees it.
 *
 * @param pid the process
 * @param device the device's ordinal
 * @param memory the memory type
 * @param address the device address (or kernel id) in hexadecimal digits
 * @param bytes its size
 * @param allocated when it was reported, ISO 8601 in UTC
 * @param ageMillis how long ago that was, in milliseconds
 * @param references how many releases it takes to free it
 */
public record BufferRow(
        int pid,
        int device,
        String memory,
        String address,
        long bytes,
        String allocated,
        long ageMillis,
        long references) {

    static BufferRow of(BufferInfo buffer, long nowMicros) {
        return new BufferRow(
                buffer.process().pid(),
                buffer.device(),
                buffer.type().label(),
                "0x" + Long.toHexString(buffer.id()),
                buffer.size(),
                Instant.ofEpochMilli(buffer.allocatedMicros() / 1000).toString(),
                Math.max(0, nowMicros - buffer.allocatedMicros()) / 1000,
                buffer.references());
    }
}
