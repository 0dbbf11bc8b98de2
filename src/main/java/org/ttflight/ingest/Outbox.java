package org.ttflight.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * What a client has not taken yet. Empty as a rule: an answer goes out in one write, and only what
 * the kernel does not accept is kept.
 */
final class Outbox {
    /** A heap buffer is copied to direct memory for writing; this bounds that copy. */
    private static final int SLICE = 64 * 1024;

    private @Nullable ByteBuffer pending;

    boolean isEmpty() {
        return pending == null;
    }

    /** Sends at once, or keeps what cannot be sent. Empties {@code answer}. */
    void send(SocketChannel channel, ByteBuffer answer) throws IOException {
        if (pending == null) {
            channel.write(answer);
        }
        if (answer.hasRemaining()) {
            keep(answer);
        }
    }

    /** Keeps an answer until it can be sent; empties {@code answer}. */
    void keep(ByteBuffer answer) {
        ByteBuffer before = pending;
        if (before == null && !answer.isDirect()) {
            pending = answer.duplicate(); // a text, which is nobody else's: not copied
            answer.position(answer.limit());
            return;
        }
        int length = (before == null ? 0 : before.remaining()) + answer.remaining();
        ByteBuffer all = before;
        if (before == null || before.capacity() - before.limit() < answer.remaining()) {
            all = ByteBuffer.allocate(Math.max(1024, length * 2));
            if (before != null) {
                all.put(before);
            }
            all.put(answer);
            pending = all.flip();
        } else {
            int position = before.position();
            before.position(before.limit()).limit(before.capacity());
            before.put(answer);
            before.limit(before.position()).position(position);
        }
    }

    /** Sends what can be sent; returns whether nothing is left. */
    boolean flush(SocketChannel channel) throws IOException {
        ByteBuffer all = pending;
        while (all != null && all.hasRemaining()) {
            ByteBuffer slice = all.slice(all.position(), Math.min(SLICE, all.remaining()));
            int written = channel.write(slice);
            all.position(all.position() + written);
            if (written == 0) {
                return false;
            }
        }
        pending = null;
        return true;
    }

    /** Forgets what nobody will read. */
    void clear() {
        pending = null;
    }
}
