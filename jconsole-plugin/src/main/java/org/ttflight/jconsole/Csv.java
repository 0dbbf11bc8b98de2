package org.ttflight.jconsole;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tables as RFC 4180 has them. Text that a spreadsheet would take for a formula gets an apostrophe
 * in front: names of processes come from anywhere.
 */
final class Csv {
    private static final String END_OF_LINE = "\r\n";
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

    private Csv() {}

    /** Returns the whole table, its header first. */
    static String of(List<String> header, List<List<String>> rows) {
        StringBuilder text = new StringBuilder(line(header));
        for (List<String> row : rows) {
            text.append(line(row));
        }
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + END_OF_LINE;
    }

    static String cell(String text) {
        String safe = isFormula(text) ? "'" + text : text;
        boolean needsQuotes =
                safe.chars().anyMatch(each -> each == ',' || each == '"' || each < ' ')
                        || !safe.equals(safe.strip());
        return needsQuotes ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty()
                && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
    }
}
