package org.ttflight.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * What one process holds on one device.
 *
 * @param device the device's ordinal
 * @param open whether the driver says that the process has it open; null if nobody can be asked
 * @param discrepancy whether socket and shared memory have differed for longer than timing explains
 * @param memory empty where nobody says what the process holds
 */
public record ProcessMemory(
        int device, @Nullable Boolean open, boolean discrepancy, MemoryByType memory) {}
