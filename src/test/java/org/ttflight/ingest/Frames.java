package org.ttflight.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Frames at literal offsets: the tests must not share a mistake with the code they test. */
final class Frames {
    static final int ALLOC = 1;
    static final int FREE = 2;
    static final int QUERY = 3;
    static final int DUMP_REMAINING = 5;
    static final int DEVICE_INFO_QUERY = 6;
    static final int CB_ALLOC = 8;
    static final int CB_FREE = 9;
    static final int KERNEL_LOAD = 10;
    static final int KERNEL_UNLOAD = 11;
    static final int DUMP_KERNELS = 12;

    private Frames() {}

    static byte[] frame(
            int bytes, int type, int device, long size, int bufferType, int pid, long id) {
        ByteBuffer frame = blank(bytes, type, device);
        frame.putLong(8, size);
        frame.put(16, (byte) bufferType);
        frame.putInt(20, pid);
        frame.putLong(24, id);
        return copy(frame);
    }

    private static ByteBuffer blank(int bytes, int type, int device) {
        ByteBuffer frame = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        frame.put(0, (byte) type);
        frame.putInt(4, device);
        return frame;
    }

    /** All bytes of a buffer, whatever its position. */
    static byte[] copy(ByteBuffer frame) {
        byte[] bytes = new byte[frame.capacity()];
        frame.get(0, bytes);
        return bytes;
    }

    /** An allocation of the peer itself: the claimed pid is 0. */
    static byte[] alloc(int bytes, int device, int bufferType, long id, long size) {
        return frame(bytes, ALLOC, device, size, bufferType, 0, id);
    }

    static byte[] free(int bytes, int device, long id) {
        return frame(bytes, FREE, device, 0, 0, 0, id);
    }

    static byte[] query(int bytes, int device) {
        return copy(blank(bytes, QUERY, device));
    }

    static byte[] deviceInfoQuery(int bytes, int device) {
        return copy(blank(bytes, DEVICE_INFO_QUERY, device));
    }

    static byte[] bare(int bytes, int type) {
        return copy(blank(bytes, type, 0));
    }

    /** The answer to a query, with what a frame of this size has room for. */
    static byte[] totals(
            int bytes,
            int device,
            long dram,
            long l1,
            long l1Small,
            long trace,
            long circularBuffers,
            long kernels) {
        ByteBuffer frame = blank(bytes, 4, device);
        frame.putLong(40, dram).putLong(48, l1).putLong(56, l1Small).putLong(64, trace);
        if (bytes >= 128) {
            frame.putLong(72, circularBuffers).putLong(80, kernels);
        }
        return copy(frame);
    }

    /** The answer of {@link Serving}'s directory for device 0, of which it knows everything. */
    static byte[] infoOfDeviceZero(int bytes) {
        return info(bytes, 0, 12L << 30, 93_000_000, 2, 12, 1 << 30, 1_499_136, 1, 0);
    }

    static byte[] info(
            int bytes,
            int device,
            long totalDram,
            long totalL1,
            int arch,
            int channels,
            int perChannel,
            int perCore,
            int isAvailable,
            int devices) {
        ByteBuffer frame = blank(bytes, 7, device);
        int at = bytes == 112 ? 72 : 88;
        frame.putLong(at, totalDram).putLong(at + 8, totalL1);
        frame.putInt(at + 16, arch).putInt(at + 20, channels);
        frame.putInt(at + 24, perChannel).putInt(at + 28, perCore);
        frame.putInt(at + 32, isAvailable).putInt(at + 36, devices);
        return copy(frame);
    }

    static byte[] join(byte[]... frames) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            stream.writeBytes(frame);
        }
        return stream.toByteArray();
    }

    static byte[] times(int count, byte[] frame) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            stream.writeBytes(frame);
        }
        return stream.toByteArray();
    }

    /** The same bytes with one of them set to another value. */
    static byte[] with(byte[] frame, int at, int value) {
        byte[] changed = frame.clone();
        changed[at] = (byte) value;
        return changed;
    }
}
