package org.ttflight.jmc;

import org.jspecify.annotations.Nullable;

/**
 * What a rule makes of a recording.
 *
 * @param score 0 to 100: below 25 all is well, from 75 on it is a warning; -1 if the rule has
 *     nothing to go by
 * @param summary one line
 * @param explanation what was found, with figures; null if the summary says all
 * @param solution what to do next; null if nothing
 */
record Finding(
        double score, String summary, @Nullable String explanation, @Nullable String solution) {
    static final double INFO = 25;
    static final double WARNING = 75;
    static final double MOST = 100;

    static Finding well(String summary) {
        return new Finding(0, summary, null, null);
    }

    /** The recording does not have what the rule needs. */
    static Finding notApplicable(String summary, @Nullable String solution) {
        return new Finding(-1, summary, null, solution);
    }
}
