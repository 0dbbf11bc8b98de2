package org.ttflight.screen;

/**
 * One cell of a table; clean text.
 *
 * @param text painted plainly
 * @param painted follows it, in a style
 */
public record Cell(String text, String painted, Style style) {

    public static Cell of(String text) {
        return new Cell(text, "", Style.PLAIN);
    }

    public int width() {
        return DisplayWidth.of(text) + DisplayWidth.of(painted);
    }
}
