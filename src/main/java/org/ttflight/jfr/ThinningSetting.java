package org.ttflight.jfr;

import java.util.Set;
import jdk.jfr.SettingControl;
import org.jspecify.annotations.Nullable;

/**
 * A setting whose smallest value records the most, and so is what several recordings together get.
 *
 * <p>JFR makes one instance for each event and setting, and asks it from {@code commit()}; it would
 * ask again for each {@code shouldCommit()}, so never call that one. A text that makes no sense is
 * passed over: JFR must not see us throw.
 */
abstract class ThinningSetting extends SettingControl {
    /*
     * JDK 17 throws the answer of combine() away and calls setValue(null) instead (a return is
     * missing in its Control class); for a set of values that it has seen before, it does so even
     * without a call of combine(). So the last answer is kept for the first case, and the smallest
     * ever given for the second: no recording may get less than it asked for.
     */
    private static final long NONE = -1;

    private final long everything;
    private volatile long value;
    private long combined = NONE;
    private long smallest = Long.MAX_VALUE;

    /**
     * @param everything the value that records everything, which is the default
     */
    ThinningSetting(long everything) {
        this.everything = everything;
        this.value = everything;
    }

    /**
     * Returns the number that the text stands for, not below the value that records everything.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    abstract long parse(String text);

    /** Returns the smallest of those that make sense. */
    @Override
    public final synchronized String combine(Set<String> values) {
        long least = Long.MAX_VALUE;
        for (String text : values) {
            least = Math.min(least, parse(text, Long.MAX_VALUE));
        }
        combined = least == Long.MAX_VALUE ? everything : least;
        smallest = Math.min(smallest, combined);
        return Long.toString(combined);
    }

    /** Makes it this; without a value, what was combined. */
    @Override
    public final synchronized void setValue(@Nullable String text) {
        if (text != null) {
            value = parse(text, value);
        } else if (combined != NONE) {
            value = combined;
        } else {
            value = smallest == Long.MAX_VALUE ? everything : smallest;
        }
        combined = NONE;
        changed();
    }

    private long parse(String text, long otherwise) {
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            return otherwise;
        }
    }

    /** Called whenever JFR sets the value, be it the same as before. */
    void changed() {}

    /** Returns what is in force. */
    @Override
    public final String getValue() {
        return Long.toString(value);
    }

    final long value() {
        return value;
    }
}
