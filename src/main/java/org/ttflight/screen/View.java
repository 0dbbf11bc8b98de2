package org.ttflight.screen;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * How a screen shall look.
 *
 * @param width columns; no line is wider
 * @param zone whose clock the times are of
 */
public record View(int width, Glyphs glyphs, boolean hasColour, ZoneId zone) {
    /** Narrower screens are drawn this wide. */
    public static final int MIN_WIDTH = 40;

    /** Wider screens are drawn this wide. */
    public static final int MAX_WIDTH = 1000;

    /** Where nobody says how wide: a file, a pipe. */
    public static final int DEFAULT_WIDTH = 100;

    public View {
        width = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, width));
    }

    /** Returns the same for another width. */
    public View withWidth(int columns) {
        return new View(columns, glyphs, hasColour, zone);
    }

    /** Returns the text in this style. */
    public String paint(String text, Style style) {
        return hasColour && style != Style.PLAIN && !text.isEmpty()
                ? style.code() + text + Style.RESET
                : text;
    }

    /** Returns the time on the wall, such as {@code 2026-11-21 14:30:45}. */
    public String time(Instant time) {
        LocalDateTime local = LocalDateTime.ofInstant(time, zone);
        StringBuilder text = new StringBuilder(19);
        text.append(local.getYear());
        two(text, '-', local.getMonthValue());
        two(text, '-', local.getDayOfMonth());
        two(text, ' ', local.getHour());
        two(text, ':', local.getMinute());
        two(text, ':', local.getSecond());
        return text.toString();
    }

    private static void two(StringBuilder text, char separator, int number) {
        text.append(separator)
                .append((char) ('0' + number / 10))
                .append((char) ('0' + number % 10));
    }
}
