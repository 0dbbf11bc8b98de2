package org.ttflight.jfr;

/**
 * The setting {@code oneIn}: of each n events that come this far the last is recorded.
 *
 * <p>Counts, and does not draw lots, so that the number of events times n is the number of buffers.
 * Counting starts anew whenever JFR sets the value, as it does when a recording begins or ends;
 * that may race with the writer's thread, which counts one event more or less then.
 */
final class OneIn extends ThinningSetting {
    private long passed;

    /** For JFR. */
    OneIn() {
        super(1);
    }

    @Override
    long parse(String text) {
        long number = Long.parseLong(text.strip());
        if (number < 1) {
            throw new IllegalArgumentException("must be at least 1, but is " + number);
        }
        return number;
    }

    @Override
    void changed() {
        passed = 0;
    }

    boolean accepts() {
        if (++passed < value()) {
            return false;
        }
        passed = 0;
        return true;
    }
}
