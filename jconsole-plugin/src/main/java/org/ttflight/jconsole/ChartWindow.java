package org.ttflight.jconsole;

/** How much of the past charts show. */
enum ChartWindow {
    MINUTE("1 min", 60, 60, "HH:mm:ss"),
    TEN_MINUTES("10 min", 600, 300, "HH:mm:ss"),
    HOUR("1 h", 3600, 360, "HH:mm"),
    SIX_HOURS("6 h", 6 * 3600, 360, "HH:mm"),
    DAY("24 h", 24 * 3600, 480, "HH:mm");

    private final String label;
    private final int seconds;
    private final int steps;
    private final String timePattern;

    ChartWindow(String label, int seconds, int steps, String timePattern) {
        this.label = label;
        this.seconds = seconds;
        this.steps = steps;
        this.timePattern = timePattern;
    }

    String label() {
        return label;
    }

    int seconds() {
        return seconds;
    }

    /** Returns into how many steps the daemon's memory of it is cut. */
    int steps() {
        return steps;
    }

    /** Returns how the times below a chart are written. */
    String timePattern() {
        return timePattern;
    }
}
