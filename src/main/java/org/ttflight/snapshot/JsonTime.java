package org.ttflight.snapshot;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads a time as we write it: {@code 2026-11-21T14:30:45.123456Z}, the fraction of any length or
 * none. {@link Instant#parse} reads the same and more, but makes ready a hundred classes first,
 * which whoever waits for a screen notices; it is asked for whatever else a document has.
 */
final class JsonTime {
    private static final int SECONDS_END = 19;
    private static final int NANOS_DIGITS = 9;

    private JsonTime() {}

    /**
     * @throws DateTimeException if that is no time
     */
    static Instant parse(String text) {
        if (!isUsual(text)) {
            return Instant.parse(text);
        }
        LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS_END);
        if (hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text); // it knows what midnight and leap seconds may look like
        }
        int nanos = 0;
        int digits = Math.max(0, text.length() - SECONDS_END - 2);
        if (digits > 0) {
            nanos = number(text, SECONDS_END + 1, text.length() - 1);
            for (int at = digits; at < NANOS_DIGITS; at++) {
                nanos *= 10;
            }
        }
        long seconds = date.toEpochDay() * 86_400L + hour * 3_600L + minute * 60L + second;
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private static boolean isUsual(String text) {
        int length = text.length();
        if (length <= SECONDS_END
                || length > SECONDS_END + 2 + NANOS_DIGITS
                || length == SECONDS_END + 2) {
            return false;
        }
        for (int at = 0; at < length; at++) {
            char expected = expected(at, length);
            char found = text.charAt(at);
            boolean fits = expected == '0' ? found >= '0' && found <= '9' : found == expected;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** Returns what has to stand there; 0 for any digit. */
    private static char expected(int at, int length) {
        if (at == length - 1) {
            return 'Z';
        }
        return switch (at) {
            case 4, 7 -> '-';
            case 10 -> 'T';
            case 13, 16 -> ':';
            case SECONDS_END -> '.';
            default -> '0';
        };
    }

    private static int number(String text, int from, int end) {
        int number = 0;
        for (int at = from; at < end; at++) {
            number = number * 10 + (text.charAt(at) - '0');
        }
        return number;
    }
}
