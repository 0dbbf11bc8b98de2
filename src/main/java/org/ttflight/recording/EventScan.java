package org.ttflight.recording;

import java.io.IOException;

/**
 * Goes over the events of a chunk from its header on, looking only at what all have: size, type
 * and, for most, the time.
 *
 * <p>An event is its size in bytes, the number of its type (0 for metadata, 1 for a checkpoint,
 * which holds constants) and when it began in ticks, all three with 7 bits in a byte, the lowest
 * first, and the upper bit set if more follow.
 *
 * <p>A flush ends with a checkpoint that is marked as such. Until there all constants are in the
 * file that its events name; a chunk that is cut anywhere else has events that lack their thread or
 * class, which not every parser survives.
 */
final class EventScan {
    private static final int METADATA = 0;
    private static final int CHECKPOINT = 1;
    private static final int MOST_BYTES = 9;

    /** The bit in a checkpoint's kind by which it ends a flush. */
    private static final int ENDS_FLUSH = 2;

    private final FileWindow file;
    private final long chunk;
    private final ChunkHeader header;
    private long position;
    private long wholeEnd = ChunkHeader.LENGTH;
    private long metadata = -1;
    private boolean foundMetadata;
    private boolean foundConstantPool;
    private long events;
    private long lastTicks;
    private boolean isWhole;
    private Cut atCheckpoint = Cut.NONE;
    private Cut atFlush = Cut.NONE;

    /**
     * Where a chunk may end.
     *
     * @param end after the checkpoint
     * @param constantPool where the checkpoint is
     * @param metadata where the last metadata before it is; -1 if there is none
     * @param events how many come before
     * @param lastTicks when the latest of these began
     */
    record Cut(long end, long constantPool, long metadata, long events, long lastTicks) {
        private static final Cut NONE = new Cut(0, -1, -1, 0, 0);

        /** Returns whether there is anything to read, and what it takes to read it. */
        boolean isReadable() {
            return metadata >= 0 && constantPool >= 0 && events > 0;
        }
    }

    private EventScan(FileWindow file, long chunk, ChunkHeader header) {
        this.file = file;
        this.chunk = chunk;
        this.header = header;
        this.lastTicks = header.startTicks();
    }

    /**
     * Goes over a chunk.
     *
     * @param chunk where it begins in the file
     * @param limit where it ends at the latest, from where it begins
     */
    static EventScan of(FileWindow file, long chunk, ChunkHeader header, long limit)
            throws IOException {
        EventScan scan = new EventScan(file, chunk, header);
        scan.run(limit);
        return scan;
    }

    private void run(long limit) throws IOException {
        while (wholeEnd < limit && !file.isChunkStart(chunk + wholeEnd)) {
            position = chunk + wholeEnd;
            long size = number();
            long type = number();
            long ticks = number();
            if (size <= 0 || type < 0 || ticks < 0) {
                return;
            }
            if (size > limit - wholeEnd || chunk + wholeEnd + size < position) {
                return;
            }
            take(type, ticks, size);
            wholeEnd += size;
        }
        isWhole = wholeEnd == limit;
    }

    private void take(long type, long ticks, long size) throws IOException {
        if (type == METADATA) {
            metadata = wholeEnd;
            foundMetadata |= wholeEnd == header.metadata();
        } else if (type == CHECKPOINT) {
            foundConstantPool |= wholeEnd == header.constantPool();
            var unusedDuration = number();
            var unusedDistance = number();
            atCheckpoint = new Cut(wholeEnd + size, wholeEnd, metadata, events, lastTicks);
            if ((file.at(position) & ENDS_FLUSH) != 0) {
                atFlush = atCheckpoint;
            }
        } else {
            events++;
            lastTicks = Math.max(lastTicks, ticks);
        }
    }

    /** Returns the next number; -1 if the file ends within it. */
    private long number() throws IOException {
        long value = 0;
        for (int bytes = 1; bytes <= MOST_BYTES; bytes++) {
            int next = file.at(position++);
            if (next < 0) {
                return -1;
            }
            if (bytes == MOST_BYTES) {
                return value | ((long) next << 56);
            }
            value |= (long) (next & 0x7f) << (7 * (bytes - 1));
            if (next < 0x80) {
                return value;
            }
        }
        return value;
    }

    /** Returns whether the events fill the chunk and the header's positions are right. */
    boolean isAsTheHeaderSays() {
        return isWhole && foundMetadata && foundConstantPool;
    }

    /** Returns where the last whole event ends. */
    long wholeEnd() {
        return wholeEnd;
    }

    /** Returns where to end the chunk so that all that is in it can be read. */
    Cut cut() {
        return header.hasFlushes() ? atFlush : atCheckpoint;
    }
}
