package org.ttflight.snapshot;

import java.time.Instant;

/**
 * One live buffer, circular buffer or kernel.
 *
 * @param verified whether the pid is the kernel's word, not only the program's claim
 * @param memory its type, such as {@code L1_SMALL}
 * @param id its address on the device, in hexadecimal
 * @param size bytes
 * @param allocatedTime when it was reported
 * @param ageSeconds how long ago that was when the daemon answered
 * @param references how many releases it takes to free it
 */
public record BufferState(
        int pid,
        boolean verified,
        int device,
        String memory,
        String id,
        long size,
        Instant allocatedTime,
        long ageSeconds,
        long references) {}
