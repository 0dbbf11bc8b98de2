package org.ttflight.wire;

import org.jspecify.annotations.Nullable;

/**
 * One of the four frame sizes in use, and where each keeps the fields of a reply.
 *
 * <p>The first 72 bytes are the same in all of them:
 *
 * <pre>
 * offset len field                unit, range
 *      0   1 type                 1 .. 12, see MessageType
 *      1   3 padding              0
 *      4   4 device id            0 and up; -1 in a device info query asks for the count
 *      8   8 size                 bytes
 *     16   1 buffer type          0 DRAM, 1 L1, 2 SYSTEM_MEMORY, 3 L1_SMALL, 4 TRACE;
 *                                 in a kernel load 0 application, 1 fabric, 2 dispatch
 *     17   3 padding              0
 *     20   4 process id           as claimed by the sender
 *     24   8 buffer id            a device address (or circular buffer id, or kernel id)
 *     32   8 timestamp            nanoseconds since the epoch; 0 in most messages
 *     40   8 DRAM allocated       bytes; this and all below are 0 in a request
 *     48   8 L1 allocated         bytes
 *     56   8 L1_SMALL allocated   bytes
 *     64   8 TRACE allocated      bytes
 * </pre>
 *
 * What follows differs, and is what the offsets of this enum say.
 */
public enum FrameSize {
    /** The first revision: no device information, no circular buffers, no kernels. */
    BYTES_72(72, -1, -1),
    /** Adds device information. */
    BYTES_112(112, -1, 72),
    /** Adds circular buffers and kernels before the device information. Known from documents. */
    BYTES_128(128, 72, 88),
    /** The newest: four more words at the end, for a ring buffer nobody fills. */
    BYTES_144(144, 72, 88);

    /** The longest frame, in bytes. */
    public static final int LONGEST = 144;

    /** The shortest frame, in bytes; as much of every frame has the same layout. */
    public static final int SHORTEST = 72;

    private final int bytes;
    private final int circularBufferOffset;
    private final int deviceInfoOffset;

    FrameSize(int bytes, int circularBufferOffset, int deviceInfoOffset) {
        this.bytes = bytes;
        this.circularBufferOffset = circularBufferOffset;
        this.deviceInfoOffset = deviceInfoOffset;
    }

    /** Returns the length of a frame. */
    public int bytes() {
        return bytes;
    }

    /**
     * Returns the offset of "CB allocated", followed by "kernel allocated"; -1 if there is none.
     */
    public int circularBufferOffset() {
        return circularBufferOffset;
    }

    /** Returns the offset of the first device information field; -1 if there is none. */
    public int deviceInfoOffset() {
        return deviceInfoOffset;
    }

    /** Returns the frame size of this many bytes, or null if there is no such size. */
    public static @Nullable FrameSize of(int bytes) {
        return switch (bytes) {
            case 72 -> BYTES_72;
            case 112 -> BYTES_112;
            case 128 -> BYTES_128;
            case 144 -> BYTES_144;
            default -> null;
        };
    }
}
