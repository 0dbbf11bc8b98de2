package org.ttflight.jconsole;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a table: what people read, what a file gets, and by what it is sorted. Immutable.
 *
 * @param text as people read it
 * @param plain as a file gets it: a number without a unit; empty if unknown
 * @param number by what it is sorted before its text; null if only by its text
 * @param isKnown whether anybody knows; if not, it stands after all that is known
 */
record Cell(String text, String plain, @Nullable Long number, boolean isKnown) {
    static final Cell UNKNOWN = new Cell(Amounts.UNKNOWN, "", null, false);

    static Cell bytes(@Nullable Long bytes) {
        return bytes == null ? UNKNOWN : number(bytes, Amounts.bytes(bytes));
    }

    /** Returns one with thousands set apart. */
    static Cell count(@Nullable Long count) {
        return count == null ? UNKNOWN : number(count, countText(count));
    }

    /** Returns one that is no amount, such as a pid. */
    static Cell ordinal(long ordinal) {
        return number(ordinal, Long.toString(ordinal));
    }

    /** Returns how long something has lasted, in its two largest units. */
    static Cell duration(@Nullable Long millis) {
        return millis == null ? UNKNOWN : number(millis, durationText(millis / 1000));
    }

    /** Returns a moment, which a file gets in ISO 8601 and UTC. */
    static Cell time(Instant time, String text) {
        return new Cell(text, time.toString(), time.toEpochMilli(), true);
    }

    static Cell text(@Nullable String text) {
        return text == null || text.isEmpty() ? UNKNOWN : new Cell(text, text, null, true);
    }

    /** Returns device numbers as ranges, sorted by the first. */
    static Cell ordinals(List<Integer> ordinals) {
        List<Integer> sorted = ordinals.stream().sorted().toList();
        return sorted.isEmpty()
                ? new Cell("none", "", -1L, true)
                : new Cell(
                        ranges(sorted),
                        sorted.stream().map(String::valueOf).collect(Collectors.joining(" ")),
                        Long.valueOf(sorted.get(0)),
                        true);
    }

    private static Cell number(long number, String text) {
        return new Cell(text, Long.toString(number), number, true);
    }

    /** Compares what is known of both. */
    int compareKnown(Cell other) {
        if (number != null && other.number != null) {
            int byNumber = Long.compare(number, other.number);
            if (byNumber != 0) {
                return byNumber;
            }
        }
        int result = text.compareToIgnoreCase(other.text);
        return result == 0 ? text.compareTo(other.text) : result;
    }

    /** Returns the text, which is also what is copied from a table. */
    @Override
    public String toString() {
        return text;
    }

    static String countText(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String durationText(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds, 60, "min", "s");
        }
        return seconds < 86_400
                ? two(seconds / 60, 60, "h", "min")
                : two(seconds / 3600, 24, "d", "h");
    }

    private static String two(long small, int inLarge, String largeUnit, String smallUnit) {
        long rest = small % inLarge;
        return small / inLarge + " " + largeUnit + (rest == 0 ? "" : " " + rest + " " + smallUnit);
    }

    private static String ranges(List<Integer> sorted) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < sorted.size()) {
            int last = at;
            while (last + 1 < sorted.size() && sorted.get(last + 1) <= sorted.get(last) + 1) {
                last++;
            }
            int from = sorted.get(at);
            int to = sorted.get(last);
            text.append(text.isEmpty() ? "" : ", ").append(from);
            if (to > from) {
                text.append(to == from + 1 ? ", " : "-").append(to);
            }
            at = last + 1;
        }
        return text.toString();
    }
}
