package org.ttflight.host;

import org.jspecify.annotations.Nullable;

/**
 * One device of this host: which it is, and how much memory it has.
 *
 * @param ordinal today's number of the device, as people type it
 * @param card what card it is on; null if unknown
 * @param asicId the chip's own number, 16 hexadecimal digits; null if unknown
 * @param simulated whether this is no device at all, but one asked for on the command line
 * @param identity what else the driver says
 * @param dram the chip's DRAM
 * @param l1 the L1 of the chip's worker cores
 */
public record HostDevice(
        int ordinal,
        @Nullable CardType card,
        @Nullable String asicId,
        boolean simulated,
        DeviceIdentity identity,
        Capacity dram,
        Capacity l1) {

    /** Makes a device of which only this is known; its capacities are those of the card. */
    public HostDevice(
            int ordinal, @Nullable CardType card, @Nullable String asicId, boolean simulated) {
        this(
                ordinal,
                card,
                asicId,
                simulated,
                DeviceIdentity.UNKNOWN,
                card == null ? Capacity.UNKNOWN : card.dram(),
                card == null ? Capacity.UNKNOWN : card.l1());
    }

    /** Returns a device of which only the ordinal is known. */
    public static HostDevice unknown(int ordinal) {
        return new HostDevice(ordinal, null, null, false);
    }

    /** Returns the same device with other capacities. */
    public HostDevice withCapacities(Capacity otherDram, Capacity otherL1) {
        return new HostDevice(ordinal, card, asicId, simulated, identity, otherDram, otherL1);
    }

    /** Returns the name of the architecture, or null if unknown. */
    public @Nullable String architecture() {
        if (card != null) {
            return card.architecture().label();
        }
        return identity.architecture() == null ? null : identity.architecture().label();
    }

    /** Returns the name of the card, also of one we have no table for; null if unknown. */
    public @Nullable String cardType() {
        return card != null ? card.label() : identity.cardType();
    }
}
