package org.ttflight.jconsole;

import java.util.List;

/**
 * A line of a table. Immutable.
 *
 * @param key what it is about, from one refresh to the next; has {@code equals}
 * @param cells one for each column
 */
record Line<K>(K key, List<Cell> cells) {}
