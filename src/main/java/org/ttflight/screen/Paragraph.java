package org.ttflight.screen;

/** Prose that is broken between words. */
public final class Paragraph {
    private Paragraph() {}

    /** Appends the text in lines no wider than this; a single word that is wider is broken. */
    static void append(StringBuilder out, String text, int width) {
        append(out, text, width, "");
    }

    /**
     * Appends the text in lines no wider than this.
     *
     * @param indent stands before every line but the first
     */
    public static void append(StringBuilder out, String text, int width, String indent) {
        int column = 0;
        for (String word : text.split(" ", -1)) {
            String rest = word;
            int length = DisplayWidth.of(rest);
            if (column > 0 && column + 1 + length <= width) {
                out.append(' ');
                column++;
            } else if (column > 0) {
                out.append('\n').append(indent);
                column = indent.length();
            }
            while (column + length > width) {
                String part = DisplayWidth.cut(rest, width - column, "");
                out.append(part).append('\n').append(indent);
                rest = rest.substring(part.length());
                length = DisplayWidth.of(rest);
                column = indent.length();
            }
            out.append(rest);
            column += length;
        }
        out.append('\n');
    }
}
