package org.ttflight.recording;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of a chunk, of which a recording is a sequence.
 *
 * <pre>
 * offset len field           unit, range; big-endian
 *      0   4 magic           FLR and a zero byte
 *      4   2 major version   2 since JDK 11, 1 before
 *      6   2 minor version   1 since JDK 14, which flushes
 *      8   8 size            bytes, of the header and all events
 *     16   8 constant pool   where the last checkpoint event is; each points to the one before it
 *     24   8 metadata        where the metadata event is
 *     32   8 start           nanoseconds since the epoch
 *     40   8 duration        nanoseconds
 *     48   8 start           ticks
 *     56   8 tick frequency  per second
 *     64   1 state           0 if finished; else a count of flushes, or 255 while that is written
 *     65   2 unused
 *     67   1 flags           bit 0: whole numbers are compressed
 * </pre>
 *
 * <p>The JDK writes the header anew at each flush, once a second, so that a chunk ends orderly at
 * its size even when the JVM was killed; the file is longer by what came after. Positions are
 * relative to the chunk.
 */
record ChunkHeader(
        long size,
        long constantPool,
        long metadata,
        long startNanos,
        long durationNanos,
        long startTicks,
        long ticksPerSecond,
        int state,
        boolean hasFlushes,
        boolean isCompressed) {
    static final int LENGTH = 68;
    static final int MAGIC = 0x464c5200;
    private static final int MAJOR = 4;
    private static final int FLUSHES_SINCE = 2 << Short.SIZE | 1;
    private static final int SIZE = 8;
    private static final int CONSTANT_POOL = 16;
    private static final int METADATA = 24;
    private static final int START_NANOS = 32;
    private static final int DURATION_NANOS = 40;
    private static final int START_TICKS = 48;
    private static final int TICKS_PER_SECOND = 56;
    private static final int STATE = 64;
    private static final int FLAGS = 67;

    /** Returns why these bytes are no header of a chunk that we can read; null if they are one. */
    static @Nullable String problem(ByteBuffer bytes) {
        if (bytes.remaining() < Integer.BYTES || bytes.getInt(0) != MAGIC) {
            return "does not begin with FLR";
        }
        if (bytes.remaining() < LENGTH) {
            return "ends within the header of a chunk";
        }
        int major = bytes.getShort(MAJOR);
        if (major != 1 && major != 2) {
            return "has the format version " + major + ", of which nothing is known";
        }
        return null;
    }

    /** Reads a header that has no problem. */
    static ChunkHeader of(ByteBuffer bytes) {
        return new ChunkHeader(
                bytes.getLong(SIZE),
                bytes.getLong(CONSTANT_POOL),
                bytes.getLong(METADATA),
                bytes.getLong(START_NANOS),
                bytes.getLong(DURATION_NANOS),
                bytes.getLong(START_TICKS),
                bytes.getLong(TICKS_PER_SECOND),
                bytes.get(STATE) & 0xff,
                bytes.getInt(MAJOR) >= FLUSHES_SINCE,
                (bytes.get(FLAGS) & 1) != 0);
    }

    boolean isFinished() {
        return state == 0;
    }

    Instant start() {
        return Instant.ofEpochSecond(0, startNanos);
    }

    Instant end() {
        return start().plusNanos(Math.max(0, durationNanos));
    }

    /** Returns the same, finished, and with this end. */
    ChunkHeader cutTo(EventScan.Cut cut) {
        long ticks = cut.lastTicks() - startTicks;
        double nanos = ticksPerSecond <= 0 ? 0 : ticks * (1e9 / ticksPerSecond);
        return new ChunkHeader(
                cut.end(),
                cut.constantPool(),
                cut.metadata(),
                startNanos,
                Math.max(0, (long) nanos),
                startTicks,
                ticksPerSecond,
                0,
                hasFlushes,
                isCompressed);
    }

    /** Returns the same with the state of a finished chunk. */
    ChunkHeader finished() {
        return new ChunkHeader(
                size,
                constantPool,
                metadata,
                startNanos,
                durationNanos,
                startTicks,
                ticksPerSecond,
                0,
                hasFlushes,
                isCompressed);
    }

    /** Writes this over the header in the buffer, whose other fields stay as they are. */
    void putInto(ByteBuffer bytes) {
        bytes.putLong(SIZE, size)
                .putLong(CONSTANT_POOL, constantPool)
                .putLong(METADATA, metadata)
                .putLong(DURATION_NANOS, durationNanos)
                .put(STATE, (byte) state);
    }
}
