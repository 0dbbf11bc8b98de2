package org.ttflight.shm;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An open shared-memory file: it can be read by position, and nothing else. */
interface RegionSource extends Closeable {
    /** Reads what fits, as {@link FileChannel#read(ByteBuffer, long)} does. */
    int read(ByteBuffer into, long position) throws IOException;

    /** Opens a file; the caller has made sure that it is one, as opening a FIFO would wait. */
    static RegionSource open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        return new RegionSource() {
            @Override
            public int read(ByteBuffer into, long position) throws IOException {
                return channel.read(into, position);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
