package org.ttflight.ledger;

/** How it became known that a process reports no more. */
public enum ExitReason {
    /** Its last connection closed. */
    DISCONNECTED("its last connection closed"),
    /** The kernel has no such process any more, or only a zombie. */
    DEAD("the process ended"),
    /** The daemon stops; the process itself may well go on. */
    DAEMON_STOPPED("the daemon stopped"),
    /** Its pid belongs to another process now. */
    PID_REUSED("the process ended and its pid was reused");

    private final String description;

    ExitReason(String description) {
        this.description = description;
    }

    /** Returns a few words for people. */
    public String description() {
        return description;
    }
}
