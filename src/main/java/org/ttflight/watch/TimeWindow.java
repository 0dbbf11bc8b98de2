package org.ttflight.watch;

import java.time.Duration;

/** How much time the charts show. */
enum TimeWindow {
    MINUTE(Duration.ofMinutes(1), "1 min"),
    FIVE_MINUTES(Duration.ofMinutes(5), "5 min"),
    QUARTER(Duration.ofMinutes(15), "15 min"),
    HOUR(Duration.ofHours(1), "1 h"),
    SIX_HOURS(Duration.ofHours(6), "6 h"),
    DAY(Duration.ofHours(24), "24 h");

    private final Duration duration;
    private final String label;

    TimeWindow(Duration duration, String label) {
        this.duration = duration;
        this.label = label;
    }

    Duration duration() {
        return duration;
    }

    String label() {
        return label;
    }

    TimeWindow shorter() {
        return values()[Math.max(0, ordinal() - 1)];
    }

    TimeWindow longer() {
        return values()[Math.min(values().length - 1, ordinal() + 1)];
    }
}
