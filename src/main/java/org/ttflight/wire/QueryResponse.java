package org.ttflight.wire;

import java.nio.ByteBuffer;

/**
 * The totals of one device, all in bytes. Frames of 72 and 112 bytes have no room for circular
 * buffers and kernels; they are left out there, and read back as 0.
 *
 * @param deviceId the device as the client asked for it
 */
public record QueryResponse(
        int deviceId,
        long dram,
        long l1,
        long l1Small,
        long trace,
        long circularBuffers,
        long kernels) {

    /** Appends one frame of the given size to a little-endian buffer that has room for it. */
    public void writeTo(ByteBuffer out, FrameSize frame) {
        int start = out.position();
        FrameWriter.write(out, frame, MessageType.RESPONSE, deviceId, 0, 0, 0, 0, 0);
        out.putLong(start + FrameView.REPLY, dram);
        out.putLong(start + FrameView.REPLY + 8, l1);
        out.putLong(start + FrameView.REPLY + 16, l1Small);
        out.putLong(start + FrameView.REPLY + 24, trace);
        int at = frame.circularBufferOffset();
        if (at >= 0) {
            out.putLong(start + at, circularBuffers);
            out.putLong(start + at + 8, kernels);
        }
    }

    /** Reads the frame at {@code offset} of a little-endian buffer. */
    public static QueryResponse read(ByteBuffer in, int offset, FrameSize frame) {
        int at = frame.circularBufferOffset();
        return new QueryResponse(
                in.getInt(offset + FrameView.DEVICE_ID),
                in.getLong(offset + FrameView.REPLY),
                in.getLong(offset + FrameView.REPLY + 8),
                in.getLong(offset + FrameView.REPLY + 16),
                in.getLong(offset + FrameView.REPLY + 24),
                at < 0 ? 0 : in.getLong(offset + at),
                at < 0 ? 0 : in.getLong(offset + at + 8));
    }
}
