package org.ttflight.snapshot;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.MemoryType;

/**
 * The text request for single buffers, {@code buffers pid=4711 memory=L1 order=oldest limit=10}.
 */
public final class BufferRequest {
    /** The first word of the request. */
    public static final String NAME = "buffers";

    /** How many buffers are listed if the request does not say. */
    public static final int DEFAULT_LIMIT = 100;

    /** How many buffers a request may ask for. */
    public static final int MAX_LIMIT = 100_000;

    /** The request and its options, for a help text. */
    public static final String SYNTAX =
            "buffers [pid=N] [device=N] [memory=DRAM|L1|…] [order=largest|oldest] [limit=N]";

    private @Nullable Integer pid;
    private @Nullable Integer device;
    private @Nullable MemoryType type;
    private BufferQuery.Order order = BufferQuery.Order.LARGEST;
    private int limit = DEFAULT_LIMIT;

    private BufferRequest() {}

    /**
     * Returns the query that this line asks for; without options, the {@value #DEFAULT_LIMIT}
     * largest buffers.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong and allowed
     */
    public static BufferQuery parse(String line) {
        String[] words = line.strip().split("\\s+", -1);
        if (!words[0].equals(NAME)) {
            throw new IllegalArgumentException(
                    "expected '" + SYNTAX + "', but got '" + words[0] + "'");
        }
        BufferRequest request = new BufferRequest();
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
            request.set(name, words[at].substring(equals + 1));
        }
        return new BufferQuery(
                request.pid, request.device, request.type, request.order, request.limit);
    }

    private void set(String name, String value) {
        switch (name) {
            case "pid" -> pid = number(name, value, Integer.MAX_VALUE);
            case "device" -> device = number(name, value, Integer.MAX_VALUE);
            case "memory" -> type = MemoryType.ofLabel(value);
            case "limit" -> limit = number(name, value, MAX_LIMIT);
            case "order" ->
                    order =
                            switch (value.toLowerCase(Locale.ROOT)) {
                                case "largest" -> BufferQuery.Order.LARGEST;
                                case "oldest" -> BufferQuery.Order.OLDEST;
                                default ->
                                        throw new IllegalArgumentException(
                                                "order must be largest or oldest, but is '"
                                                        + value
                                                        + "'");
                            };
            default ->
                    throw new IllegalArgumentException(
                            "unknown option '" + name + "'; expected '" + SYNTAX + "'");
        }
    }

    private static int number(String name, String value, int max) {
        try {
            int number = Integer.parseInt(value);
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
