package org.ttflight.jconsole;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * A row of one of the daemon's lists. What the daemon does not know, or an older one does not tell,
 * is null.
 */
record Row(CompositeData data) {
    private @Nullable Object value(String key) {
        return data.containsKey(key) ? data.get(key) : null;
    }

    @Nullable String text(String key) {
        Object value = value(key);
        return value == null ? null : value.toString();
    }

    /** Returns a text that every daemon tells; empty if this one does not. */
    String word(String key) {
        return Objects.requireNonNullElse(text(key), "");
    }

    @Nullable Long whole(String key) {
        return value(key) instanceof Number number ? Long.valueOf(number.longValue()) : null;
    }

    @Nullable Double number(String key) {
        return value(key) instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
    }

    /** Returns a number that every daemon tells; -1 if this one does not. */
    int ordinal(String key) {
        Long value = whole(key);
        return value == null ? -1 : value.intValue();
    }

    /** Returns numbers, as a list of them or an array comes over the wire. */
    List<Integer> ordinals(String key) {
        Object value = value(key);
        if (value instanceof int[] numbers) {
            return Arrays.stream(numbers).boxed().toList();
        }
        return value instanceof Integer[] numbers ? List.of(numbers) : List.of();
    }

    boolean flag(String key) {
        return value(key) instanceof Boolean flag && flag;
    }
}
