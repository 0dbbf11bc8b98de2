package org.ttflight.ingest;

import org.ttflight.ledger.Ledger;
import org.ttflight.wire.Rejection;

/** Hears of connections and requests, on the writer's thread: be quick, and do not block. */
public interface IngestListener {
    /** A client connected. */
    default void opened(long connection, Peer peer) {}

    /**
     * A connection closed.
     *
     * @param messages whole messages taken from it
     * @param rejected messages turned away
     * @param frameBytes the size of its frames, 0 if it was never known
     * @param reason why it was closed from here, {@link Rejection#NONE} if the client left
     */
    default void closed(
            long connection,
            Peer peer,
            long messages,
            long rejected,
            long bytes,
            int frameBytes,
            Rejection reason) {}

    /**
     * A message or a connection was turned away.
     *
     * @param first whether it is the first time on this connection
     * @param detail what was wrong, for people; empty if the reason says it all
     */
    default void rejected(
            long connection, Peer peer, Rejection reason, boolean first, String detail) {}

    /** A client asked for all live buffers on the log. */
    default void dumpRemaining(Ledger ledger) {}

    /** A client asked for all loaded kernels on the log. */
    default void dumpKernels(Ledger ledger) {}
}
