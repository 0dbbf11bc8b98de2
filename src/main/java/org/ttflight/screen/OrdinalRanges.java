package org.ttflight.screen;

import java.util.List;

/** Numbers in short, such as {@code 0-3, 7}. */
final class OrdinalRanges {
    private OrdinalRanges() {}

    /** Returns a text for rising numbers. */
    static String of(List<Integer> ordinals) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < ordinals.size()) {
            int first = ordinals.get(at);
            int last = first;
            for (at++; at < ordinals.size() && ordinals.get(at) == last + 1; at++) {
                last++;
            }
            text.append(text.isEmpty() ? "" : ", ").append(first);
            if (last > first) {
                text.append('-').append(last);
            }
        }
        return text.toString();
    }
}
