package org.ttflight.jconsole;

import java.util.List;

/**
 * What a {@link View} implements to have what it shows saved as a table. Both are asked one after
 * the other on the Swing thread, and what they return must not change later. Quoting is done by who
 * writes the file.
 */
interface CsvSource {
    /** Returns a name for each column, with the unit in parentheses: {@code Used (bytes)}. */
    List<String> header();

    /**
     * Returns the rows as they are shown: filtered, and in the order shown. Each has a cell for
     * each column; numbers are plain, without a unit and without grouping, and what is unknown is
     * empty.
     */
    List<List<String>> rows();
}
