package org.ttflight.wire;

import java.nio.ByteBuffer;

/**
 * What a device is, as the wire tells it. A field of 0 means "not known": the protocol has no other
 * way to say so. A frame of 72 bytes has no room for any of it.
 *
 * @param deviceId the device as the client asked for it; -1 asks for the number of devices
 * @param totalDram bytes
 * @param totalL1 bytes
 * @param arch 1 Grayskull, 2 Wormhole B0, 3 Blackhole, 4 Quasar
 * @param dramChannels number of DRAM channels
 * @param dramPerChannel bytes; 32 bits on the wire, so a larger value is sent as 0, never cut
 * @param l1PerCore bytes
 * @param available whether the device is known
 * @param devices number of devices; only set in the answer to device -1
 */
public record DeviceInfoResponse(
        int deviceId,
        long totalDram,
        long totalL1,
        int arch,
        int dramChannels,
        long dramPerChannel,
        long l1PerCore,
        boolean available,
        int devices) {

    private static final long UNSIGNED_INT_MAX = 0xffff_ffffL;

    /** Returns the answer for a device of which nothing is known. */
    public static DeviceInfoResponse unknown(int deviceId) {
        return new DeviceInfoResponse(deviceId, 0, 0, 0, 0, 0, 0, false, 0);
    }

    /** Returns the answer to device -1. */
    public static DeviceInfoResponse count(int devices) {
        return new DeviceInfoResponse(-1, 0, 0, 0, 0, 0, 0, devices > 0, devices);
    }

    /** Appends one frame of the given size to a little-endian buffer that has room for it. */
    public void writeTo(ByteBuffer out, FrameSize frame) {
        int start = out.position();
        FrameWriter.write(out, frame, MessageType.DEVICE_INFO_RESPONSE, deviceId, 0, 0, 0, 0, 0);
        if (frame.deviceInfoOffset() < 0) {
            return;
        }
        int at = start + frame.deviceInfoOffset();
        out.putLong(at, totalDram);
        out.putLong(at + 8, totalL1);
        out.putInt(at + 16, arch);
        out.putInt(at + 20, dramChannels);
        out.putInt(at + 24, unsignedIntOrZero(dramPerChannel));
        out.putInt(at + 28, unsignedIntOrZero(l1PerCore));
        out.putInt(at + 32, available ? 1 : 0);
        out.putInt(at + 36, devices);
    }

    /** Reads the frame at {@code offset}; a frame of 72 bytes reads as {@link #unknown}. */
    public static DeviceInfoResponse read(ByteBuffer in, int offset, FrameSize frame) {
        int deviceId = in.getInt(offset + FrameView.DEVICE_ID);
        if (frame.deviceInfoOffset() < 0) {
            return unknown(deviceId);
        }
        int at = offset + frame.deviceInfoOffset();
        return new DeviceInfoResponse(
                deviceId,
                in.getLong(at),
                in.getLong(at + 8),
                in.getInt(at + 16),
                in.getInt(at + 20),
                Integer.toUnsignedLong(in.getInt(at + 24)),
                Integer.toUnsignedLong(in.getInt(at + 28)),
                in.getInt(at + 32) != 0,
                in.getInt(at + 36));
    }

    private static int unsignedIntOrZero(long value) {
        return value < 0 || value > UNSIGNED_INT_MAX ? 0 : (int) value;
    }
}
