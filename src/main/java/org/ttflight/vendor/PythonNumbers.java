package org.ttflight.vendor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers as Python's formats and {@code hex} print them. */
final class PythonNumbers {
    static final String UNKNOWN = "N/A";

    private PythonNumbers() {}

    /**
     * Returns the number as {@code %width.decimalsf} prints it, padded with blanks on the left. The
     * exact binary value is rounded, halves to even: 0.745 has no exact form and is 0.74.
     */
    static String fixed(@Nullable Double value, int width, int decimals) {
        if (value == null) {
            return UNKNOWN;
        }
        String text =
                new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    /** Returns the whole number of this, divided and rounded down. */
    static String whole(@Nullable Double value, int divisor) {
        return value == null ? UNKNOWN : Long.toString((long) Math.floor(value / divisor));
    }

    /** Returns the hexadecimal number in lower case, such as {@code 0x2e6}. */
    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
