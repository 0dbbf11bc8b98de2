package org.ttflight.report;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The number of a device in the prefix of a file, in any case: {@code dev0_}, {@code device0_},
 * {@code device_0_}, {@code d0_}, also behind or before other words, as in {@code run7_dev0_end_}.
 */
final class DevicePrefix {
    private static final int LONGEST_NUMBER = 4;

    private DevicePrefix() {}

    /** Returns the number, or null if there is none, or more than one. */
    static @Nullable Integer ordinal(String prefix) {
        Set<Integer> ordinals = ordinals(prefix);
        return ordinals.size() == 1 ? ordinals.iterator().next() : null;
    }

    /** Returns whether there is any number of a device. */
    static boolean namesAny(String prefix) {
        return !ordinals(prefix).isEmpty();
    }

    private static Set<Integer> ordinals(String prefix) {
        String[] words = prefix.toLowerCase(Locale.ROOT).split("[-_. ]", -1);
        Set<Integer> found = new HashSet<>();
        for (int at = 0; at < words.length; at++) {
            String next = at + 1 < words.length ? words[at + 1] : "";
            Integer ordinal = ordinal(words[at], next);
            if (ordinal != null) {
                found.add(ordinal);
            }
        }
        return found;
    }

    private static @Nullable Integer ordinal(String word, String next) {
        for (String name : new String[] {"device", "dev", "d"}) {
            if (word.startsWith(name)) {
                boolean isAlone = word.equals(name) && name.length() > 1;
                String digits = isAlone ? next : word.substring(name.length());
                return ReportLines.isNumber(digits) && digits.length() <= LONGEST_NUMBER
                        ? Integer.valueOf(digits)
                        : null;
            }
        }
        return null;
    }
}
