package org.ttflight.doctor;

/**
 * What came of asking on a socket.
 *
 * @param text the answer; if there is none, what happened, for people
 */
public record SocketAnswer(Kind kind, String text) {
    /** How it ended. */
    public enum Kind {
        /** There is an answer. */
        ANSWERED,
        /** Nobody listens. */
        REFUSED,
        /** We may not connect. */
        FORBIDDEN,
        /** Somebody listens but says nothing. */
        SILENT,
        /** Somebody listened, and closed the connection without a word. */
        CLOSED
    }
}
