package org.ttflight.watch;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The middle of a frame.
 *
 * @param head lines that stay above
 * @param rows lines that can be walked through
 * @param keys for each row what it is of, a pid or an ordinal; empty if of nothing
 * @param tail lines that stay below
 */
record Body(List<String> head, List<String> rows, List<Integer> keys, List<String> tail) {
    /** Takes copies. */
    Body {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
        keys = List.copyOf(keys);
        tail = List.copyOf(tail);
    }

    /** Lines that are scrolled. */
    static Body text(List<String> lines) {
        return new Body(List.of(), lines, List.of(), List.of());
    }

    /** Returns what a row is of. */
    @Nullable Integer key(int row) {
        return row < keys.size() ? Objects.requireNonNull(keys.get(row)) : null;
    }
}
