package org.ttflight.jconsole;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them. What is unknown is N/A, and what is not 0 never looks like it. */
final class Amounts {
    static final String UNKNOWN = "N/A";

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Amounts() {}

    /** Returns a size with one decimal, such as {@code 13.0 GiB}. */
    static String bytes(@Nullable Long bytes) {
        return bytes == null ? UNKNOWN : number(bytes, unit(bytes)) + " " + UNITS[unit(bytes)];
    }

    /** Returns used and capacity, such as {@code 13.0 / 31.9 GiB}. */
    static String bytes(@Nullable Long used, @Nullable Long capacity) {
        if (used == null || capacity == null) {
            return bytes(used) + " / " + bytes(capacity);
        }
        return used == 0 || unit(used) == unit(capacity)
                ? number(used, unit(capacity)) + " / " + bytes(capacity)
                : bytes(used) + " / " + bytes(capacity);
    }

    private static int unit(long bytes) {
        int unit = 0;
        for (long rest = bytes; rest >= 1024 && unit < UNITS.length - 1; rest >>= 10) {
            unit++;
        }
        return unit;
    }

    private static String number(long bytes, int unit) {
        return unit == 0 || bytes == 0
                ? String.valueOf(bytes)
                : String.format(Locale.ROOT, "%.1f", bytes / (double) (1L << (10 * unit)));
    }

    /** Returns the part that is used, or null if it cannot be known. */
    static @Nullable Double ratio(@Nullable Long used, @Nullable Long capacity) {
        return used == null || capacity == null || capacity <= 0
                ? null
                : Double.valueOf(used / (double) capacity);
    }

    /** Returns whole percent; only what is exactly 0 is 0 %, and only what is full 100 %. */
    static String percent(@Nullable Double ratio) {
        if (ratio == null) {
            return UNKNOWN;
        }
        long percent = Math.round(ratio * 100);
        if (percent == 0 && ratio > 0) {
            return "<1 %";
        }
        return percent == 100 && ratio < 1 ? ">99 %" : percent + " %";
    }

    /** Returns a figure with its unit, and its limit if there is one: {@code 43 °C of 83}. */
    static String withLimit(@Nullable Double value, String unit, @Nullable Double limit) {
        if (value == null) {
            return UNKNOWN;
        }
        String text = Math.round(value) + " " + unit;
        return limit == null ? text : text + " of " + Math.round(limit);
    }

    /** Returns a count; one that is negative is unknown. */
    static String count(int count) {
        return count < 0 ? UNKNOWN : String.valueOf(count);
    }

    /** Returns a number as files have it, without a unit; empty if unknown. */
    static String plain(@Nullable Number number) {
        return number == null ? "" : number.toString();
    }
}
