package org.ttflight.screen;

/**
 * One column of a table.
 *
 * @param isRight whether its cells stand at the right
 * @param shrinksTo the width down to which it may be cut where there is no room for all
 */
public record Column(String title, boolean isRight, int shrinksTo) {

    /** A column of texts, which may be cut. */
    public static Column text(String title, int shrinksTo) {
        return new Column(title, false, shrinksTo);
    }

    /** A column that should never be cut. */
    public static Column fixed(String title, boolean isRight) {
        return new Column(title, isRight, Integer.MAX_VALUE);
    }
}
