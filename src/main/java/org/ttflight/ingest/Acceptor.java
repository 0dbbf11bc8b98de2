package org.ttflight.ingest;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * Accepts connections, and rests for a moment when it cannot: out of descriptors, a server that
 * goes on asking would burn a core. The writer's.
 */
final class Acceptor {
    private static final Logger LOG = System.getLogger(Acceptor.class.getName());
    private static final int ACCEPTS_PER_TURN = 64;
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Where connections go. */
    interface Sink {
        /** A connection is open; it is non-blocking and registered for reading. */
        void opened(Connection connection);

        /** A connection could not be accepted, or not be set up. */
        void acceptFailed();
    }

    private final PeerCredentials credentials = new PeerCredentials();
    private final ServerSocketChannel server;
    private final Selector selector;
    private final SelectionKey key;
    private final Sink sink;
    private long accepted;
    private long resumesNanos;
    private boolean hasFailed;

    Acceptor(ServerSocketChannel server, Selector selector, Sink sink) throws IOException {
        this.server = server;
        this.selector = selector;
        this.sink = sink;
        server.configureBlocking(false);
        this.key = server.register(selector, SelectionKey.OP_ACCEPT);
    }

    boolean isFor(SelectionKey selected) {
        return selected == key;
    }

    /** Returns how many connections were accepted. */
    long accepted() {
        return accepted;
    }

    void accept() {
        for (int turn = 0; turn < ACCEPTS_PER_TURN; turn++) {
            try {
                SocketChannel channel = server.accept();
                if (channel == null) {
                    hasFailed = false;
                    return;
                }
                open(channel);
            } catch (IOException e) {
                rest(e);
                return;
            }
        }
    }

    private void open(SocketChannel channel) throws IOException {
        try {
            Connection connection = new Connection(++accepted, channel, credentials.of(channel));
            channel.configureBlocking(false);
            connection.key = channel.register(selector, SelectionKey.OP_READ, connection);
            sink.opened(connection);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The clients wait in the backlog, we wait a little. Told once until nobody waits any more. */
    private void rest(IOException e) {
        if (!hasFailed) {
            hasFailed = true;
            LOG.log(
                    Level.WARNING,
                    "Cannot accept connections ({0}); trying again every {1} ms. Raise the limit of"
                            + " open files (ulimit -n) if this stays.",
                    e.getMessage(),
                    TimeUnit.NANOSECONDS.toMillis(REST_NANOS));
        }
        sink.acceptFailed();
        key.interestOps(0);
        resumesNanos = System.nanoTime() + REST_NANOS;
    }

    /** Goes on accepting, if the rest is over. */
    void resume() {
        if (resumesNanos != 0 && System.nanoTime() - resumesNanos >= 0) {
            resumesNanos = 0;
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    /** Returns how long the rest still lasts; {@code Long.MAX_VALUE} if there is none. */
    long nanosUntilDue() {
        return resumesNanos == 0 ? Long.MAX_VALUE : Math.max(0, resumesNanos - System.nanoTime());
    }
}
