package org.ttflight.incident;

import org.jspecify.annotations.Nullable;

/** What counts as an incident. */
public enum IncidentKind {
    /** Memory of a device reached a limit and goes on rising. */
    MEMORY_THRESHOLD("memory-threshold", "memory of a device reached a limit and rose further"),
    /** A device is gone. */
    DEVICE_LOST("device-lost", "a device is gone, or another chip has its place"),
    /** The firmware of a device gives no sign of life. */
    HEARTBEAT_STALLED("heartbeat-stalled", "the heartbeat of a device has stopped"),
    /** A chip was shut down by heat. */
    THERMAL_TRIP("thermal-trip", "a chip was shut down because of heat"),
    /** A process ended and had not released what it held. */
    PROCESS_DIED_WITH_MEMORY(
            "process-died-with-memory", "a process ended and had not released its memory"),
    /** The daemon met a bug of its own. */
    DAEMON_ERROR("daemon-error", "an error of the daemon itself");

    private final String label;
    private final String description;

    IncidentKind(String label, String description) {
        this.label = label;
        this.description = description;
    }

    /** Returns the name in files, documents and events. */
    public String label() {
        return label;
    }

    /** Returns a few words for people, without a capital or a full stop. */
    public String description() {
        return description;
    }

    /** Returns the kind with this label, or null: the file may be of another version. */
    public static @Nullable IncidentKind ofLabel(String label) {
        for (IncidentKind kind : values()) {
            if (kind.label.equals(label)) {
                return kind;
            }
        }
        return null;
    }
}
