package org.ttflight.ledger;

/** Who says how much is held. */
public enum UsageSource {
    /** The program itself, buffer by buffer, on the socket. */
    SOCKET("socket"),
    /** tt-metal's counters in shared memory. */
    SHARED_MEMORY("shared memory"),
    /** Both, for different processes; never both for the same. */
    MIXED("socket and shared memory"),
    /** Nobody: unknown. */
    NONE("none");

    private final String label;

    UsageSource(String label) {
        this.label = label;
    }

    /** Returns the name in views and documents. */
    public String label() {
        return label;
    }
}
