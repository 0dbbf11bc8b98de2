package org.ttflight.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a report. A line without a line end is still being written, so it is never returned.
 * Of a line longer than {@link #LONGEST} only the beginning is kept.
 */
final class ReportLines {
    /** The most that is kept of a line; only lists that nobody reads are longer. */
    static final int LONGEST = 4096;

    private static final int BUFFER_BYTES = 1 << 13;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final StringBuilder line = new StringBuilder();
    private int position;
    private int limit;
    private long bytes;
    private int number;
    private boolean isCut;
    private boolean isTorn;

    ReportLines(InputStream in) {
        this.in = in;
    }

    /** Returns the next whole line without its end, or null if there is no more. */
    @Nullable String next() throws IOException {
        line.setLength(0);
        isCut = false;
        boolean isEmpty = true;
        while (true) {
            if (position == limit) {
                limit = in.read(buffer);
                position = 0;
                if (limit <= 0) {
                    limit = 0;
                    isTorn = !isEmpty;
                    return null;
                }
                bytes += limit;
            }
            isEmpty = false;
            char character = (char) (buffer[position++] & 0xff);
            if (character == '\n') {
                number++;
                return withoutCarriageReturn();
            }
            if (line.length() < LONGEST) {
                line.append(character);
            } else {
                isCut = true;
            }
        }
    }

    private String withoutCarriageReturn() {
        int last = line.length() - 1;
        if (last >= 0 && line.charAt(last) == '\r') {
            line.setLength(last);
        }
        return line.toString();
    }

    /** Returns the number of the line last returned; the first is 1. */
    int number() {
        return number;
    }

    /** Returns whether the line last returned, or torn, was longer than what is kept. */
    boolean isCut() {
        return isCut;
    }

    /** Returns whether, at the end, there was a part of a line. */
    boolean isTorn() {
        return isTorn;
    }

    /** Returns how many bytes were read so far. */
    long bytes() {
        return bytes;
    }

    /**
     * Returns the cells without the blanks around them; quotes hold a cell with commas together.
     */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (int at = 0; at < line.length(); at++) {
            char character = line.charAt(at);
            if (character == '"') {
                isQuoted = !isQuoted;
            } else if (character == ',' && !isQuoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(character);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    /** Returns whether this is a whole number without a sign that fits well into a long. */
    static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > 18) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the number in a cell of the line last returned.
     *
     * @param most the largest that makes sense
     */
    long number(String cell, long most) throws ReportFormatException {
        if (!isNumber(cell)) {
            throw new ReportFormatException(number, "not a number", cell);
        }
        long value = Long.parseLong(cell);
        if (value > most) {
            throw new ReportFormatException(number, "too large to be true", cell);
        }
        return value;
    }
}
