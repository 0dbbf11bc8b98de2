package org.ttflight.history;

/** How fine the past is kept, and for how long; the finest first. */
enum Resolution {
    /** A quarter of an hour. */
    SECONDS(1, 900),
    /** Two hours. */
    TENS(10, 720),
    /** A day. */
    MINUTES(60, 1440);

    private final int stepSeconds;
    private final int steps;

    Resolution(int stepSeconds, int steps) {
        this.stepSeconds = stepSeconds;
        this.steps = steps;
    }

    int stepSeconds() {
        return stepSeconds;
    }

    /** Returns how many steps are kept. */
    int steps() {
        return steps;
    }

    /** Returns the finest one that reaches so far back; the coarsest one if none does. */
    static Resolution reaching(long seconds) {
        for (Resolution resolution : values()) {
            if (seconds <= (long) resolution.stepSeconds * resolution.steps) {
                return resolution;
            }
        }
        return MINUTES;
    }
}
