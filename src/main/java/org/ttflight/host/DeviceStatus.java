package org.ttflight.host;

/** How a device answers. */
public enum DeviceStatus {
    /** Its files are read once a second. */
    READABLE("readable"),
    /** A read has not returned for longer than the deadline: a reset, or a hang. */
    BLOCKED("blocked"),
    /** It has just appeared and was not read yet. */
    NEW("new");

    private final String label;

    DeviceStatus(String label) {
        this.label = label;
    }

    /** Returns the name in views and documents. */
    public String label() {
        return label;
    }
}
