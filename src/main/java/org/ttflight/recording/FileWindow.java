package org.ttflight.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes of a file by position, most cheaply in ascending order. Not thread-safe. */
final class FileWindow {
    private static final int LENGTH = 256 * 1024;

    private final FileChannel channel;
    private final long end;
    private final ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
    private long from;

    /**
     * @param end where to stop, as a file that somebody writes has no end
     */
    FileWindow(FileChannel channel, long end) {
        this.channel = channel;
        this.end = end;
        bytes.limit(0);
    }

    /** Returns a byte, 0 to 255; -1 at the end and after it. */
    int at(long position) throws IOException {
        if (position < from || position >= from + bytes.limit()) {
            fill(position);
        }
        return position < from + bytes.limit() ? bytes.get((int) (position - from)) & 0xff : -1;
    }

    private void fill(long position) throws IOException {
        from = position;
        bytes.clear();
        bytes.limit((int) Math.max(0, Math.min(LENGTH, end - position)));
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                break;
            }
        }
        bytes.flip();
    }

    /** Returns the bytes from here, as many as asked for or as there are. */
    ByteBuffer copy(long position, int length) throws IOException {
        ByteBuffer copy = ByteBuffer.allocate(length);
        for (int next; copy.hasRemaining() && (next = at(position + copy.position())) >= 0; ) {
            copy.put((byte) next);
        }
        return copy.flip();
    }

    /** Returns whether a chunk seems to begin here. */
    boolean isChunkStart(long position) throws IOException {
        return at(position) == 'F'
                && at(position + 1) == 'L'
                && at(position + 2) == 'R'
                && at(position + 3) == 0
                && at(position + 4) == 0
                && (at(position + 5) == 1 || at(position + 5) == 2);
    }

    /** Returns where the next chunk seems to begin, from this position on; the end if nowhere. */
    long nextChunkStart(long position) throws IOException {
        for (long next = position; next < end; next++) {
            if (isChunkStart(next)) {
                return next;
            }
        }
        return end;
    }
}
