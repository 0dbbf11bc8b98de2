package org.ttflight.jconsole;

/**
 * A column of a table.
 *
 * @param title for people
 * @param unit of the numbers in a file, such as bytes; empty if none
 * @param isNumber whether it stands at the right
 * @param width in pixels, that are given to it as far as there is room
 */
record Column(String title, String unit, boolean isNumber, int width) {
    static Column text(String title, int width) {
        return new Column(title, "", false, width);
    }

    static Column number(String title, String unit, int width) {
        return new Column(title, unit, true, width);
    }

    String csvTitle() {
        return unit.isEmpty() ? title : title + " (" + unit + ")";
    }
}
