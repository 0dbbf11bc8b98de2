package org.ttflight.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * One reading of a sensor.
 *
 * @param value null unless {@code quality} is {@code ok}
 * @param unit of the value, such as {@code °C}
 * @param quality what the reading is worth: ok, absent, stale, implausible, sentinel, blocked or
 *     unreadable
 * @param detail what exactly was wrong, for people; null if the quality says it all
 */
public record ReadingState(
        @Nullable Double value, String unit, String quality, @Nullable String detail) {}
