package org.ttflight.ledger;

/**
 * A kind of memory that is accounted for on its own. The first five stand in the order of
 * tt-metal's {@code BufferType}, so that their ordinal is the value on the wire.
 */
public enum MemoryType {
    /** Device DRAM. */
    DRAM("DRAM", "device DRAM"),
    /** The large part of each core's SRAM. */
    L1("L1", "buffers in the cores' L1"),
    /** Host memory that the device can reach; never part of a device's capacity. */
    SYSTEM_MEMORY("SYSTEM_MEMORY", "host memory that the device can reach"),
    /** The small, separately managed part of L1. */
    L1_SMALL("L1_SMALL", "small buffers in their own part of L1"),
    /** Captured traces; they live in DRAM. */
    TRACE("TRACE", "captured traces, which live in DRAM"),
    /** Circular buffers, which live in L1. */
    CIRCULAR_BUFFER("CB", "circular buffers, which live in L1"),
    /** Kernel code, which lives in a reserved part of L1. */
    KERNEL("KERNEL", "kernel code, which lives in a reserved part of L1");

    /** How many kinds there are. */
    public static final int COUNT = values().length;

    private static final MemoryType[] ALL = values();

    private final String label;
    private final String description;

    MemoryType(String label, String description) {
        this.label = label;
        this.description = description;
    }

    /** Returns the name people know: in ObjectNames, events and tables. */
    public String label() {
        return label;
    }

    /** Returns a few words for people, without a capital or a full stop. */
    public String description() {
        return description;
    }

    /**
     * Returns the kind of a buffer type on the wire.
     *
     * @param bufferType 0 to 4; the caller has checked it
     */
    public static MemoryType ofBufferType(int bufferType) {
        return ALL[bufferType];
    }

    /**
     * Returns the kind with this {@link #label}, in any case.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static MemoryType ofLabel(String label) {
        for (MemoryType type : ALL) {
            if (type.label.equalsIgnoreCase(label)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "unknown memory type '"
                        + label
                        + "'; known are DRAM, L1, SYSTEM_MEMORY, L1_SMALL, TRACE, CB, KERNEL");
    }
}
