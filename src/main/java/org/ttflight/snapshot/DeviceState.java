package org.ttflight.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * One device.
 *
 * @param device today's number of the device, as people type it
 * @param card what card it is on, such as {@code n150}; null if unknown
 * @param architecture the generation of its chip, such as {@code Wormhole_B0}; null if unknown
 * @param asicId the chip's own number, 16 hexadecimal digits; null if unknown
 * @param simulated whether there is no such device, and it was asked for on the command line
 * @param memory what all reporting processes hold on it together, and how much there is
 */
public record DeviceState(
        int device,
        @Nullable String card,
        @Nullable String architecture,
        @Nullable String asicId,
        boolean simulated,
        MemoryByType memory) {}
