package org.ttflight.cli;

import org.ttflight.leak.LeakRequest;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration such as {@code 90s}, {@code 10m}, {@code 2h} or {@code 1d}, as seconds. */
final class DurationWord implements ITypeConverter<Long> {
    @Override
    public Long convert(String word) {
        long unit =
                switch (word.isEmpty() ? ' ' : word.charAt(word.length() - 1)) {
                    case 's' -> 1;
                    case 'm' -> 60;
                    case 'h' -> 3600;
                    case 'd' -> 86_400;
                    default -> 0;
                };
        try {
            String number = unit == 0 ? "" : word.substring(0, word.length() - 1);
            long seconds = Math.multiplyExact(Long.parseLong(number), unit);
            if (seconds >= 0 && seconds <= LeakRequest.MAX_SECONDS) {
                return seconds;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // Said below.
        }
        throw new TypeConversionException(
                "expected a duration such as 90s, 10m, 2h or 1d, but got '" + word + "'");
    }
}
