package org.ttflight.host;

/**
 * What the texts of the driver's files mean.
 *
 * <p>A chip that does not answer reads as 32 set bits, without any error. The driver scales them
 * like a value, in 32 bits, so they look different in each file: a {@code sentinel} is the exact
 * number that the driver's arithmetic makes of them. Source: tt-kmd 2.10, telemetry.c.
 */
final class Decoding {
    /** All bits set, where the driver does not scale. */
    static final long ALL_ONES = 0xFFFF_FFFFL;

    /** As much of a wrong text as anybody wants to see. */
    private static final int SHOWN = 40;

    private static final long NOT_A_NUMBER = Long.MIN_VALUE;
    private static final int MOST_DIGITS = 18;

    /** Milli-degrees come from 16.16 fixed point, unsigned, so those below 0 are near the top. */
    private static final long TEMPERATURE_RANGE = 65_536_000;

    private static final long TEMPERATURE_SENTINEL = TEMPERATURE_RANGE - 1;

    /** A lane width of six set bits, as the register reads when the device is off the bus. */
    private static final long WIDTH_SENTINEL = 63;

    private static final int MOST_LANES = 32;
    private static final String SPEED_UNIT = " GT/s";
    private static final double SLOWEST = 2.5;
    private static final double FASTEST = 128;
    private static final String TOTAL = "TOTAL_ERR_";

    private Decoding() {}

    /**
     * Decodes a whole number.
     *
     * @param divisor makes the sensor's unit out of the file's
     * @param sentinel what the file has when all bits are set
     * @param most in the sensor's unit; more is implausible, and so is less than 0
     */
    static Reading number(String text, double divisor, long sentinel, double most) {
        long number = parse(text);
        if (number == NOT_A_NUMBER) {
            return noNumber(text);
        }
        if (number == sentinel) {
            return Reading.bad(Quality.SENTINEL, text.strip());
        }
        return plausible(text, number / divisor, 0, most);
    }

    /** Decodes {@code temp1_input}, in thousandths of a degree. */
    static Reading temperature(String text, double least, double most) {
        long number = parse(text);
        if (number == NOT_A_NUMBER) {
            return noNumber(text);
        }
        if (number == TEMPERATURE_SENTINEL) {
            return Reading.bad(Quality.SENTINEL, text.strip());
        }
        boolean isNegative = number >= TEMPERATURE_RANGE / 2 && number < TEMPERATURE_RANGE;
        long signed = isNegative ? number - TEMPERATURE_RANGE : number;
        return plausible(text, signed / 1000.0, least, most);
    }

    /** Decodes {@code fan1_input}: firmware that leaves the fan alone sets all bits. */
    static Reading fan(String text, double most) {
        Reading reading = number(text, 1, ALL_ONES, most);
        return reading.quality() == Quality.SENTINEL
                ? Reading.bad(Quality.ABSENT, "not controlled by the firmware")
                : reading;
    }

    /** Decodes a 32-bit counter, of which every number but all ones is good. */
    static Reading counter(String text) {
        return number(text, 1, ALL_ONES, ALL_ONES);
    }

    /** Decodes {@code 16.0 GT/s PCIe}, or the {@code 8 GT/s} of older kernels. */
    static Reading linkSpeed(String text) {
        int unit = text.indexOf(SPEED_UNIT);
        if (unit < 0) {
            return noNumber(text);
        }
        try {
            return plausible(text, Double.parseDouble(text.substring(0, unit)), SLOWEST, FASTEST);
        } catch (NumberFormatException e) {
            return noNumber(text);
        }
    }

    /** Decodes a number of lanes. */
    static Reading linkWidth(String text) {
        Reading reading = number(text, 1, WIDTH_SENTINEL, MOST_LANES);
        Double lanes = reading.value();
        return lanes != null && lanes < 1 ? Reading.bad(Quality.IMPLAUSIBLE, shown(text)) : reading;
    }

    /** Decodes a list of errors by its total: one error counts under several names. */
    static Reading errors(String text) {
        int line = text.startsWith(TOTAL) ? 0 : text.indexOf('\n' + TOTAL) + 1;
        if (line == 0 && !text.startsWith(TOTAL)) {
            return text.isBlank()
                    ? noNumber(text)
                    : Reading.bad(Quality.UNREADABLE, "no line " + TOTAL);
        }
        int end = text.indexOf('\n', line);
        String total = end < 0 ? text.substring(line) : text.substring(line, end);
        long number = parse(total.substring(total.indexOf(' ') + 1));
        return number < 0 ? noNumber(total) : Reading.of((double) number);
    }

    private static Reading plausible(String text, double value, double least, double most) {
        return value >= least && value <= most
                ? Reading.of(value)
                : Reading.bad(Quality.IMPLAUSIBLE, shown(text));
    }

    private static Reading noNumber(String text) {
        return Reading.bad(Quality.UNREADABLE, text.isBlank() ? "empty" : shown(text));
    }

    /** Returns the beginning of a text, as one line that a terminal can show. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        String stripped = text.strip();
        for (int at = 0; at < stripped.length() && at < SHOWN; at++) {
            char c = stripped.charAt(at);
            shown.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return stripped.length() > SHOWN ? shown + "…" : shown.toString();
    }

    /** Parses decimal digits, perhaps with a minus before and blanks around them. */
    private static long parse(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        int start = 0;
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        boolean isNegative = start < end && text.charAt(start) == '-';
        if (isNegative) {
            start++;
        }
        if (start == end || end - start > MOST_DIGITS) {
            return NOT_A_NUMBER;
        }
        long number = 0;
        for (int at = start; at < end; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return NOT_A_NUMBER;
            }
            number = number * 10 + digit;
        }
        return isNegative ? -number : number;
    }
}
