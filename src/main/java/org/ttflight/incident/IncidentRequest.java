package org.ttflight.incident;

import org.jspecify.annotations.Nullable;

/**
 * What a request in text asks for.
 *
 * @param name the incident whose summary is wanted; null for the list of all
 */
public record IncidentRequest(@Nullable String name) {
    /** The first word of a request. */
    public static final String NAME = "incidents";

    /** What a request looks like. */
    public static final String SYNTAX = NAME + " [name=NAME]";

    /** Asks for the list. */
    public static final IncidentRequest ALL = new IncidentRequest(null);

    private static final String OPTION = "name=";

    /** Returns the request as a line without an end. */
    public String line() {
        return name == null ? NAME : NAME + " " + OPTION + name;
    }

    /**
     * Returns what this line asks for.
     *
     * @throws IllegalArgumentException if it makes no sense; the message says what is wrong
     */
    public static IncidentRequest parse(String line) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length == 1) {
            return ALL;
        }
        if (words.length > 2 || !words[1].startsWith(OPTION)) {
            throw new IllegalArgumentException(
                    "'" + words[1] + "' is not an option; expected '" + SYNTAX + "'");
        }
        return new IncidentRequest(words[1].substring(OPTION.length()));
    }
}
