package org.ttflight.host;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a small file holds, or why it cannot be told.
 *
 * @param text all of it, as it stands; null if it could not be read
 * @param failure why not; null if there is a text
 */
record FileText(@Nullable String text, @Nullable Reading failure) {
    /** There is no such file. */
    static final FileText ABSENT = new FileText(null, Reading.ABSENT);

    static FileText of(String text) {
        return new FileText(text, null);
    }

    static FileText unreadable(String detail) {
        return new FileText(null, Reading.bad(Quality.UNREADABLE, detail));
    }

    /** Returns what the decoder makes of the text, or the failure. */
    Reading decode(Function<String, Reading> decoder) {
        if (text != null) {
            return decoder.apply(text);
        }
        return failure == null ? Reading.ABSENT : failure;
    }

    /** Returns the text without blanks and line ends around it; null if that leaves nothing. */
    @Nullable String word() {
        if (text == null) {
            return null;
        }
        String word = text.strip();
        return word.isEmpty() ? null : word;
    }
}
