package org.ttflight.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of a connection say about the size of its frames.
 *
 * <p>Nothing on the wire names the size. What all known clients have in common is this: in a
 * request every byte from offset 40 to the end of the frame is zero, the bytes 1..3 and 17..19 are
 * zero, and the next frame begins with a type, which is never zero. So the first non-zero byte from
 * offset 40 on stands at the frame size, and that is the whole recipe. It looks at the bytes alone,
 * so it gives the same answer however the stream was cut into reads.
 *
 * <p>Where the second frame never comes, because the client waits for its answer, a pause settles
 * it: every client sends a frame with one call, which the kernel does not split, so what is there
 * after a pause is a whole frame.
 */
public enum Detection {
    /** Not enough bytes yet. */
    UNDECIDED(null, Rejection.NONE),
    /** Frames of 72 bytes. */
    BYTES_72(FrameSize.BYTES_72, Rejection.NONE),
    /** Frames of 112 bytes. */
    BYTES_112(FrameSize.BYTES_112, Rejection.NONE),
    /** Frames of 128 bytes. */
    BYTES_128(FrameSize.BYTES_128, Rejection.NONE),
    /** Frames of 144 bytes. */
    BYTES_144(FrameSize.BYTES_144, Rejection.NONE),
    /** Begins with no known message type. */
    UNKNOWN_TYPE(null, Rejection.UNKNOWN_TYPE),
    /** Cannot be framed. */
    WRONG_PADDING(null, Rejection.WRONG_PADDING),
    /** Another protocol, of 24-byte messages. */
    FOREIGN_24(null, Rejection.FOREIGN_24),
    /** Another protocol, of 32-byte messages. */
    FOREIGN_32(null, Rejection.FOREIGN_32),
    /** Another protocol, of 104-byte messages. */
    FOREIGN_104(null, Rejection.FOREIGN_104);

    /** After this pause, in milliseconds, a query that stands alone is taken as whole. */
    public static final int QUERY_PAUSE_MS = 20;

    /** After this pause, in milliseconds, a message of a foreign size is taken as whole. */
    public static final int FOREIGN_PAUSE_MS = 500;

    /** With this many bytes {@link #of} always decides. */
    public static final int ENOUGH = FrameSize.LONGEST;

    private static final int FOREIGN_SHORT = 24;
    private static final int FOREIGN_MIDDLE = 32;
    private static final int FOREIGN_LONG = 104;

    /** A type and its padding. */
    private static final int HEAD = 4;

    private final @Nullable FrameSize frameSize;
    private final Rejection rejection;

    Detection(@Nullable FrameSize frameSize, Rejection rejection) {
        this.frameSize = frameSize;
        this.rejection = rejection;
    }

    /** Returns the frame size, or null if it is not known, or none of ours. */
    public @Nullable FrameSize frameSize() {
        return frameSize;
    }

    /** Returns why the connection is refused, or {@link Rejection#NONE}. */
    public Rejection rejection() {
        return rejection;
    }

    /**
     * Judges the first bytes of a connection.
     *
     * @param in a buffer in little-endian order
     * @param offset where the first frame begins
     * @param length how many bytes of the connection are there; those from {@link #ENOUGH} on do
     *     not matter
     * @param peerPid the sender's process id from the kernel, 0 if unknown; it tells 32-byte
     *     messages, which keep the process id elsewhere
     */
    public static Detection of(ByteBuffer in, int offset, int length, int peerPid) {
        if (length == 0) {
            return UNDECIDED;
        }
        MessageType type = MessageType.of(in.get(offset) & 0xff);
        if (type == null) {
            return UNKNOWN_TYPE;
        }
        if (!isZero(in, offset + 1, Math.min(length, 4) - 1)) {
            return WRONG_PADDING;
        }
        if (length > 17 && !isZero(in, offset + 17, Math.min(length, 20) - 17)) {
            return foreignOrBroken(in, offset, length, type, peerPid);
        }
        for (int at = FrameView.REPLY; at < Math.min(length, FrameSize.LONGEST); at++) {
            if (in.get(offset + at) != 0) {
                return boundaryAt(at, in, offset, length, type, peerPid);
            }
        }
        // No shorter frame has ended. What follows is not looked at: it may not be there yet.
        return length < FrameSize.LONGEST ? UNDECIDED : BYTES_144;
    }

    private static Detection boundaryAt(
            int at, ByteBuffer in, int offset, int length, MessageType type, int peerPid) {
        if (at >= FrameSize.SHORTEST && MessageType.of(in.get(offset + at) & 0xff) != null) {
            if (at == FOREIGN_LONG) {
                return FOREIGN_104;
            }
            FrameSize size = FrameSize.of(at);
            if (size != null) {
                return ofSize(size);
            }
        }
        return foreignOrBroken(in, offset, length, type, peerPid);
    }

    /**
     * Names what is not ours, if it can be named. Waits until the head of a second message would be
     * there, so that the answer does not depend on the cut.
     */
    private static Detection foreignOrBroken(
            ByteBuffer in, int offset, int length, MessageType type, int peerPid) {
        if (isCircularBufferOrKernel(type)) {
            if (length < FOREIGN_MIDDLE + HEAD) {
                return UNDECIDED;
            }
            return looksLike32(in, offset, type, peerPid)
                            || isTypeAt(in, offset, FOREIGN_MIDDLE, type)
                    ? FOREIGN_32
                    : WRONG_PADDING;
        }
        if (type == MessageType.FREE) {
            if (length < FOREIGN_SHORT + HEAD) {
                return UNDECIDED;
            }
            return isTypeAt(in, offset, FOREIGN_SHORT, type) ? FOREIGN_24 : WRONG_PADDING;
        }
        return WRONG_PADDING;
    }

    private static boolean isCircularBufferOrKernel(MessageType type) {
        return type.compareTo(MessageType.CB_ALLOC) >= 0
                && type.compareTo(MessageType.KERNEL_UNLOAD) <= 0;
    }

    /** A 32-byte message has the process id at 24, and ends in four bytes of padding. */
    private static boolean looksLike32(ByteBuffer in, int offset, MessageType type, int peerPid) {
        return isCircularBufferOrKernel(type)
                && in.getInt(offset + 28) == 0
                && peerPid != 0
                && in.getInt(offset + 24) == peerPid
                && in.getInt(offset + FrameView.PROCESS_ID) != peerPid;
    }

    private static boolean isTypeAt(ByteBuffer in, int offset, int at, MessageType first) {
        MessageType second = MessageType.of(in.get(offset + at) & 0xff);
        return second != null
                && (second == first
                        || (isCircularBufferOrKernel(first) && isCircularBufferOrKernel(second)))
                && isZero(in, offset + at + 1, 3);
    }

    /**
     * Returns how long a silence would settle what is undecided: {@link #QUERY_PAUSE_MS}, {@link
     * #FOREIGN_PAUSE_MS}, or 0 if no silence would.
     */
    public static int pauseThatDecides(ByteBuffer in, int offset, int length) {
        MessageType type = length == 0 ? null : MessageType.of(in.get(offset) & 0xff);
        if (type == null) {
            return 0;
        }
        if (wholeQuery(type, length) != null) {
            return QUERY_PAUSE_MS;
        }
        return foreignSize(type, length) == UNDECIDED ? 0 : FOREIGN_PAUSE_MS;
    }

    /**
     * Judges again after nothing came for {@code pauseMs}, or at the end of the stream ({@code
     * Integer.MAX_VALUE}). Still {@link #UNDECIDED} where more must come, or where the answer does
     * not matter because nobody waits for one.
     *
     * @param pauseMs how long nothing was received, in milliseconds
     */
    public static Detection afterPause(
            ByteBuffer in, int offset, int length, int peerPid, int pauseMs) {
        Detection now = of(in, offset, length, peerPid);
        MessageType type = length == 0 ? null : MessageType.of(in.get(offset) & 0xff);
        if (now != UNDECIDED || type == null || pauseMs < QUERY_PAUSE_MS) {
            return now;
        }
        FrameSize whole = wholeQuery(type, length);
        if (whole != null) {
            return ofSize(whole);
        }
        if (pauseMs < FOREIGN_PAUSE_MS) {
            return UNDECIDED;
        }
        return foreignSize(type, length);
    }

    /** Returns the frame size of a query that may be whole, or null. */
    private static @Nullable FrameSize wholeQuery(MessageType type, int length) {
        boolean hasRoom = type != MessageType.DEVICE_INFO_QUERY || length > FrameSize.SHORTEST;
        return type.isAnswered() && hasRoom ? FrameSize.of(length) : null;
    }

    private static Detection foreignSize(MessageType type, int length) {
        if (length == FOREIGN_SHORT && type == MessageType.FREE) {
            return FOREIGN_24;
        }
        if (length == FOREIGN_MIDDLE && isCircularBufferOrKernel(type)) {
            return FOREIGN_32;
        }
        return length == FOREIGN_LONG && type == MessageType.DUMP_KERNELS ? FOREIGN_104 : UNDECIDED;
    }

    private static Detection ofSize(FrameSize size) {
        return switch (size) {
            case BYTES_72 -> BYTES_72;
            case BYTES_112 -> BYTES_112;
            case BYTES_128 -> BYTES_128;
            case BYTES_144 -> BYTES_144;
        };
    }

    private static boolean isZero(ByteBuffer in, int from, int count) {
        for (int at = from; at < from + count; at++) {
            if (in.get(at) != 0) {
                return false;
            }
        }
        return true;
    }
}
