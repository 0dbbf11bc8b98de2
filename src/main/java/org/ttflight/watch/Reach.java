package org.ttflight.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What keys can reach on the frame that was drawn last.
 *
 * @param rows how many rows, or lines, can be walked through
 * @param page how many of them are seen at once
 * @param devices all that there are, by ordinal, whichever is chosen
 * @param chosen the pid or the ordinal of the row at the cursor; null if there is none
 */
record Reach(int rows, int page, List<Integer> devices, @Nullable Integer chosen) {
    /** Nothing was drawn yet. */
    static final Reach NOTHING = new Reach(0, 1, List.of(), null);

    /** Takes a copy of the list. */
    Reach {
        devices = List.copyOf(devices);
    }

    /** Returns the last place where a cursor can stand. */
    int last(boolean isList) {
        return Math.max(0, isList ? rows - 1 : rows - page);
    }
}
