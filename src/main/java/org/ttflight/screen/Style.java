package org.ttflight.screen;

/** How a piece of text is painted. */
public enum Style {
    PLAIN(""),
    BOLD("\u001b[1m"),
    GREEN("\u001b[32m"),
    YELLOW("\u001b[33m"),
    RED("\u001b[31m"),
    REVERSE("\u001b[7m");

    /** Ends whatever style there is. */
    public static final String RESET = "\u001b[0m";

    private final String code;

    Style(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
