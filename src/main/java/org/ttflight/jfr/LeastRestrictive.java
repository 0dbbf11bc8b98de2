package org.ttflight.jfr;

import java.util.Set;
import java.util.function.ToLongFunction;

/** What several recordings together want of a setting whose smallest value records the most. */
final class LeastRestrictive {
    private LeastRestrictive() {}

    /** Returns the smallest of the values that can be parsed, or the default if none can. */
    static String of(Set<String> values, ToLongFunction<String> parser, String defaultValue) {
        long least = Long.MAX_VALUE;
        boolean isAny = false;
        for (String value : values) {
            long parsed = parse(value, parser, -1);
            if (parsed >= 0) {
                least = Math.min(least, parsed);
                isAny = true;
            }
        }
        return isAny ? Long.toString(least) : defaultValue;
    }

    /** Returns the value, or what was before if it cannot be parsed: JFR must not see us throw. */
    static long parse(String value, ToLongFunction<String> parser, long before) {
        try {
            return parser.applyAsLong(value);
        } catch (IllegalArgumentException e) {
            return before;
        }
    }
}
