package org.ttflight.cli;

/**
 * One cell of a table; clean text.
 *
 * @param text painted plainly
 * @param painted follows it, in a style
 */
record Cell(String text, String painted, Style style) {

    static Cell of(String text) {
        return new Cell(text, "", Style.PLAIN);
    }

    int width() {
        return DisplayWidth.of(text) + DisplayWidth.of(painted);
    }
}
