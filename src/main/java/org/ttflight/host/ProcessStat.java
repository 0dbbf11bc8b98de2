package org.ttflight.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads {@code /proc/PID/stat}, the one file that tells whether a process lives, since when, and
 * what it uses. The fields behind the name, counted from 0:
 *
 * <pre>
 *  0 state       one letter
 * 11 utime       clock ticks
 * 12 stime       clock ticks
 * 17 threads
 * 19 start       clock ticks since boot
 * 21 rss         pages; the kernel's same counters as in statm, without a second file
 * </pre>
 *
 * <p>Points at one process at a time, and keeps its buffer. Not thread-safe.
 */
final class ProcessStat {
    private static final int UTIME = 11;
    private static final int STIME = 12;
    private static final int THREADS = 17;
    private static final int START = 19;
    private static final int RSS = 21;

    /** Longer than the fields up to the last one of interest can be. */
    private static final int LIMIT = 1024;

    private final byte[] bytes = new byte[LIMIT];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private final long[] fields = new long[RSS + 1];
    private char state;
    private int nameHash;

    /**
     * Reads the file.
     *
     * @return whether it makes sense; if not, nothing else may be asked
     * @throws IOException as the kernel says: there is no such process, or it is not ours to read
     */
    boolean read(Path file) throws IOException {
        buffer.clear();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int read = 0;
            while (read >= 0 && buffer.hasRemaining() && !endsALine()) {
                read = channel.read(buffer);
            }
        }
        return parse(buffer.position());
    }

    /**
     * Saves the question whether there is more; a name may end a line, but has a field behind it.
     */
    private boolean endsALine() {
        int length = buffer.position();
        return length > 100 && bytes[length - 1] == '\n';
    }

    private boolean parse(int length) {
        int open = 0;
        while (open < length && bytes[open] != '(') {
            open++;
        }
        int at = length - 1;
        while (at > open && bytes[at] != ')') { // the name may hold anything, brackets too
            at--;
        }
        if (at <= open || at + 3 >= length || bytes[at + 1] != ' ' || bytes[at + 3] != ' ') {
            return false;
        }
        nameHash = hash(open + 1, at);
        state = (char) bytes[at + 2];
        at += 4;
        for (int field = 1; field <= RSS; field++) {
            int end = Math.min(at, length);
            while (end < length && bytes[end] != ' ' && bytes[end] != '\n') {
                end++;
            }
            fields[field] = number(at, end);
            at = end + 1;
        }
        return fields[START] >= 0 && fields[THREADS] >= 0;
    }

    private int hash(int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** Returns -1 for what is missing, no number, or negative, which no field of interest is. */
    private long number(int from, int to) {
        long number = from < to ? 0 : -1;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || to - from > 18) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Returns whether the process has ended; a zombie has, unless only its first thread ended. */
    boolean isDead() {
        return (state == 'Z' || state == 'X') && fields[THREADS] <= 1;
    }

    /** Returns the start in clock ticks since boot. */
    long startTicks() {
        return fields[START];
    }

    /** Returns user and system time in clock ticks; -1 if they make no sense. */
    long cpuTicks() {
        return fields[UTIME] < 0 || fields[STIME] < 0 ? -1 : fields[UTIME] + fields[STIME];
    }

    /**
     * Returns the resident memory in pages; -1 if it makes no sense, or if the first thread has
     * ended before the others: the kernel asks that one, which has none any more.
     */
    long residentPages() {
        return state == 'Z' || state == 'X' ? -1 : fields[RSS];
    }

    /** Returns a number that changes with the kernel's short name, as it does at an exec. */
    int nameHash() {
        return nameHash;
    }
}
