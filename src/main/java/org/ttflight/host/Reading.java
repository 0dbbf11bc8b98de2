package org.ttflight.host;

import org.jspecify.annotations.Nullable;

/**
 * One value that was read, or why there is none.
 *
 * @param quality what it is worth
 * @param value in the unit of its {@link Sensor}; null unless the quality is {@link Quality#OK}
 * @param detail what exactly was wrong, for people: the text that was read, or the system's
 *     message; null if the quality says it all
 */
public record Reading(Quality quality, @Nullable Double value, @Nullable String detail) {
    /** Not offered. */
    public static final Reading ABSENT = new Reading(Quality.ABSENT, null, null);

    /** Not returned in time. */
    public static final Reading BLOCKED = new Reading(Quality.BLOCKED, null, null);

    /** Too old. */
    public static final Reading STALE = new Reading(Quality.STALE, null, null);

    /** Checks that exactly a good reading has a number. */
    public Reading {
        if ((value != null) != (quality == Quality.OK)) {
            throw new IllegalArgumentException(quality + " with " + value);
        }
    }

    /** Returns a good reading. */
    public static Reading of(double value) {
        return new Reading(Quality.OK, value, null);
    }

    /** Returns a reading without a number. */
    public static Reading bad(Quality quality, String detail) {
        return new Reading(quality, null, detail);
    }

    /** Returns the value without its fraction, or null if there is none. */
    public @Nullable Long whole() {
        return value == null ? null : Long.valueOf(value.longValue());
    }
}
