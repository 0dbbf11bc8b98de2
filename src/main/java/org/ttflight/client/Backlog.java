package org.ttflight.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import org.ttflight.wire.FrameSize;
import org.ttflight.wire.FrameWriter;
import org.ttflight.wire.MessageType;

/**
 * Frames on their way to the socket: a ring of bytes that grows up to a limit.
 *
 * <p>Every frame goes through here, also when the socket takes it at once. A frame of which the
 * socket took a part stays at the head until the rest is gone, so what leaves on one connection is
 * whole frames in the order of {@link #append}; {@link #clear} ends that connection's share, and
 * the next one begins at a frame boundary. The capacity is a multiple of the frame size, so no
 * frame wraps around. Not thread-safe.
 */
final class Backlog {
    static final FrameSize FRAME = FrameSize.BYTES_144;
    private static final int FRAME_BYTES = 144;
    private static final int FIRST_FRAMES = 64;

    private final int limitFrames;
    private ByteBuffer ring;
    // Bytes since the last clear(); the places in the ring are their remainders.
    private long head;
    private long tail;
    private long finishedFrames;

    /**
     * @param limitBytes how much memory the ring may grow to; room for one frame is the least
     */
    Backlog(int limitBytes) {
        limitFrames = Math.max(1, limitBytes / FRAME_BYTES);
        ring = allocate(Math.min(FIRST_FRAMES, limitFrames));
    }

    private static ByteBuffer allocate(int frames) {
        return ByteBuffer.allocateDirect(frames * FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** Returns the number of frames that are not yet wholly written. */
    int frames() {
        return (int) (tail / FRAME_BYTES - head / FRAME_BYTES);
    }

    boolean hasRoom() {
        return frames() < limitFrames;
    }

    /** Returns how many frames were wholly written, ever. */
    long finishedFrames() {
        return finishedFrames;
    }

    /** Returns the type of a frame that is not yet wholly written; 0 is the oldest. */
    MessageType type(int index) {
        long at = (head / FRAME_BYTES + index) * FRAME_BYTES;
        MessageType type = MessageType.of(ring.clear().get(place(at)) & 0xff);
        if (type == null) {
            throw new IllegalStateException("no frame at " + index);
        }
        return type;
    }

    /** Adds a frame; the caller has asked {@link #hasRoom}. */
    void append(
            MessageType type,
            int deviceId,
            long size,
            int bufferType,
            int processId,
            long bufferId,
            long timestamp) {
        if ((frames() + 1) * FRAME_BYTES > ring.capacity()) {
            grow();
        }
        int at = place(tail);
        ring.clear().position(at);
        FrameWriter.write(
                ring, FRAME, type, deviceId, size, bufferType, processId, bufferId, timestamp);
        tail += FRAME_BYTES;
    }

    /** Writes as much as the channel takes now. */
    void writeTo(WritableByteChannel channel) throws IOException {
        while (head < tail) {
            int from = place(head);
            int length = (int) Math.min(tail - head, ring.capacity() - from);
            ring.limit(from + length).position(from);
            int written = channel.write(ring);
            finishedFrames += (head + written) / FRAME_BYTES - head / FRAME_BYTES;
            head += written;
            if (written < length) {
                return;
            }
        }
    }

    /** Forgets all frames, and that one of them was written in part. */
    void clear() {
        head = 0;
        tail = 0;
    }

    private int place(long at) {
        return (int) (at % ring.capacity());
    }

    private void grow() {
        int frames = frames();
        int capacity = ring.capacity() / FRAME_BYTES;
        ByteBuffer bigger = allocate(Math.min(limitFrames, capacity * 2));
        long firstFrame = head / FRAME_BYTES;
        ring.clear();
        for (int i = 0; i < frames; i++) {
            int from = place((firstFrame + i) * FRAME_BYTES);
            bigger.put(i * FRAME_BYTES, ring, from, FRAME_BYTES);
        }
        ring = bigger;
        head %= FRAME_BYTES;
        tail = (long) frames * FRAME_BYTES;
    }
}
