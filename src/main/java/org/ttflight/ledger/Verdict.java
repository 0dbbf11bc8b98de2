package org.ttflight.ledger;

/** Whether a figure in shared memory can be believed: the file outlives those who wrote it. */
public enum Verdict {
    /** Somebody who is alive writes it. */
    LIVE("live"),
    /** All who wrote it are gone; what it says is of the past. */
    STALE("stale"),
    /** It cannot be told whether those who wrote it are alive: another pid namespace. */
    UNVERIFIABLE("unverifiable"),
    /** It is there but holds nothing we may or can read. */
    UNREADABLE("unreadable");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    /** Returns the name in views and documents. */
    public String label() {
        return label;
    }
}
