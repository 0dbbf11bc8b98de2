package org.ttflight.screen;

/** Counts the columns of the test's own texts, in another way than the code under test. */
public final class Columns {
    private Columns() {}

    public static int of(String text) {
        return text.codePoints()
                .map(
                        point -> {
                            if (Character.getType(point) == Character.NON_SPACING_MARK) {
                                return 0;
                            }
                            return switch (Character.UnicodeScript.of(point)) {
                                case HAN, HIRAGANA, KATAKANA, HANGUL -> 2;
                                default -> isWideElsewhere(point) ? 2 : 1;
                            };
                        })
                .sum();
    }

    /** Of the emoji and of the signs that several scripts share. */
    private static boolean isWideElsewhere(int point) {
        return (point >= 0x1f600 && point < 0x1f6c0) || point == 0x30fc;
    }
}
