package org.ttflight.screen;

import java.util.List;

/** Numbers in short, such as {@code 0-3, 7}. */
public final class OrdinalRanges {
    private OrdinalRanges() {}

    /** Returns a text for rising numbers. */
    static String of(List<Integer> ordinals) {
        return of(ordinals, ", ");
    }

    /**
     * Returns a text for rising numbers, for a cell: {@code 0-3,7}. Where it would be wider than
     * this, the first of them and how many there are: {@code 0,2,4…(16)}.
     */
    public static String brief(List<Integer> ordinals, int width, Glyphs glyphs) {
        String all = of(ordinals, ",");
        if (all.length() <= width) {
            return all;
        }
        String end = glyphs.ellipsis() + "(" + ordinals.size() + ")";
        int last = all.lastIndexOf(',', Math.max(0, width - end.length()));
        return last < 0 ? all : all.substring(0, last) + end;
    }

    private static String of(List<Integer> ordinals, String separator) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < ordinals.size()) {
            int first = ordinals.get(at);
            int last = first;
            for (at++; at < ordinals.size() && ordinals.get(at) == last + 1; at++) {
                last++;
            }
            text.append(text.isEmpty() ? "" : separator).append(first);
            if (last > first) {
                text.append('-').append(last);
            }
        }
        return text.toString();
    }
}
