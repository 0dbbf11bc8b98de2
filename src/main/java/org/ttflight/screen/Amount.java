package org.ttflight.screen;

import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.ByteCount;

/** Numbers as people read them. Made by hand, as {@code String.format} is slow to start. */
public final class Amount {
    /** What is shown where nobody knows. */
    public static final String UNKNOWN = "N/A";

    private Amount() {}

    /** Returns bytes with one decimal, such as {@code 12.5 MiB}. */
    public static String bytes(@Nullable Long bytes) {
        return bytes == null ? UNKNOWN : ByteCount.text(bytes);
    }

    /** Returns the same where there is little room, as {@code ls -h} does: {@code 12.5M}. */
    public static String brief(@Nullable Long bytes) {
        return bytes == null ? UNKNOWN : ByteCount.brief(bytes);
    }

    /** Returns a number with up to three decimals, such as {@code 0.795} or {@code 45}. */
    public static String decimal(double value) {
        long thousandths = Math.round(Math.abs(value) * 1000);
        StringBuilder text = new StringBuilder(value < 0 && thousandths > 0 ? "-" : "");
        text.append(thousandths / 1000);
        int rest = (int) (thousandths % 1000);
        if (rest > 0) {
            text.append('.').append((char) ('0' + rest / 100));
            if (rest % 100 > 0) {
                text.append((char) ('0' + rest / 10 % 10));
            }
            if (rest % 10 > 0) {
                text.append((char) ('0' + rest % 10));
            }
        }
        return text.toString();
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
