package org.ttflight.report;

/** A file is no report that we know. The message says why, in words for people. */
final class ReportFormatException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_QUOTE = 60;

    ReportFormatException(String message) {
        super(message);
    }

    ReportFormatException(int line, String message, String text) {
        super("line " + line + ": " + message + ": '" + quote(text) + "'");
    }

    /** Foreign bytes must not reach a terminal as they are. */
    private static String quote(String text) {
        StringBuilder quote = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            if (at == LONGEST_QUOTE) {
                return quote.append("...").toString();
            }
            char character = text.charAt(at);
            quote.append(character < ' ' || character > '~' ? '?' : character);
        }
        return quote.toString();
    }
}
