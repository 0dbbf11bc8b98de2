package org.ttflight.watch;

/** How large a terminal is. */
public record Extent(int rows, int columns) {
    /** What is taken for it where nobody tells. */
    static final Extent USUAL = new Extent(24, 80);
}
