package org.ttflight.cli;

/**
 * One column of a table.
 *
 * @param isRight whether its cells stand at the right
 * @param shrinksTo the width down to which it may be cut where there is no room for all
 */
record Column(String title, boolean isRight, int shrinksTo) {

    /** A column of texts, which may be cut. */
    static Column text(String title, int shrinksTo) {
        return new Column(title, false, shrinksTo);
    }

    /** A column that should never be cut. */
    static Column fixed(String title, boolean isRight) {
        return new Column(title, isRight, Integer.MAX_VALUE);
    }
}
