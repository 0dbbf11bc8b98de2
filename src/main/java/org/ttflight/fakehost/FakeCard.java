package org.ttflight.fakehost;

/** Cards whose chips can be made up, with what the driver says of them while they idle. */
public enum FakeCard {
    /** One Wormhole chip. */
    N150("n150", 0x18, true, 1, 0x0100018511700001L),
    /** Two Wormhole chips, of which the host sees only one. */
    N300("n300", 0x14, true, 1, 0x0100014511708037L),
    /** Thirty-two Wormhole chips; the eight of a tray share a serial number. */
    GALAXY_WORMHOLE("galaxy-wormhole", 0x35, true, 8, 0x0100035511700001L),
    /** One Blackhole chip. */
    P100A("p100a", 0x43, false, 1, 0x43331914101L),
    /** One Blackhole chip. */
    P150A("p150a", 0x40, false, 1, 0x403319141BBL),
    /** Two Blackhole chips with one serial number. */
    P300C("p300c", 0x46, false, 2, 0x46131924062L),
    /** Thirty-two Blackhole chips; the eight of a tray share a serial number. */
    GALAXY_BLACKHOLE("galaxy-blackhole", 0x47, false, 8, 0x47131924001L);

    private final String label;
    private final int boardCode;
    private final boolean isWormhole;
    private final int chips;
    private final long firstSerial;

    FakeCard(String label, int boardCode, boolean isWormhole, int chips, long firstSerial) {
        this.label = label;
        this.boardCode = boardCode;
        this.isWormhole = isWormhole;
        this.chips = chips;
        this.firstSerial = firstSerial;
    }

    /** Returns the driver's name of the card. */
    public String label() {
        return label;
    }

    /**
     * Returns the number of the board in the PCI subsystem id, and in bits 36 and up of a serial.
     */
    public int boardCode() {
        return boardCode;
    }

    /** Returns whether its chips are Wormhole; the others are Blackhole. */
    public boolean isWormhole() {
        return isWormhole;
    }

    /** Returns the serial number of the n-th device of this card, from 0. */
    public long serial(int device) {
        return firstSerial + device / chips;
    }

    /** Returns the place on its board of the n-th device of this card, from 0. */
    public int location(int device) {
        return device % chips;
    }

    /**
     * Returns the number that tt-metal's shared memory has in its name: the serial number and the
     * place where the chip is a Blackhole on a card, the chip's own number otherwise.
     */
    public long sharedMemoryId(long serial, int location, long asicId) {
        return isWormhole || this == GALAXY_BLACKHOLE ? asicId : serial << 5 | location;
    }

    /** Returns the PCI device id. */
    public String pciDevice() {
        return isWormhole ? "0x401e" : "0xb140";
    }

    /** Returns the name of the chip as the driver writes it in {@code hwmon} and {@code by-id}. */
    public String chip() {
        return isWormhole ? "wormhole" : "blackhole";
    }

    /** Returns the AICLK of an idle chip, in MHz. */
    public int idleClock() {
        return isWormhole ? 500 : 800;
    }

    /** Returns the AICLK of a busy chip, in MHz. */
    public int busyClock() {
        return isWormhole ? 1000 : 1350;
    }

    /** Returns the power of an idle chip, in W. */
    public int idlePower() {
        return isWormhole ? 12 : 30;
    }

    /** Returns the most power the chip may take, in W. */
    public int powerLimit() {
        if (isWormhole) {
            return 85;
        }
        return this == P300C ? 125 : 150;
    }

    /** Returns the card of this name. */
    public static FakeCard ofLabel(String label) {
        for (FakeCard card : values()) {
            if (card.label.equals(label)) {
                return card;
            }
        }
        throw new IllegalArgumentException("no such card: " + label);
    }
}
