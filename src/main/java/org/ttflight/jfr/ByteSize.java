package org.ttflight.jfr;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes as people write it: {@code 4096}, {@code 4 kB}, {@code 1MB}, {@code 2GiB}. */
final class ByteSize {
    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,18})\\s*([kmgt]?)(i?b)?", Pattern.CASE_INSENSITIVE);

    private ByteSize() {}

    /**
     * Returns the bytes; k, M, G and T are powers of 1024, as in the options of JFR itself.
     *
     * @throws IllegalArgumentException if the text is something else, negative or too large
     */
    static long parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "not a size: '" + text + "'; use a number and B, kB, MB or GB");
        }
        long number = Long.parseLong(matcher.group(1));
        int shift =
                switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
                    case "k" -> 10;
                    case "m" -> 20;
                    case "g" -> 30;
                    case "t" -> 40;
                    default -> 0;
                };
        if (number > Long.MAX_VALUE >> shift) {
            throw new IllegalArgumentException("size too large: '" + text + "'");
        }
        return number << shift;
    }
}
