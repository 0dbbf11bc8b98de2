package org.ttflight.watch;

/** What can be looked at; the key of each is its number. */
enum Tab {
    DEVICES("Devices"),
    CHARTS("Charts"),
    TELEMETRY("Telemetry"),
    PROCESSES("Processes"),
    BUFFERS("Buffers");

    private final String title;

    Tab(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    char key() {
        return (char) ('1' + ordinal());
    }

    /** Returns whether rows are chosen one by one; else lines are scrolled. */
    boolean isList() {
        return this == DEVICES || this == PROCESSES || this == BUFFERS;
    }

    /** Returns whether the text filter applies. */
    boolean hasFilter() {
        return isList();
    }
}
