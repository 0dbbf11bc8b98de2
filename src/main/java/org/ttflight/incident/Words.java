package org.ttflight.incident;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostDevice;
import org.ttflight.snapshot.ByteCount;

/** How things are called in messages and summaries. */
final class Words {
    static final String UNKNOWN = "N/A";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private Words() {}

    static String title(HostDevice device) {
        String card = device.cardType();
        return "device " + device.ordinal() + (card == null ? "" : " (" + card + ")");
    }

    static String process(int pid, @Nullable String name) {
        return "process " + pid + (name == null ? "" : " (" + name + ")");
    }

    /** Returns bytes with one decimal, such as {@code 12.5 MiB}. */
    static String bytes(@Nullable Long bytes) {
        return bytes == null ? UNKNOWN : ByteCount.text(bytes);
    }

    /** Returns {@code 1.0 GiB of 4.0 GiB (25%)}, or what of it is known. */
    static String of(@Nullable Long used, @Nullable Long capacity) {
        if (used == null || capacity == null) {
            return bytes(used) + (capacity == null ? "" : " of " + bytes(capacity));
        }
        return bytes(used) + " of " + bytes(capacity) + " (" + percent(used, capacity) + ")";
    }

    static String percent(long used, long capacity) {
        return String.format(Locale.ROOT, "%.1f%%", 100.0 * used / capacity);
    }

    static String time(Instant time, ZoneId zone) {
        return TIME.format(time.atZone(zone));
    }

    static String clock(Instant time, ZoneId zone) {
        return CLOCK.format(time.atZone(zone));
    }

    /** Returns a number with at most two decimals. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /**
     * Returns a text that others chose on one line, fit to be read on a terminal: no control
     * characters, and nothing that turns the direction of writing.
     */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        point -> {
                            int type = Character.getType(point);
                            boolean isFine =
                                    type != Character.CONTROL
                                            && type != Character.FORMAT
                                            && type != Character.SURROGATE
                                            && type != Character.LINE_SEPARATOR
                                            && type != Character.PARAGRAPH_SEPARATOR;
                            clean.appendCodePoint(isFine ? point : '?');
                        });
        return clean.toString();
    }

    static @Nullable String cleanOrNull(@Nullable String text) {
        return text == null ? null : clean(text);
    }
}
