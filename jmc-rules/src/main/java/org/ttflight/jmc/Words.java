package org.ttflight.jmc;

import java.util.Collection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.IDisplayable;
import org.openjdk.jmc.common.unit.UnitLookup;

/** How figures look in a result: as JDK Mission Control itself shows such quantities. */
final class Words {
    /** JDK Mission Control takes texts for HTML, and braces for its placeholders. */
    private static final Pattern STRANGE = Pattern.compile("[^\\p{L}\\p{N} ._,:;/+@()\\[\\]-]");

    private static final int MOST_ITEMS = 5;

    private Words() {}

    /** Returns an amount; {@link Row#UNKNOWN} is no number. */
    static String bytes(long bytes) {
        return bytes < 0
                ? "an unknown amount"
                : UnitLookup.BYTE.quantity(bytes).displayUsing(IDisplayable.AUTO);
    }

    /** Returns a time span; {@link Row#UNKNOWN} is no number. */
    static String span(long nanos) {
        return nanos < 0
                ? "an unknown time"
                : UnitLookup.NANOSECOND.quantity(nanos).displayUsing(IDisplayable.AUTO);
    }

    static String time(long epochNanos) {
        return UnitLookup.EPOCH_NS.quantity(epochNanos).displayUsing(IDisplayable.AUTO);
    }

    static String percent(double ratio) {
        return UnitLookup.PERCENT_UNITY.quantity(ratio).displayUsing(IDisplayable.AUTO);
    }

    /** Returns {@code 1 buffer} or {@code 2 buffers}; {@link Row#UNKNOWN} is no number. */
    static String count(long number, String noun) {
        return (number < 0 ? "an unknown number of" : number)
                + " "
                + noun
                + (number == 1 ? "" : "s");
    }

    /** Returns what a program or a file said of itself so that it cannot be taken for markup. */
    static String foreign(@Nullable String text) {
        return text == null ? "unknown" : STRANGE.matcher(text).replaceAll("_");
    }

    /** Returns the first few, and how many more there are. */
    static String list(Collection<String> items) {
        String few = String.join("; ", items.stream().limit(MOST_ITEMS).toList());
        int rest = items.size() - MOST_ITEMS;
        return rest > 0 ? few + "; and " + rest + " more" : few;
    }
}
