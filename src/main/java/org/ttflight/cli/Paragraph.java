package org.ttflight.cli;

/** Prose that is broken between words. */
final class Paragraph {
    private Paragraph() {}

    /** Appends the text in lines no wider than this, but for single words that are. */
    static void append(StringBuilder out, String text, int width) {
        int column = 0;
        for (String word : text.split(" ", -1)) {
            int length = DisplayWidth.of(word);
            if (column > 0) {
                boolean fits = column + 1 + length <= width;
                out.append(fits ? ' ' : '\n');
                column = fits ? column + 1 : 0;
            }
            out.append(word);
            column += length;
        }
        out.append('\n');
    }
}
