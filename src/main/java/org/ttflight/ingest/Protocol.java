package org.ttflight.ingest;

import java.nio.ByteBuffer;
import org.ttflight.wire.Detection;
import org.ttflight.wire.FrameSize;
import org.ttflight.wire.FrameView;
import org.ttflight.wire.MessageType;
import org.ttflight.wire.Rejection;

/**
 * Reads the bytes of a connection: finds out what it speaks, cuts frames, and passes on what is
 * whole and right. Confined to the writer's thread; keeps nothing between two calls but what the
 * {@link Connection} holds.
 */
final class Protocol {
    /** After so many messages of unknown type in a row a connection is given up. */
    private static final int MAX_UNKNOWN_IN_A_ROW = 10;

    /** Where messages go. */
    interface Sink {
        /** A whole message of a known type, checked. */
        void message(Connection connection, MessageType type, FrameView message, FrameSize frame);

        /** A message or the connection is turned away; the connection is still open. */
        void rejected(Connection connection, Rejection reason, String detail);

        /** A request line in text, without its end. */
        void textRequest(Connection connection, String request);
    }

    private final FrameView view = new FrameView();
    private final int deviceLimit;
    private final boolean takesReports;
    private final Sink sink;

    /**
     * @param takesReports whether there is anything but requests in text
     */
    Protocol(int deviceLimit, boolean takesReports, Sink sink) {
        this.deviceLimit = deviceLimit;
        this.takesReports = takesReports;
        this.sink = sink;
    }

    /**
     * Takes all that can be taken; the rest stays with the connection.
     *
     * @param in the bytes kept before and those just read, from position to limit
     * @param isEnd whether the stream has ended
     * @return why the connection must be closed, or {@link Rejection#NONE}
     */
    Rejection consume(Connection connection, ByteBuffer in, boolean isEnd) {
        connection.pauseEndsNanos = 0;
        connection.pauseMillis = 0;
        Rejection why = Rejection.NONE;
        if (connection.state == Connection.State.DETECTING && in.hasRemaining()) {
            if (Character.isLetter(in.get(in.position()))) {
                connection.state = Connection.State.TEXT;
            } else if (!takesReports) {
                sink.rejected(connection, Rejection.TEXT_ONLY, "");
                in.position(in.limit());
                why = Rejection.TEXT_ONLY;
            } else {
                why = detect(connection, in, isEnd);
            }
        }
        if (why == Rejection.NONE && connection.state == Connection.State.FRAMED) {
            why = cut(connection, in, isEnd);
        }
        if (connection.state == Connection.State.TEXT) {
            why = readLine(connection, in, isEnd);
        }
        connection.keepTail(in);
        return why;
    }

    private Rejection detect(Connection connection, ByteBuffer in, boolean isEnd) {
        int length = in.remaining();
        Detection detection =
                isEnd
                        ? Detection.afterPause(
                                in, in.position(), length, connection.peer.pid(), Integer.MAX_VALUE)
                        : Detection.of(in, in.position(), length, connection.peer.pid());
        if (settle(connection, detection, in)) {
            return detection.rejection();
        }
        boolean isWhole = isEnd && FrameSize.of(length) != null;
        applyHead(connection, in, isWhole);
        if (isEnd) {
            in.position(in.limit());
            if (!isWhole) {
                sink.rejected(connection, Rejection.HALF_FRAME, length + " bytes");
            }
        } else {
            connection.pauseMillis = Detection.pauseThatDecides(in, in.position(), length);
        }
        return Rejection.NONE;
    }

    /** Judges the kept bytes of a connection again, after its {@code pauseMillis} of silence. */
    Rejection consumeAfterPause(Connection connection) {
        if (connection.state != Connection.State.DETECTING) {
            return Rejection.NONE;
        }
        ByteBuffer kept = connection.tail();
        Detection detection =
                Detection.afterPause(
                        kept, 0, kept.remaining(), connection.peer.pid(), connection.pauseMillis);
        connection.pauseMillis = 0;
        Rejection why = Rejection.NONE;
        if (settle(connection, detection, kept)) {
            why = detection.rejection();
        }
        if (why == Rejection.NONE && connection.state == Connection.State.FRAMED) {
            why = cut(connection, kept, false);
            connection.keepTail(kept);
        }
        return why;
    }

    /** Acts on a decision; returns whether there was one. */
    private boolean settle(Connection connection, Detection detection, ByteBuffer in) {
        if (detection.rejection() != Rejection.NONE) {
            sink.rejected(connection, detection.rejection(), "");
            in.position(in.limit());
            return true;
        }
        FrameSize size = detection.frameSize();
        if (size == null) {
            return false;
        }
        connection.state = Connection.State.FRAMED;
        connection.frame = size;
        if (connection.isHeadApplied) {
            in.position(in.position() + size.bytes());
        }
        return true;
    }

    /**
     * Applies the first frame before its size is known: the head is the same in all sizes. Not
     * where an answer depends on the size, and not where a foreign frame begins the same way.
     */
    private void applyHead(Connection connection, ByteBuffer in, boolean isWhole) {
        if (connection.isHeadApplied || in.remaining() < FrameSize.SHORTEST) {
            return;
        }
        MessageType type = MessageType.of(in.get(in.position()) & 0xff);
        if (type == null || type.isAnswered() || (type == MessageType.DUMP_KERNELS && !isWhole)) {
            return;
        }
        connection.isHeadApplied = true;
        view.wrap(in, in.position());
        take(connection, view.checkHead(deviceLimit), FrameSize.BYTES_72);
    }

    private Rejection cut(Connection connection, ByteBuffer in, boolean isEnd) {
        FrameSize frame = frameOf(connection);
        int bytes = frame.bytes();
        while (in.remaining() >= bytes) {
            view.wrap(in, in.position());
            in.position(in.position() + bytes); // first: bad input must not stall us
            Rejection why = take(connection, view.check(frame, deviceLimit), frame);
            if (why != Rejection.NONE) {
                in.position(in.limit());
                return why;
            }
        }
        if (isEnd && in.hasRemaining()) {
            sink.rejected(connection, Rejection.HALF_FRAME, in.remaining() + " bytes");
            in.position(in.limit());
        }
        return Rejection.NONE;
    }

    private static FrameSize frameOf(Connection connection) {
        FrameSize frame = connection.frame;
        if (frame == null) {
            throw new IllegalStateException("framed without a frame size");
        }
        return frame;
    }

    /** Passes on the message under the view, or turns it away; returns why to close, or NONE. */
    private Rejection take(Connection connection, Rejection why, FrameSize frame) {
        if (why == Rejection.NONE) {
            connection.messages++;
            connection.unknownInARow = 0;
            sink.message(connection, typeOf(view), view, frame);
            return Rejection.NONE;
        }
        sink.rejected(connection, why, detail(why));
        if (why.closes()) {
            return why;
        }
        if (connection.unknownInARow >= MAX_UNKNOWN_IN_A_ROW) {
            sink.rejected(connection, Rejection.TOO_MANY_ERRORS, "");
            return Rejection.TOO_MANY_ERRORS;
        }
        return Rejection.NONE;
    }

    private static MessageType typeOf(FrameView message) {
        MessageType type = MessageType.of(message.type());
        if (type == null) {
            throw new IllegalStateException("a checked message has a type");
        }
        return type;
    }

    private String detail(Rejection why) {
        return switch (why) {
            case UNKNOWN_TYPE, NOT_A_REQUEST -> "type " + view.type();
            case DEVICE_OUT_OF_RANGE -> "device " + view.deviceId();
            case SIZE_OUT_OF_RANGE -> "size " + Long.toUnsignedString(view.size());
            case UNKNOWN_BUFFER_TYPE -> "buffer type " + view.bufferType();
            default -> "";
        };
    }

    private Rejection readLine(Connection connection, ByteBuffer in, boolean isEnd) {
        int end = endOfLine(in);
        if (end < 0 && !isEnd) {
            return in.remaining() > Connection.MAX_TEXT_REQUEST
                    ? tooLong(connection, in)
                    : Rejection.NONE;
        }
        int length = (end < 0 ? in.limit() : end) - in.position();
        if (length > Connection.MAX_TEXT_REQUEST) {
            return tooLong(connection, in);
        }
        StringBuilder line = new StringBuilder(length);
        for (int at = 0; at < length; at++) {
            line.append((char) (in.get() & 0xff));
        }
        in.position(in.limit());
        connection.state = Connection.State.ANSWERING;
        sink.textRequest(connection, line.toString().strip());
        return Rejection.NONE;
    }

    private Rejection tooLong(Connection connection, ByteBuffer in) {
        in.position(in.limit());
        sink.rejected(connection, Rejection.TEXT_REQUEST_TOO_LONG, "");
        return Rejection.TEXT_REQUEST_TOO_LONG;
    }

    private static int endOfLine(ByteBuffer in) {
        for (int at = in.position(); at < in.limit(); at++) {
            if (in.get(at) == '\n') {
                return at;
            }
        }
        return -1;
    }
}
