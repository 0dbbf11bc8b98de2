package org.ttflight.wire;

import org.jspecify.annotations.Nullable;

/** What a frame asks for: its first byte. */
public enum MessageType {
    /** A buffer came to life on a device. No reply. */
    ALLOC(1),
    /** A buffer was released; names no memory type and no size. No reply. */
    FREE(2),
    /** Asks for the totals of one device; answered with one {@link #RESPONSE}. */
    QUERY(3),
    /** The answer to {@link #QUERY}; never sent by a client. */
    RESPONSE(4),
    /** Asks the server to print all live buffers to its log. No reply. */
    DUMP_REMAINING(5),
    /** Asks what a device is, or with device -1 how many there are; one reply. */
    DEVICE_INFO_QUERY(6),
    /** The answer to {@link #DEVICE_INFO_QUERY}; never sent by a client. */
    DEVICE_INFO_RESPONSE(7),
    /** A circular buffer was placed in L1. No reply. */
    CB_ALLOC(8),
    /** A circular buffer was released. No reply. */
    CB_FREE(9),
    /** Kernel code was loaded. No reply. */
    KERNEL_LOAD(10),
    /** Kernel code was unloaded. No reply. */
    KERNEL_UNLOAD(11),
    /** Asks the server to print all loaded kernels to its log. No reply. */
    DUMP_KERNELS(12);

    private static final @Nullable MessageType[] BY_CODE = new MessageType[256];

    static {
        for (MessageType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;

    MessageType(int code) {
        this.code = code;
    }

    /** Returns the value of the first byte, 1 to 12. */
    public int code() {
        return code;
    }

    /** Returns whether a client may send this; the two responses go the other way only. */
    public boolean isRequest() {
        return this != RESPONSE && this != DEVICE_INFO_RESPONSE;
    }

    /** Returns whether the sender waits for an answer. */
    public boolean isAnswered() {
        return this == QUERY || this == DEVICE_INFO_QUERY;
    }

    /**
     * Returns the type with this code, or null if no revision of the protocol has it.
     *
     * @param code the first byte, unsigned, 0 to 255
     */
    public static @Nullable MessageType of(int code) {
        return BY_CODE[code];
    }
}
