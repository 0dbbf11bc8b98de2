package org.ttflight.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One file, and the last that could be made of it.
 *
 * <p>It is read again only if its size, time or identity has changed, or if it was so young when it
 * was read that a later change may have left its time as it was. tt-metal writes files in place: a
 * file that is cut off somewhere keeps what was last read of it as a whole.
 *
 * @param <T> what it is parsed to
 */
final class ReportFile<T> {
    /** The largest file that is read. */
    static final long MOST_BYTES = 64L << 20;

    /** A file system may count its times in steps of up to this. */
    private static final long YOUNG_MILLIS = 2000;

    /** Makes something of a file. */
    @FunctionalInterface
    interface Parser<T> {
        /** Returns null if the file is not yet written as far as needed. */
        @Nullable T parse(ReportLines lines) throws IOException, ReportFormatException;
    }

    private record Version(long size, FileTime time, @Nullable Object key) {
        static Version of(BasicFileAttributes attributes) {
            return new Version(
                    attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        }

        long millis() {
            return time.toMillis();
        }
    }

    private final Path path;
    private @Nullable Version read;
    private boolean wasYoung;
    private @Nullable Object question;
    private @Nullable T good;
    private long goodMillis;
    private @Nullable String problem;

    ReportFile(Path path) {
        this.path = path;
    }

    /**
     * Reads the file if need be.
     *
     * @param wanted what the parser looks for; another question needs another reading
     * @param nowMillis milliseconds since the epoch
     * @return whether it was read
     */
    boolean refresh(
            BasicFileAttributes attributes,
            long nowMillis,
            @Nullable Object wanted,
            Parser<T> parser) {
        Version version = Version.of(attributes);
        if (version.equals(read) && !wasYoung && Objects.equals(wanted, question)) {
            return false;
        }
        if (!Objects.equals(wanted, question)) {
            good = null;
        }
        question = wanted;
        read = version;
        wasYoung = Math.abs(nowMillis - version.millis()) < YOUNG_MILLIS;
        problem = null;
        if (version.size > MOST_BYTES) {
            good = null;
            problem = "larger than " + (MOST_BYTES >> 20) + " MiB, so it is not read";
            return true;
        }
        try {
            parse(version, parser);
        } catch (ReportFormatException e) {
            good = null;
            problem = e.getMessage();
        } catch (IOException e) {
            good = null;
            read = null;
            problem = "cannot be read: " + e.getClass().getSimpleName();
        }
        return true;
    }

    private void parse(Version version, Parser<T> parser)
            throws IOException, ReportFormatException {
        T parsed = null;
        ReportFormatException wrong = null;
        boolean isSame;
        try (InputStream in = Files.newInputStream(path)) {
            ReportLines lines = new ReportLines(new Bounded(in, MOST_BYTES));
            try {
                parsed = parser.parse(lines);
                if (lines.number() == 0 && lines.isCut()) {
                    throw new ReportFormatException("no lines in it");
                }
            } catch (ReportFormatException e) {
                wrong = e;
            }
            BasicFileAttributes after = Files.readAttributes(path, BasicFileAttributes.class);
            isSame = Version.of(after).equals(version);
            isSame &= wrong != null || lines.bytes() == version.size;
        }
        if (isSame && wrong != null) {
            throw wrong;
        }
        if (!isSame) {
            // Old and new may be mixed; the next pass reads it again.
            read = null;
        }
        if (isSame && parsed != null) {
            good = parsed;
            goodMillis = version.millis();
        } else {
            problem = good == null ? "only half written" : "half written; shown as it was before";
        }
    }

    Path path() {
        return path;
    }

    /** Returns the last good parse, or null. */
    @Nullable T good() {
        return good;
    }

    /** Returns when that was written, in milliseconds since the epoch. */
    long goodMillis() {
        return goodMillis;
    }

    /** Returns what is wrong with the file as it is now, in words; null if nothing. */
    @Nullable String problem() {
        return problem;
    }

    /** Ends early, so that a file that grows while it is read does not hold us up. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long most) {
            this.in = in;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = left == 0 ? -1 : in.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }
}
