package org.ttflight.doctor;

/** What a finding is about; in the order of the report. */
public enum Area {
    DRIVER("driver", "Driver and devices"),
    PERMISSIONS("permissions", "Permissions"),
    SOCKET("socket", "Socket and daemon"),
    SHARED_MEMORY("sharedMemory", "Shared memory and containers"),
    TRACKING("tracking", "Tracking in programs"),
    JAVA("java", "Java"),
    JMX("jmx", "JMX and flight recorder"),
    RESOURCES("resources", "Resources");

    private final String label;
    private final String title;

    Area(String label, String title) {
        this.label = label;
        this.title = title;
    }

    /** Returns the name in documents. */
    public String label() {
        return label;
    }

    /** Returns the headline for people. */
    public String title() {
        return title;
    }
}
