package org.ttflight.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes streams of requests as the known clients send them. */
final class Requests {
    static final int PID = 4242;

    private Requests() {}

    /** The requests that clients with this frame size have. */
    static List<MessageType> typesOf(FrameSize frame) {
        Set<MessageType> types =
                EnumSet.of(
                        MessageType.ALLOC,
                        MessageType.FREE,
                        MessageType.QUERY,
                        MessageType.DUMP_REMAINING);
        if (frame != FrameSize.BYTES_72) {
            types.add(MessageType.DEVICE_INFO_QUERY);
        }
        if (frame == FrameSize.BYTES_128 || frame == FrameSize.BYTES_144) {
            types.addAll(EnumSet.range(MessageType.CB_ALLOC, MessageType.DUMP_KERNELS));
        }
        return List.copyOf(types);
    }

    /** One request; only the fields that the original client sets for its type are not 0. */
    static byte[] one(FrameSize frame, MessageType type, Random random) {
        int device = random.nextInt(8);
        long size = 1 + (random.nextLong() >>> (27 + random.nextInt(37)));
        long id = random.nextBoolean() ? random.nextLong() : random.nextInt(1 << 20) * 32L;
        long time = 1_700_000_000_000_000_000L + random.nextInt();
        ByteBuffer out = ByteBuffer.allocate(frame.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case ALLOC ->
                    FrameWriter.write(
                            out, frame, type, device, size, random.nextInt(5), PID, id, time);
            case FREE -> FrameWriter.write(out, frame, type, device, 0, 0, PID, id, 0);
            case CB_ALLOC -> FrameWriter.write(out, frame, type, device, size, 0, PID, id, time);
            case KERNEL_LOAD ->
                    FrameWriter.write(
                            out, frame, type, device, size, random.nextInt(4), PID, id, time);
            case CB_FREE, KERNEL_UNLOAD ->
                    FrameWriter.write(out, frame, type, device, size, 0, PID, id, 0);
            case QUERY -> FrameWriter.write(out, frame, type, device, 0, 0, 0, 0, 0);
            case DEVICE_INFO_QUERY ->
                    FrameWriter.write(out, frame, type, device - 1, 0, 0, 0, 0, 0);
            case DUMP_REMAINING, DUMP_KERNELS ->
                    FrameWriter.write(out, frame, type, 0, 0, 0, 0, 0, 0);
            case RESPONSE, DEVICE_INFO_RESPONSE ->
                    throw new IllegalArgumentException(type + " is no request");
        }
        return out.array();
    }

    static byte[] stream(FrameSize frame, List<MessageType> types, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (MessageType type : types) {
            out.writeBytes(one(frame, type, random));
        }
        return out.toByteArray();
    }
}
