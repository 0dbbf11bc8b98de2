package org.ttflight.wire;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Read-only view of one request in a little-endian buffer. The layout stands at {@link FrameSize}.
 *
 * <p>Not thread-safe. The ingest thread owns one and re-points it at every message: never keep a
 * reference past the call it was passed to.
 */
public final class FrameView {
    static final int TYPE = 0;
    static final int DEVICE_ID = 4;
    static final int SIZE = 8;
    static final int BUFFER_TYPE = 16;
    static final int PROCESS_ID = 20;
    static final int BUFFER_ID = 24;
    static final int TIMESTAMP = 32;
    static final int REPLY = 40;

    /** The largest size accepted, in bytes: 100 GiB, as the original servers had it. */
    public static final long MAX_SIZE = 100L << 30;

    /** The largest buffer type: TRACE. */
    static final int MAX_BUFFER_TYPE = 4;

    /** Of the first word, type and padding; of the third, buffer type and padding. */
    private static final int PADDING_MASK = 0xffffff00;

    private @Nullable ByteBuffer buffer;
    private int offset;

    /**
     * Points this view at the frame that begins at {@code offset}; the caller has checked that the
     * whole frame is there.
     *
     * @param buffer a buffer in little-endian order
     */
    public FrameView wrap(ByteBuffer buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
        return this;
    }

    private ByteBuffer buffer() {
        return Objects.requireNonNull(buffer, "wrap() first");
    }

    /** Returns the first byte, unsigned; see {@link MessageType#of}. */
    public int type() {
        return buffer().get(offset + TYPE) & 0xff;
    }

    /** Returns the device id as sent, in the sender's own numbering. */
    public int deviceId() {
        return buffer().getInt(offset + DEVICE_ID);
    }

    /**
     * Returns the size in bytes. Unsigned on the wire, so a huge value reads as negative; {@link
     * #check} rejects it.
     */
    public long size() {
        return buffer().getLong(offset + SIZE);
    }

    /** Returns the buffer type, or in a kernel load the kernel type, 0 to 255. */
    public int bufferType() {
        return buffer().get(offset + BUFFER_TYPE) & 0xff;
    }

    /** Returns the process id that the sender claims; not verified. */
    public int processId() {
        return buffer().getInt(offset + PROCESS_ID);
    }

    /** Returns the buffer id, a device address: not unique among types, devices or processes. */
    public long bufferId() {
        return buffer().getLong(offset + BUFFER_ID);
    }

    /** Returns the sender's clock in nanoseconds since the epoch; 0 where it sends none. */
    public long timestamp() {
        return buffer().getLong(offset + TIMESTAMP);
    }

    /**
     * Says why to drop this message, or {@link Rejection#NONE}. Call it before anything else.
     *
     * @param frame the size of the frame, all of which must be readable
     * @param devices device ids below this are accepted
     */
    public Rejection check(FrameSize frame, int devices) {
        if (!hasCleanPadding(frame.bytes())) {
            return Rejection.WRONG_PADDING;
        }
        return checkFields(devices);
    }

    /** As {@link #check}, for a frame of which only the first 72 bytes are known to be there. */
    public Rejection checkHead(int devices) {
        if (!hasCleanPadding(FrameSize.SHORTEST)) {
            return Rejection.WRONG_PADDING;
        }
        return checkFields(devices);
    }

    private boolean hasCleanPadding(int length) {
        ByteBuffer frame = buffer();
        long dirty =
                (frame.getInt(offset + TYPE) & PADDING_MASK)
                        | (frame.getInt(offset + BUFFER_TYPE) & PADDING_MASK);
        for (int at = offset + REPLY; at < offset + length; at += Long.BYTES) {
            dirty |= frame.getLong(at);
        }
        return dirty == 0;
    }

    private Rejection checkFields(int devices) {
        MessageType type = MessageType.of(type());
        if (type == null) {
            return Rejection.UNKNOWN_TYPE;
        }
        return switch (type) {
            case ALLOC -> {
                Rejection why = checkDeviceAndSize(devices);
                yield why == Rejection.NONE && bufferType() > MAX_BUFFER_TYPE
                        ? Rejection.UNKNOWN_BUFFER_TYPE
                        : why;
            }
            case CB_ALLOC, KERNEL_LOAD -> checkDeviceAndSize(devices);
            // A release is booked by what is stored under the id, so its size may be anything.
            case FREE, CB_FREE, KERNEL_UNLOAD -> checkDevice(devices);
            case QUERY, DEVICE_INFO_QUERY, DUMP_REMAINING, DUMP_KERNELS -> Rejection.NONE;
            case RESPONSE, DEVICE_INFO_RESPONSE -> Rejection.NOT_A_REQUEST;
        };
    }

    private Rejection checkDeviceAndSize(int devices) {
        Rejection why = checkDevice(devices);
        if (why != Rejection.NONE) {
            return why;
        }
        long size = size();
        return size < 0 || size > MAX_SIZE ? Rejection.SIZE_OUT_OF_RANGE : Rejection.NONE;
    }

    private Rejection checkDevice(int devices) {
        int device = deviceId();
        return device < 0 || device >= devices ? Rejection.DEVICE_OUT_OF_RANGE : Rejection.NONE;
    }
}
