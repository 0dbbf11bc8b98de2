package org.ttflight.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * A chunk of a recording that can be read by itself, and where it is.
 *
 * @param file the file that it is in
 * @param offset where in the file it begins
 * @param header as it has to be, which is not as it is in the file if it is mended
 * @param isMended whether the file's own header is wrong
 */
record Chunk(Path file, long offset, ChunkHeader header, boolean isMended) {
    long size() {
        return header.size();
    }

    Instant start() {
        return header.start();
    }

    Instant end() {
        return header.end();
    }

    /** Writes the chunk, mended, to where the channel is. */
    void appendTo(FileChannel out) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = new FileWindow(in, in.size()).copy(offset, ChunkHeader.LENGTH);
            header.putInto(head);
            while (head.hasRemaining()) {
                var unused = out.write(head);
            }
            long at = offset + ChunkHeader.LENGTH;
            for (long end = offset + size(); at < end; ) {
                long moved = in.transferTo(at, end - at, out);
                if (moved <= 0) {
                    throw new IOException(file + " became shorter while it was read");
                }
                at += moved;
            }
        }
    }
}
