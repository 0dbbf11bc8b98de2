package org.ttflight.host;

import org.jspecify.annotations.Nullable;

/**
 * One device of this host.
 *
 * @param ordinal today's number of the device, as people type it
 * @param card what card it is on; null if unknown
 * @param asicId the chip's own number, 16 hexadecimal digits; null if unknown
 * @param simulated whether this is no device at all, but one asked for on the command line
 */
public record HostDevice(
        int ordinal, @Nullable CardType card, @Nullable String asicId, boolean simulated) {

    /** Returns a device of which only the ordinal is known. */
    public static HostDevice unknown(int ordinal) {
        return new HostDevice(ordinal, null, null, false);
    }

    /** Returns the chip's DRAM. */
    public Capacity dram() {
        return card == null ? Capacity.UNKNOWN : card.dram();
    }

    /** Returns the L1 of the chip's worker cores. */
    public Capacity l1() {
        return card == null ? Capacity.UNKNOWN : card.l1();
    }

    /** Returns the name of the architecture, or null if unknown. */
    public @Nullable String architecture() {
        return card == null ? null : card.architecture().label();
    }
}
