package org.ttflight.query;

import java.util.List;
import java.util.Locale;

/**
 * How rows are written: as CSV by RFC 4180, but with line feeds alone.
 *
 * @param hasHeader whether the first line has the names
 * @param hasUnits whether units stand behind names and values
 */
public record CsvFormat(boolean hasHeader, boolean hasUnits) {
    /** With header and units. */
    public static final CsvFormat USUAL = new CsvFormat(true, true);

    /**
     * Reads what {@code --format} says.
     *
     * @throws IllegalArgumentException if that is anything but {@code csv} with {@code noheader} or
     *     {@code nounits}
     */
    public static CsvFormat parse(String text) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).replace(" ", "").split(",", -1));
        if (!words.get(0).equals("csv")
                || !List.of("csv", "noheader", "nounits").containsAll(words)) {
            throw new IllegalArgumentException(
                    "--format must be csv[,noheader][,nounits], but is '" + text + "'");
        }
        return new CsvFormat(!words.contains("noheader"), !words.contains("nounits"));
    }
}
