package org.ttflight.snapshot;

/** How much is known of what a process holds, and why. */
public enum Tracking {
    /** It reports every buffer on the socket. */
    REPORTING("Connected", "reports every buffer"),
    /** It reports, but the kernel does not vouch for its pid. */
    REPORTING_UNVERIFIED(
            "Connected, pid not verified", "reports every buffer; its pid is only its own claim"),
    /** It has a slot in tt-metal's shared memory. */
    SHARED_MEMORY("Shared memory", "totals only, from tt-metal's shared memory"),
    /** It has a slot in shared memory, but it cannot be told whether it is alive. */
    SHARED_MEMORY_UNVERIFIED(
            "Shared memory, not verified",
            "totals only; it runs in another pid namespace, so it may be gone"),
    /** It has a device open, and neither a connection nor a slot. */
    DISABLED(
            "Tracking disabled",
            "has a device open but reports nothing: tracking is off"
                    + " (TT_METAL_SHM_TRACKING_DISABLED), or it is no tt-metal program"),
    /** It has a device open; shared memory is there, but we may not read it. */
    HIDDEN(
            "Memory not readable",
            "has a device open; its shared memory belongs to another user, so run as root to see"
                    + " it");

    private final String label;
    private final String description;

    Tracking(String label, String description) {
        this.label = label;
        this.description = description;
    }

    /** Returns the words for a table. */
    public String label() {
        return label;
    }

    /** Returns a sentence for people, without a capital or a full stop. */
    public String description() {
        return description;
    }
}
