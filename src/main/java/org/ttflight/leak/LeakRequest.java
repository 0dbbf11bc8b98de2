package org.ttflight.leak;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to look for, as a request in text asks for it.
 *
 * @param olderThanSeconds how long a buffer may live, and a process be idle; null for {@value
 *     #DEFAULT_OLDER_THAN_SECONDS}
 * @param sinceSeconds only what ended or went wrong in so many last seconds; null for all that is
 *     remembered
 * @param pid only this process; null for all
 * @param device only this device; null for all
 * @param limit so many findings of each kind at most
 */
public record LeakRequest(
        @Nullable Long olderThanSeconds,
        @Nullable Long sinceSeconds,
        @Nullable Integer pid,
        @Nullable Integer device,
        int limit) {
    /** The first word of a request. */
    public static final String NAME = "leaks";

    /**
     * Longer than a step of a training or the start of a program, and shorter than a person's
     * patience with a device that somebody else has forgotten to give back.
     */
    public static final long DEFAULT_OLDER_THAN_SECONDS = 600;

    /** How many findings of each kind are listed. */
    public static final int DEFAULT_LIMIT = 20;

    /** How many findings of each kind can be listed. */
    public static final int MAX_LIMIT = 10_000;

    /** What a request looks like. */
    public static final String SYNTAX =
            NAME + " [older-than=SECONDS] [since=SECONDS] [pid=N] [device=N] [limit=N]";

    /** The longest duration that can be asked for, some thirty years. */
    public static final long MAX_SECONDS = 1_000_000_000;

    /** Asks for everything. */
    public static final LeakRequest ALL = new LeakRequest(null, null, null, null, DEFAULT_LIMIT);

    /** Returns how long a buffer may live, in seconds. */
    public long ageSeconds() {
        Long given = olderThanSeconds;
        return given == null ? DEFAULT_OLDER_THAN_SECONDS : given;
    }

    /** Returns the same with what is usual in place of what was not said. */
    LeakRequest withLimitsStated() {
        return new LeakRequest(ageSeconds(), sinceSeconds, pid, device, limit);
    }

    /** Returns the request as a line without an end. */
    public String line() {
        StringBuilder line = new StringBuilder(NAME);
        append(line, "older-than", olderThanSeconds);
        append(line, "since", sinceSeconds);
        append(line, "pid", pid);
        append(line, "device", device);
        append(line, "limit", limit);
        return line.toString();
    }

    private static void append(StringBuilder line, String name, @Nullable Number value) {
        if (value != null) {
            line.append(' ').append(name).append('=').append(value);
        }
    }

    /**
     * Returns what this line asks for.
     *
     * @throws IllegalArgumentException if it makes no sense; the message says what is wrong
     */
    public static LeakRequest parse(String line) {
        String[] words = line.strip().split("\\s+", -1);
        LeakRequest request = ALL;
        Set<String> seen = new HashSet<>();
        for (int at = 1; at < words.length; at++) {
            int equals = words[at].indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "'" + words[at] + "' is not an option; expected '" + SYNTAX + "'");
            }
            String name = words[at].substring(0, equals);
            if (!seen.add(name)) {
                throw new IllegalArgumentException("option '" + name + "' is given twice");
            }
            request = request.with(name, words[at].substring(equals + 1));
        }
        return request;
    }

    private LeakRequest with(String name, String value) {
        return switch (name) {
            case "older-than" ->
                    new LeakRequest(
                            number(name, value, MAX_SECONDS), sinceSeconds, pid, device, limit);
            case "since" ->
                    new LeakRequest(
                            olderThanSeconds, number(name, value, MAX_SECONDS), pid, device, limit);
            case "pid" ->
                    new LeakRequest(
                            olderThanSeconds, sinceSeconds, integer(name, value), device, limit);
            case "device" ->
                    new LeakRequest(
                            olderThanSeconds, sinceSeconds, pid, integer(name, value), limit);
            case "limit" ->
                    new LeakRequest(
                            olderThanSeconds,
                            sinceSeconds,
                            pid,
                            device,
                            (int) number(name, value, MAX_LIMIT));
            default ->
                    throw new IllegalArgumentException(
                            "unknown option '" + name + "'; expected '" + SYNTAX + "'");
        };
    }

    private static int integer(String name, String value) {
        return (int) number(name, value, Integer.MAX_VALUE);
    }

    private static long number(String name, String value, long max) {
        try {
            long number = Long.parseLong(value);
            if (number >= 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new IllegalArgumentException(
                name + " must be a whole number from 0 to " + max + ", but is '" + value + "'");
    }
}
