package org.ttflight.host;

/** What a reading is worth. Only {@link #OK} comes with a number. */
public enum Quality {
    /** Read just now, and plausible. */
    OK("ok", "read just now"),
    /** The driver or the firmware does not offer it. */
    ABSENT("absent", "not offered by this driver or firmware"),
    /** The last reading is too old to be shown as one of now. */
    STALE("stale", "not read for too long"),
    /** A number that no healthy device can have. */
    IMPLAUSIBLE("implausible", "outside of what any device can have"),
    /** All bits are set: the chip's management firmware is dead or the device is off the bus. */
    SENTINEL("sentinel", "all bits set: no answer from the chip"),
    /** The read has not returned; the device is being reset, or hangs. */
    BLOCKED("blocked", "the read has not returned: a reset, or a hang"),
    /** The file is there, but reading it failed, or it holds no number. */
    UNREADABLE("unreadable", "there, but cannot be read");

    private final String label;
    private final String description;

    Quality(String label, String description) {
        this.label = label;
        this.description = description;
    }

    /** Returns the name in views and documents. */
    public String label() {
        return label;
    }

    /** Returns a few words for people, without a capital or a full stop. */
    public String description() {
        return description;
    }
}
