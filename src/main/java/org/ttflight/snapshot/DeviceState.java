package org.ttflight.snapshot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One device.
 *
 * @param device today's number of the device, as people type it
 * @param card what card it is on, such as {@code n150}; null if unknown
 * @param architecture the generation of its chip, such as {@code Wormhole_B0}; null if unknown
 * @param asicId the chip's own number, 16 hexadecimal digits; null if unknown
 * @param simulated whether there is no such device, and it was asked for on the command line
 * @param memory what all processes hold on it together, and how much there is
 * @param health how it is doing, in words for people: {@code ok}, or what is wrong
 * @param hardware what the driver says; null if it has no such device
 * @param unexplainedL1 bytes of L1 that are counted but that no buffer explains; inferred, and part
 *     of no other figure; null if unknown
 * @param unexplainedL1Basis from what it is inferred, in words; null without it
 * @param untracked how many processes have it open and report nothing, so that {@code memory} is
 *     incomplete
 * @param reportTime how old the banks in {@code memory} are; null without a report
 */
public record DeviceState(
        int device,
        @Nullable String card,
        @Nullable String architecture,
        @Nullable String asicId,
        boolean simulated,
        MemoryByType memory,
        String health,
        @Nullable HardwareState hardware,
        @Nullable Long unexplainedL1,
        @Nullable String unexplainedL1Basis,
        int untracked,
        @Nullable Instant reportTime) {}
