package org.ttflight.host;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A card as the driver's {@code tt_card_type} names it, and what one chip of it has.
 *
 * <p>Numbers are from the vendor's documentation and tt-metal's SoC descriptors; harvesting lowers
 * the number of cores, so a capacity from here is marked {@link CapacitySource#TABLE}. Where the
 * vendor states none, it is unknown, not guessed.
 */
public enum CardType {
    /** One Wormhole chip. */
    N150("n150", Architecture.WORMHOLE_B0, 72, 12, 1L << 30),
    /** Two Wormhole chips, of which only one has a PCI function; the numbers are one chip's. */
    N300("n300", Architecture.WORMHOLE_B0, 64, 12, 1L << 30),
    /** Thirty-two Wormhole chips; the core count of one is not published. */
    GALAXY_WORMHOLE("galaxy-wormhole", Architecture.WORMHOLE_B0, 0, 12, 1L << 30),
    /** One Blackhole chip with seven DRAM channels. */
    P100("p100", Architecture.BLACKHOLE, 120, 7, 4_278_190_080L),
    /** One Blackhole chip with seven DRAM channels. */
    P100A("p100a", Architecture.BLACKHOLE, 120, 7, 4_278_190_080L),
    /** One Blackhole chip; 120 cores since firmware 19.5.0, 140 before. */
    P150A("p150a", Architecture.BLACKHOLE, 120, 8, 4_278_190_080L),
    /** As p150a, passively cooled. */
    P150B("p150b", Architecture.BLACKHOLE, 120, 8, 4_278_190_080L),
    /** As p150a. */
    P150C("p150c", Architecture.BLACKHOLE, 120, 8, 4_278_190_080L),
    /** Two Blackhole chips; what one has is not published. */
    P300A("p300a", Architecture.BLACKHOLE, 0, 0, 0),
    /** Two Blackhole chips; what one has is not published. */
    P300B("p300b", Architecture.BLACKHOLE, 0, 0, 0),
    /** Two Blackhole chips; what one has is not published. */
    P300C("p300c", Architecture.BLACKHOLE, 0, 0, 0),
    /** Thirty-two Blackhole chips; what one has is not verified. */
    GALAXY_BLACKHOLE("galaxy-blackhole", Architecture.BLACKHOLE, 0, 0, 0);

    private static final long P150_CORES_BEFORE = 140;

    private final String label;
    private final Architecture architecture;
    private final int cores;
    private final int dramChannels;
    private final long dramPerChannel;

    CardType(
            String label,
            Architecture architecture,
            int cores,
            int dramChannels,
            long dramPerChannel) {
        this.label = label;
        this.architecture = architecture;
        this.cores = cores;
        this.dramChannels = dramChannels;
        this.dramPerChannel = dramPerChannel;
    }

    /** Returns the driver's name of the card. */
    public String label() {
        return label;
    }

    /** Returns the generation of its chips. */
    public Architecture architecture() {
        return architecture;
    }

    /** Returns the L1 of one Tensix core, in bytes. */
    public long l1PerCore() {
        return switch (architecture) {
            case GRAYSKULL -> 1_048_576;
            case WORMHOLE_B0 -> 1_499_136;
            case BLACKHOLE -> 1_572_864;
            case QUASAR -> 4_194_304;
        };
    }

    /** Returns the number of DRAM channels of one chip; 0 if unknown. */
    public int dramChannels() {
        return dramChannels;
    }

    /** Returns the size of a DRAM channel in bytes; 0 if unknown. */
    public long dramPerChannel() {
        return dramPerChannel;
    }

    /** Returns the L1 of all cores of one chip, with today's firmware. */
    public Capacity l1() {
        return l1(null);
    }

    /**
     * Returns the L1 of all cores of one chip.
     *
     * @param firmwareBundle the version of its firmware, such as {@code 19.11.0.0}: a p150 has more
     *     cores before 19.5.0; null if unknown
     */
    public Capacity l1(@Nullable String firmwareBundle) {
        if (cores == 0) {
            return Capacity.UNKNOWN;
        }
        boolean hasAll = isP150() && firmwareBundle != null && isBefore19Dot5(firmwareBundle);
        return Capacity.fromTable((hasAll ? P150_CORES_BEFORE : cores) * l1PerCore());
    }

    private boolean isP150() {
        return this == P150A || this == P150B || this == P150C;
    }

    private static boolean isBefore19Dot5(String version) {
        String[] parts = version.split("\\.", -1);
        int major = Ordinals.parse(parts[0], "");
        int minor = parts.length < 2 ? -1 : Ordinals.parse(parts[1], "");
        return major >= 0 && (major < 19 || (major == 19 && minor >= 0 && minor < 5));
    }

    /** Returns the DRAM of one chip. */
    public Capacity dram() {
        return dramChannels == 0
                ? Capacity.UNKNOWN
                : Capacity.fromTable(dramChannels * dramPerChannel);
    }

    /** Returns the card with this name in any case, or null if the driver knows one we do not. */
    public static @Nullable CardType ofLabel(String label) {
        for (CardType card : values()) {
            if (card.label.equals(label.toLowerCase(Locale.ROOT))) {
                return card;
            }
        }
        return null;
    }

    /** Returns all names, for an error message. */
    public static String labels() {
        return Arrays.stream(values()).map(CardType::label).collect(Collectors.joining(", "));
    }
}
