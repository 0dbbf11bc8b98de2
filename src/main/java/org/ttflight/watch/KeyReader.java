package org.ttflight.watch;

import java.io.IOException;

/** Makes keys out of the characters that a terminal sends for them. Confined to one thread. */
final class KeyReader {
    /** Where characters come from. */
    @FunctionalInterface
    interface Input {
        /**
         * Returns the next character.
         *
         * @param millis how long to wait for it; 0 for as long as it takes
         * @return {@link #NOTHING} if none came in time, {@link #END} if none will ever come
         */
        int read(long millis) throws IOException;
    }

    static final int END = -1;
    static final int NOTHING = -2;

    /** So long after an Escape what follows may still belong to it. */
    private static final long ESCAPE_MILLIS = 60;

    private static final int ESC = 0x1b;
    private static final int LONGEST = 32;

    private final Input input;

    KeyReader(Input input) {
        this.input = input;
    }

    /** Waits for the next key. */
    Key next() throws IOException {
        int c;
        do {
            c = input.read(0);
        } while (c == NOTHING);
        return switch (c) {
            case END -> Key.of(Key.Name.GONE);
            case ESC -> escape();
            case 0x03 -> Key.of(Key.Name.INTERRUPT);
            case 0x0c -> Key.of(Key.Name.REDRAW);
            case 0x15 -> Key.of(Key.Name.CLEAR);
            case 0x1a -> Key.of(Key.Name.SUSPEND);
            case '\r', '\n' -> Key.of(Key.Name.ENTER);
            case 0x08, 0x7f -> Key.of(Key.Name.BACKSPACE);
            default -> c < ' ' ? Key.of(Key.Name.OTHER) : Key.of(point(c));
        };
    }

    private int point(int c) throws IOException {
        if (!Character.isHighSurrogate((char) c)) {
            return c;
        }
        int low = input.read(ESCAPE_MILLIS);
        return low > 0 && Character.isLowSurrogate((char) low)
                ? Character.toCodePoint((char) c, (char) low)
                : Character.MIN_SUPPLEMENTARY_CODE_POINT - 1;
    }

    private Key escape() throws IOException {
        int c = input.read(ESCAPE_MILLIS);
        if (c == NOTHING || c == END || c == ESC) {
            return Key.of(Key.Name.ESCAPE);
        }
        if (c != '[' && c != 'O') {
            return Key.of(Key.Name.OTHER);
        }
        StringBuilder sequence = new StringBuilder();
        do {
            c = input.read(ESCAPE_MILLIS);
            if (c < 0) {
                return Key.of(Key.Name.OTHER);
            }
            sequence.append((char) c);
            // The Linux console sends "[[A" for F1: the second bracket does not end it.
        } while (sequence.length() < LONGEST
                && (c < 0x40 || c > 0x7e || (c == '[' && sequence.length() == 1)));
        return Key.of(named(sequence.toString()));
    }

    private static Key.Name named(String sequence) {
        return switch (sequence) {
            case "A" -> Key.Name.UP;
            case "B" -> Key.Name.DOWN;
            case "C" -> Key.Name.RIGHT;
            case "D" -> Key.Name.LEFT;
            case "H", "1~", "7~" -> Key.Name.HOME;
            case "F", "4~", "8~" -> Key.Name.END;
            case "5~" -> Key.Name.PAGE_UP;
            case "6~" -> Key.Name.PAGE_DOWN;
            case "M" -> Key.Name.ENTER;
            case "P", "11~", "[A" -> Key.Name.HELP;
            default -> Key.Name.OTHER;
        };
    }
}
