package org.ttflight.cli;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the clock on the wall is from UTC, read from the host's compiled zone file.
 *
 * <p>{@link java.time.ZoneId#systemDefault} knows it, too, but reads the rules of all zones of the
 * world first, which takes as long as starting the JVM. So this answers the usual question, and
 * only where the answer is sure: the offset of a stretch of time in which it does not change.
 *
 * <p>Format: RFC 8536. The second of the two blocks is read, which has times of 64 bits.
 */
final class LocalOffset {
    private static final Path LOCAL = Path.of("/etc/localtime");
    private static final Path ZONES = Path.of("/usr/share/zoneinfo");

    private static final int MAGIC = 0x545a6966; // TZif
    private static final int RESERVED = 15;
    private static final int TYPE_LENGTH = 6;
    private static final int MAX_FILE = 1 << 18;

    private final ByteBuffer file;
    private int leapSeconds;
    private int times;
    private int types;
    private int blockLength;

    private LocalOffset(ByteBuffer file) {
        this.file = file;
    }

    /**
     * Returns the offset that holds at both times and at all times between, or null if it changes
     * or is not sure.
     */
    static @Nullable ZoneOffset between(
            Map<String, String> environment, Instant from, Instant until) {
        Path path = file(environment.get("TZ"));
        if (path == null || !System.getProperty("user.timezone", "").isEmpty()) {
            return null;
        }
        try {
            if (Files.size(path) > MAX_FILE) {
                return null;
            }
            return between(ByteBuffer.wrap(Files.readAllBytes(path)), from, until);
        } catch (IOException e) {
            return null;
        }
    }

    /** Returns the file of a zone; null if the zone is not a mere name. */
    private static @Nullable Path file(@Nullable String zone) {
        if (zone == null) {
            return LOCAL;
        }
        String name = zone.startsWith(":") ? zone.substring(1) : zone;
        boolean isName = !name.isEmpty() && !name.startsWith("/") && !name.contains("..");
        return isName ? ZONES.resolve(name) : null;
    }

    /** The same for the bytes of a zone file. */
    static @Nullable ZoneOffset between(ByteBuffer file, Instant from, Instant until) {
        try {
            return new LocalOffset(file).read(from.getEpochSecond(), until.getEpochSecond());
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return null; // cut short, or a count or an offset that cannot be
        }
    }

    private @Nullable ZoneOffset read(long from, long until) {
        if (!header(Integer.BYTES)) {
            return null;
        }
        file.position(file.position() + blockLength);
        if (!header(Long.BYTES) || leapSeconds != 0) {
            return null;
        }
        int start = file.position();
        int before = -1; // the last change at or before the stretch
        long next = Long.MAX_VALUE;
        for (int at = 0; at < times; at++) {
            long time = file.getLong();
            if (time > from) {
                next = time;
                break;
            }
            before = at;
        }
        if (next <= until || (next == Long.MAX_VALUE && hasRule(start + blockLength))) {
            return null;
        }
        if (before < 0) {
            return types == 1 ? offset(start, 0) : null;
        }
        file.position(start + times * Long.BYTES + before);
        return offset(start, file.get() & 0xff);
    }

    private ZoneOffset offset(int start, int type) {
        file.position(start + times * (Long.BYTES + 1) + type * TYPE_LENGTH);
        return ZoneOffset.ofTotalSeconds(file.getInt());
    }

    /** Returns whether what comes after the last change is told by a rule, as {@code CET,M3…}. */
    private boolean hasRule(int footer) {
        file.position(footer);
        while (file.hasRemaining()) {
            if (file.get() == ',') {
                return true;
            }
        }
        return false;
    }

    /** Reads the counts; false if there is no block with times of so many bytes. */
    private boolean header(int timeLength) {
        if (file.getInt() != MAGIC || file.get() < '2') {
            return false;
        }
        file.position(file.position() + RESERVED);
        int utcFlags = file.getInt();
        int standardFlags = file.getInt();
        leapSeconds = file.getInt();
        times = file.getInt();
        types = file.getInt();
        int names = file.getInt();
        blockLength =
                times * (timeLength + 1)
                        + types * TYPE_LENGTH
                        + names
                        + leapSeconds * (timeLength + Integer.BYTES)
                        + standardFlags
                        + utcFlags;
        return true;
    }
}
