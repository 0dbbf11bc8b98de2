package org.ttflight.wire;

import java.util.Locale;

/**
 * Why a message or a connection was turned away. The constant is also the counter and the label
 * under which the counter is published.
 */
public enum Rejection {
    /** Nothing is wrong. */
    NONE(false, "accepted"),
    /** The first byte is none of the twelve message types; as the very first byte, it closes. */
    UNKNOWN_TYPE(false, "the first byte is not a known message type"),
    /** A client sent a message that only a server may send. */
    NOT_A_REQUEST(false, "a response type was sent to the server"),
    /** The device id is negative or not below the configured limit. */
    DEVICE_OUT_OF_RANGE(false, "the device id is negative or too large"),
    /** The size is negative as a signed number, or over 100 GiB. */
    SIZE_OUT_OF_RANGE(false, "the size is over 100 GiB"),
    /** The buffer type of an allocation is above 4. */
    UNKNOWN_BUFFER_TYPE(false, "the buffer type is above 4 (TRACE)"),
    /** The process id in a message belongs to nobody this peer may speak for. */
    CLAIMED_PID(false, "the claimed process id is not the peer's to use"),
    /** Bytes that are zero in every known client are not: the frame boundary is lost. */
    WRONG_PADDING(true, "bytes that are always zero are not, so frames cannot be told apart"),
    /** Ten messages of unknown type in a row: nothing good will come on this connection. */
    TOO_MANY_ERRORS(true, "ten messages of unknown type in a row"),
    /** The 24-byte messages of realtime_monitor.py. */
    FOREIGN_24(true, "24-byte messages (realtime_monitor.py) are another protocol"),
    /** The 32-byte messages of instrumented_helpers.hpp. */
    FOREIGN_32(
            true,
            "32-byte messages (CBKernelMessage, instrumented_helpers.hpp) are another protocol"),
    /** The 104-byte messages of dump_kernels.py. */
    FOREIGN_104(true, "104-byte messages (dump_kernels.py) are another protocol"),
    /** The stream ended inside a frame. */
    HALF_FRAME(true, "the stream ended inside a frame"),
    /** A client asks faster than it reads the answers; it is not read from until it has. */
    SLOW_READER(false, "the client does not read its replies; it waits until it does"),
    /** A client asked and was gone before the answer. */
    REPLY_UNDELIVERED(false, "the client left before its reply"),
    /** The connection broke with an I/O error other than the end of the stream. */
    READ_ERROR(true, "reading from the client failed"),
    /** A text request that this server does not know. */
    UNKNOWN_TEXT_REQUEST(true, "unknown text request; try: help"),
    /** A text request without an end of line within its length limit. */
    TEXT_REQUEST_TOO_LONG(true, "the text request is too long"),
    /** A report to a server that takes none: it replays a recording. */
    TEXT_ONLY(true, "only requests in text are answered here: a recording is replayed"),
    /** Accepting failed, most often because this process is out of file descriptors. */
    ACCEPT_FAILED(true, "a connection could not be accepted");

    private final boolean closes;
    private final String description;
    private final String label;

    Rejection(boolean closes, String description) {
        this.closes = closes;
        this.description = description;
        this.label = name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether the connection is closed for this reason, or is at its end. */
    public boolean closes() {
        return closes;
    }

    /** Returns a short sentence for people, without a full stop. */
    public String description() {
        return description;
    }

    /** Returns the name under which this is counted, in lower case with underscores. */
    public String label() {
        return label;
    }
}
