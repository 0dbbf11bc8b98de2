package org.ttflight.host;

/** Who says how much memory there is. */
public enum CapacitySource {
    /** The table by card type; harvested cores may make it too high. */
    TABLE("table"),
    /** The operator's configuration. */
    CONFIGURATION("configuration"),
    /** A MemoryReporter CSV, the most exact. */
    CSV("csv"),
    /** Nobody. */
    UNKNOWN("unknown");

    private final String label;

    CapacitySource(String label) {
        this.label = label;
    }

    /** Returns the name in views and documents. */
    public String label() {
        return label;
    }
}
