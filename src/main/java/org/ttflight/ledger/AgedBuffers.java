package org.ttflight.ledger;

/**
 * The buffers of one process, device and memory type that a {@link BufferSurvey} found. Immutable.
 *
 * @param buffers how many; at least 1
 * @param bytes of all of them
 * @param oldest one of the earliest reported
 * @param largest one of those with the most bytes
 */
public record AgedBuffers(
        ProcessIdentity process,
        int device,
        MemoryType type,
        long buffers,
        long bytes,
        BufferInfo oldest,
        BufferInfo largest) {}
