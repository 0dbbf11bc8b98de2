package org.ttflight.screen;

import org.jspecify.annotations.Nullable;

/** Numbers as people read them. Made by hand, as {@code String.format} is slow to start. */
public final class Amount {
    /** What is shown where nobody knows. */
    public static final String UNKNOWN = "N/A";

    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB"};

    private Amount() {}

    /** Returns bytes with one decimal, such as {@code 12.5 MiB}. */
    public static String bytes(@Nullable Long bytes) {
        if (bytes == null) {
            return UNKNOWN;
        }
        if (bytes < 1024) {
            return bytes + " B";
        }
        int at = 0;
        long unit = 1024;
        long tenths = tenths(bytes, unit);
        while (tenths >= 10_240 && at < UNITS.length - 1) {
            at++;
            unit <<= 10;
            tenths = tenths(bytes, unit);
        }
        return tenths / 10 + "." + tenths % 10 + " " + UNITS[at];
    }

    /** Rounds half up. */
    private static long tenths(long bytes, long unit) {
        return bytes / unit * 10 + (bytes % unit * 10 + unit / 2) / unit;
    }

    /** Returns a whole percentage; 100% only where it is full, and 0% only where it is empty. */
    public static String percent(long used, long capacity) {
        double percent = 100.0 * used / capacity;
        return used > 0 && percent < 1 ? "<1%" : (long) percent + "%";
    }

    /** Returns a percentage with one decimal, rounded down like {@link #percent}. */
    public static String exactPercent(long used, long capacity) {
        long tenths = (long) (1000.0 * used / capacity);
        return used > 0 && tenths == 0 ? "<0.1%" : tenths / 10 + "." + tenths % 10 + "%";
    }

    /** Returns how alarming it is that so much is used. */
    public static Style alarm(long used, long capacity) {
        double share = (double) used / capacity;
        if (share >= 0.9) {
            return Style.RED;
        }
        return share >= 0.75 ? Style.YELLOW : Style.GREEN;
    }

    /** Returns a duration in its two largest units, such as {@code 2 h 5 min}. */
    public static String duration(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, " min", seconds % 60, " s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, " h", seconds % 3600 / 60, " min");
        }
        return two(seconds / 86_400, " d", seconds % 86_400 / 3600, " h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
    }

    /** Returns a count with its noun, such as {@code 1 process}. */
    public static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
