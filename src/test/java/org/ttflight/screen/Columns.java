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
                                default -> point == 0x1f600 ? 2 : 1;
                            };
                        })
                .sum();
    }
}
