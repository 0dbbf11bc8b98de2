package org.ttflight.recording;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ttflight.recording.RecordingReport.Suspect;
import org.ttflight.snapshot.ByteCount;

/** Amounts as people read them. */
public final class Words {
    private Words() {}

    /** Returns bytes such as {@code 12.5 MiB}; {@code unknown} for null. */
    public static String bytes(@Nullable Long bytes) {
        return bytes == null ? "unknown" : bytes(bytes.longValue());
    }

    /** Returns bytes such as {@code 12.5 MiB}. */
    public static String bytes(long bytes) {
        return ByteCount.text(bytes);
    }

    /** Returns bytes such as {@code 12.5 MiB}; of a mean, or of a rate. */
    public static String bytes(double bytes) {
        return ByteCount.text(Math.round(bytes));
    }

    /** Returns a count such as {@code 1,234,567}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Returns a time span in its two largest units, such as {@code 2 h 5 min}. */
    public static String duration(long millis) {
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(
                    Locale.ROOT, millis % 1000 == 0 ? "%.0f s" : "%.1f s", millis / 1e3);
        }
        long seconds = millis / 1000;
        if (seconds < 3600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /** Returns what a suspect is suspected of. */
    public static String of(Suspect suspect) {
        String used = Words.bytes(suspect.used());
        Long growth = suspect.growthPerSecond();
        if (growth != null) {
            return "may leak "
                    + (suspect.memory() == null ? "memory" : suspect.memory())
                    + ": holds "
                    + used
                    + " and grows by "
                    + bytes(growth)
                    + " a second";
        }
        Long idle = suspect.idleMillis();
        return "holds " + used + (idle == null ? "" : " and has been idle for " + duration(idle));
    }
}
