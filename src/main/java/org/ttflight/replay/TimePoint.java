package org.ttflight.replay;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A moment of a recording as people type it: {@code 03:00} or {@code 03:00:30} for the first such
 * time of day in it, {@code +10m} after its start, or a whole date and time.
 */
public final class TimePoint {
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final String word;
    private final @Nullable Duration afterStart;
    private final @Nullable LocalTime ofDay;
    private final @Nullable LocalDateTime local;
    private final @Nullable Instant instant;

    private TimePoint(
            String word,
            @Nullable Duration afterStart,
            @Nullable LocalTime ofDay,
            @Nullable LocalDateTime local,
            @Nullable Instant instant) {
        this.word = word;
        this.afterStart = afterStart;
        this.ofDay = ofDay;
        this.local = local;
        this.instant = instant;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none; the message says what would be
     */
    public static TimePoint parse(String word) {
        try {
            if (word.startsWith("+")) {
                return new TimePoint(word, duration(word.substring(1)), null, null, null);
            }
            if (word.length() <= 8 && word.contains(":")) {
                return new TimePoint(word, null, LocalTime.parse(word), null, null);
            }
            String iso = word.replace(' ', 'T');
            boolean hasZone = iso.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)");
            return hasZone
                    ? new TimePoint(word, null, null, null, OffsetDateTime.parse(iso).toInstant())
                    : new TimePoint(word, null, null, LocalDateTime.parse(iso), null);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "expected a time such as 03:00, 03:00:30, +10m (after the start) or"
                            + " 2026-11-21T03:00:30, but got '"
                            + word
                            + "'",
                    e);
        }
    }

    /** Reads such as {@code 90s}, {@code 10m}, {@code 1h30m} or {@code 1d}. */
    private static Duration duration(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        int day = upper.indexOf('D');
        String days = day < 0 ? "" : upper.substring(0, day + 1);
        String rest = day < 0 ? upper : upper.substring(day + 1);
        return Duration.parse("P" + days + (rest.isEmpty() && day >= 0 ? "" : "T" + rest));
    }

    /**
     * Returns which moment of a recording that is.
     *
     * @throws IllegalArgumentException if it lies outside of it; the message says what it has
     */
    public Instant in(Instant start, Instant end, ZoneId zone) {
        Instant found;
        if (afterStart != null) {
            found = start.plus(afterStart);
        } else if (ofDay != null) {
            ZonedDateTime begin = start.atZone(zone);
            ZonedDateTime same = begin.with(ofDay);
            // A recording that begins at 03:00:00.2 has a 03:00.
            boolean isBefore = same.plusSeconds(1).isBefore(begin);
            found = (isBefore ? same.plusDays(1) : same).toInstant();
        } else if (local != null) {
            found = local.atZone(zone).toInstant();
        } else {
            found = instant == null ? start : instant;
        }
        if (found.isBefore(start.minusSeconds(1)) || found.isAfter(end.plusSeconds(1))) {
            throw new IllegalArgumentException(
                    "'"
                            + word
                            + "' is not in the recording, which is from "
                            + shown(start, zone)
                            + " to "
                            + shown(end, zone));
        }
        return found.isBefore(start) ? start : found.isAfter(end) ? end : found;
    }

    /** Returns a time as people read it, to the second. */
    static String shown(Instant time, ZoneId zone) {
        return SHOWN.format(time.atZone(zone));
    }
}
