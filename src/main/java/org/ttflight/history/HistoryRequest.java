package org.ttflight.history;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text request for the past, {@code history window=900 steps=90 device=0}.
 *
 * @param windowSeconds how long the window is that ends now
 * @param steps into how many steps at most it is cut
 * @param device only this one; null for all
 */
public record HistoryRequest(int windowSeconds, int steps, @Nullable Integer device) {
    /** The first word of the request. */
    public static final String NAME = "history";

    /** Into how many steps the window is cut if the request does not say. */
    public static final int DEFAULT_STEPS = 120;

    /** As many as are kept at any resolution. */
    public static final int MAX_STEPS = 1440;

    /** The request and its options, for a help text. */
    public static final String SYNTAX = "history window=SECONDS [steps=N] [device=N]";

    /**
     * @throws IllegalArgumentException if a number is out of range; the message says what is
     *     allowed
     */
    public HistoryRequest {
        check("window", windowSeconds, 1, History.KEPT_SECONDS);
        check("steps", steps, 1, MAX_STEPS);
        if (device != null) {
            check("device", device, 0, Integer.MAX_VALUE);
        }
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw wrong(name, String.valueOf(value), min, max);
        }
    }

    private static IllegalArgumentException wrong(String name, String value, int min, int max) {
        return new IllegalArgumentException(
                name
                        + " must be a whole number from "
                        + min
                        + " to "
                        + max
                        + ", but is '"
                        + value
                        + "'");
    }

    /**
     * Returns the request that this line is.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong and allowed
     */
    public static HistoryRequest parse(String line) {
        String[] words = line.strip().split("\\s+", -1);
        if (!words[0].equals(NAME)) {
            throw new IllegalArgumentException(
                    "expected '" + SYNTAX + "', but got '" + words[0] + "'");
        }
        Integer window = null;
        int steps = DEFAULT_STEPS;
        Integer device = null;
        Set<String> seen = new HashSet<>();
        for (int at = 1; at < words.length; at++) {
            int equals = words[at].indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "'" + words[at] + "' is not an option; expected '" + SYNTAX + "'");
            }
            String name = words[at].substring(0, equals);
            String value = words[at].substring(equals + 1);
            if (!seen.add(name)) {
                throw new IllegalArgumentException("option '" + name + "' is given twice");
            }
            switch (name) {
                case "window" -> window = number(name, value, 1, History.KEPT_SECONDS);
                case "steps" -> steps = number(name, value, 1, MAX_STEPS);
                case "device" -> device = number(name, value, 0, Integer.MAX_VALUE);
                default ->
                        throw new IllegalArgumentException(
                                "unknown option '" + name + "'; expected '" + SYNTAX + "'");
            }
        }
        if (window == null) {
            throw new IllegalArgumentException(
                    "window is missing: how many seconds; expected '" + SYNTAX + "'");
        }
        return new HistoryRequest(window, steps, device);
    }

    private static int number(String name, String value, int min, int max) {
        try {
            int number = Integer.parseInt(value);
            check(name, number, min, max);
            return number;
        } catch (NumberFormatException e) {
            throw wrong(name, value, min, max);
        }
    }

    /** Returns the line to send, without a line feed. */
    public String line() {
        return NAME
                + " window="
                + windowSeconds
                + " steps="
                + steps
                + (device == null ? "" : " device=" + device);
    }

    /** Returns what a history has to say to this. */
    public HistoryDocument answer(History history, Instant now) {
        return history.read(now, Duration.ofSeconds(windowSeconds), steps, device);
    }
}
