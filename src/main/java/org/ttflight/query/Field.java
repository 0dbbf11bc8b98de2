package org.ttflight.query;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be asked for.
 *
 * @param name in lower case, such as {@code memory.dram.used}; names do not change
 * @param unit of the values, such as {@code B}; empty for a count, a text or a yes or no
 * @param meaning a few words for people, without a full stop
 * @param value a string, a number or a boolean; null if unknown
 */
public record Field<R>(
        String name, String unit, String meaning, Function<R, @Nullable Object> value) {

    /** Returns the heading of the field's column. */
    String heading(boolean hasUnits) {
        return hasUnits && !unit.isEmpty() ? name + " [" + unit + "]" : name;
    }
}
