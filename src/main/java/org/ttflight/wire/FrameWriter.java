package org.ttflight.wire;

import java.nio.ByteBuffer;

/** Writes requests, for clients. Stateless. */
public final class FrameWriter {
    private FrameWriter() {}

    /**
     * Writes one request at {@code out}'s position and moves the position behind it; every byte of
     * the frame is set. Fields that a type does not use are 0, as the original clients send them.
     *
     * @param out a little-endian buffer with room for {@code frame}
     * @param size in bytes
     * @param bufferType 0 to 4, or the kernel type
     * @param timestamp nanoseconds since the epoch, or 0
     * @throws java.nio.BufferOverflowException if there is no room
     */
    public static void write(
            ByteBuffer out,
            FrameSize frame,
            MessageType type,
            int deviceId,
            long size,
            int bufferType,
            int processId,
            long bufferId,
            long timestamp) {
        int start = out.position();
        out.putInt(type.code());
        out.putInt(deviceId);
        out.putLong(size);
        out.putInt(bufferType & 0xff);
        out.putInt(processId);
        out.putLong(bufferId);
        out.putLong(timestamp);
        while (out.position() < start + frame.bytes()) {
            out.putLong(0);
        }
    }
}
