package org.ttflight.screen;

import java.util.Arrays;

/**
 * How many columns of a terminal a text takes: two for wide characters, none for combining marks.
 *
 * <p>Judges each code point on its own, as terminals do. The wide ranges are those that Unicode's
 * EastAsianWidth.txt calls W or F; runs that only unassigned code points part are joined.
 */
public final class DisplayWidth {
    private DisplayWidth() {}

    /** Returns the width of a text without control characters. */
    public static int of(String text) {
        if (isPrintableAscii(text)) {
            return text.length();
        }
        int width = 0;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            width += of(point);
            at += Character.charCount(point);
        }
        return width;
    }

    public static int of(int point) {
        if (point < 0x300) {
            return point == 0xad ? 0 : 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || isJoiningJamo(point)) {
            return 0;
        }
        return Wide.contains(point) ? 2 : 1;
    }

    /** Vowels and final consonants that join the syllable before them. */
    private static boolean isJoiningJamo(int point) {
        return (point >= 0x1160 && point <= 0x11ff) || (point >= 0xd7b0 && point <= 0xd7ff);
    }

    /** Returns the text, or its beginning and an ellipsis, so that it is no wider than this. */
    public static String cut(String text, int width, String ellipsis) {
        if (of(text) <= width) {
            return text;
        }
        String mark = ellipsis.length() <= width ? ellipsis : ellipsis.substring(0, width);
        int room = width - mark.length();
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            room -= of(point);
            if (room < 0) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end) + mark;
    }

    /** Returns whether every character is printable ASCII, so that none needs a closer look. */
    public static boolean isPrintableAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether a code point may go to a terminal: no control character, no half of a pair,
     * nothing that turns the direction of writing, nothing that has no agreed look.
     */
    public static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.FORMAT -> point == 0x200c || point == 0x200d;
            default -> true;
        };
    }

    /** A class of its own, because most screens never ask it. */
    private static final class Wide {
        /** First and last of each range. */
        private static final int[] RANGES = {
            0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x23f0, 0x23f0, 0x23f3,
            0x23f3, 0x25fd, 0x25fe, 0x2614, 0x2615, 0x2648, 0x2653, 0x267f, 0x267f, 0x2693, 0x2693,
            0x26a1, 0x26a1, 0x26aa, 0x26ab, 0x26bd, 0x26be, 0x26c4, 0x26c5, 0x26ce, 0x26ce, 0x26d4,
            0x26d4, 0x26ea, 0x26ea, 0x26f2, 0x26f3, 0x26f5, 0x26f5, 0x26fa, 0x26fa, 0x26fd, 0x26fd,
            0x2705, 0x2705, 0x270a, 0x270b, 0x2728, 0x2728, 0x274c, 0x274c, 0x274e, 0x274e, 0x2753,
            0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x27b0, 0x27b0, 0x27bf, 0x27bf, 0x2b1b, 0x2b1c,
            0x2b50, 0x2b50, 0x2b55, 0x2b55, 0x2e80, 0x303e, 0x3041, 0x3247, 0x3250, 0x4dbf, 0x4e00,
            0xa4c6, 0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfad9, 0xfe10, 0xfe19, 0xfe30, 0xfe6b,
            0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x1b2fb, 0x1f004, 0x1f004, 0x1f0cf, 0x1f0cf,
            0x1f18e, 0x1f18e, 0x1f191, 0x1f19a, 0x1f200, 0x1f320, 0x1f32d, 0x1f335, 0x1f337,
            0x1f37c, 0x1f37e, 0x1f393, 0x1f3a0, 0x1f3ca, 0x1f3cf, 0x1f3d3, 0x1f3e0, 0x1f3f0,
            0x1f3f4, 0x1f3f4, 0x1f3f8, 0x1f43e, 0x1f440, 0x1f440, 0x1f442, 0x1f4fc, 0x1f4ff,
            0x1f53d, 0x1f54b, 0x1f54e, 0x1f550, 0x1f567, 0x1f57a, 0x1f57a, 0x1f595, 0x1f596,
            0x1f5a4, 0x1f5a4, 0x1f5fb, 0x1f64f, 0x1f680, 0x1f6c5, 0x1f6cc, 0x1f6cc, 0x1f6d0,
            0x1f6d2, 0x1f6d5, 0x1f6df, 0x1f6eb, 0x1f6ec, 0x1f6f4, 0x1f6fc, 0x1f7e0, 0x1f7f0,
            0x1f90c, 0x1f93a, 0x1f93c, 0x1f945, 0x1f947, 0x1f9ff, 0x1fa70, 0x1faff, 0x20000,
            0x3fffd,
        };

        static boolean contains(int point) {
            int at = Arrays.binarySearch(RANGES, point);
            // Found: a first or a last. Between a first and its last: an odd place to insert at.
            return at >= 0 || (-at - 1) % 2 == 1;
        }
    }
}
