package org.ttflight.jfr;

import java.util.Set;
import jdk.jfr.SettingControl;

/**
 * The setting {@code oneIn}: of each n events that come this far the last is recorded.
 *
 * <p>Counts, and does not draw lots, so that the number of events times n is the number of buffers.
 * Confined to the writer's thread but for the setting itself; see {@link MinimumSize}.
 */
final class OneIn extends SettingControl {
    private static final String DEFAULT = "1";

    private volatile long every = 1;
    private long passed;

    /** For JFR. */
    OneIn() {}

    /** Returns the smallest; a text that makes no sense is not counted. */
    @Override
    public String combine(Set<String> values) {
        return LeastRestrictive.of(values, OneIn::parse, DEFAULT);
    }

    /** Makes it this; a text that makes no sense changes nothing. */
    @Override
    public void setValue(String value) {
        every = LeastRestrictive.parse(value, OneIn::parse, every);
    }

    /** Returns what is in force. */
    @Override
    public String getValue() {
        return Long.toString(every);
    }

    private static long parse(String text) {
        long number = Long.parseLong(text.strip());
        if (number < 1) {
            throw new IllegalArgumentException("must be at least 1, but is " + number);
        }
        return number;
    }

    boolean accepts() {
        if (++passed < every) {
            return false;
        }
        passed = 0;
        return true;
    }
}
