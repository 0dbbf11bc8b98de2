package org.ttflight.client;

/** Where a buffer lives. */
public enum BufferType {
    /** Device DRAM. */
    DRAM(0),
    /** The large part of the cores' SRAM. */
    L1(1),
    /** Host memory that the device can reach. */
    SYSTEM_MEMORY(2),
    /** The small, separately managed part of L1. */
    L1_SMALL(3),
    /** A captured trace; lives in DRAM. */
    TRACE(4);

    private final int code;

    BufferType(int code) {
        this.code = code;
    }

    /** Returns the value on the wire, 0 to 4. */
    public int code() {
        return code;
    }
}
