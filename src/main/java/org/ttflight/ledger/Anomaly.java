package org.ttflight.ledger;

import java.util.Locale;

/**
 * Something a program reported that does not simply open or close a buffer. Each is counted, none
 * is an error: instrumented programs do all of this in normal operation.
 */
public enum Anomaly {
    /** An allocation repeats a live buffer of the same type and size: one more reference. */
    REFERENCE_ADDED("a live buffer was reported again and got one more reference"),
    /** An allocation has the address and type of a live buffer, but another size. */
    ADDRESS_REUSED("a live buffer's address was reused with another size; the old one was closed"),
    /** An allocation has the address of a live buffer of another memory type. */
    SAME_ID_OTHER_TYPE("a buffer got the id of a live buffer of another memory type"),
    /** A release names several live buffers of different types; the newest went. */
    AMBIGUOUS_FREE("a release fitted buffers of several memory types; the newest was released"),
    /** A release names device 0 but means another: its sender does not know the device. */
    DEVICE_CORRECTED("a release with device 0 was applied to the only device that had the buffer"),
    /** A release of a buffer that was never reported. */
    UNKNOWN_FREE("a release of a buffer that is not known"),
    /** A release of a buffer that was released a short while ago. */
    DOUBLE_FREE("a buffer was released twice"),
    /** An allocation of zero bytes; kept, so that its release is not unknown. */
    ZERO_SIZE("an allocation of zero bytes"),
    /** A circular buffer was reported again before its release; the new size counts. */
    CB_REPLACED("a live circular buffer was reported again and replaced"),
    /** A release of a circular buffer that is not known. */
    CB_UNKNOWN_FREE("a release of a circular buffer that is not known"),
    /** A circular buffer's release names another size than its allocation. */
    CB_SIZE_MISMATCH("a circular buffer was released with another size than it was allocated with"),
    /** A kernel was reported again before it was unloaded; the new size counts. */
    KERNEL_REPLACED("a loaded kernel was reported again and replaced"),
    /** An unload of a kernel that is not known. */
    KERNEL_UNKNOWN_UNLOAD("an unload of a kernel that is not known"),
    /** A kernel's unload names another size than its load. */
    KERNEL_SIZE_MISMATCH("a kernel was unloaded with another size than it was loaded with");

    private final String description;
    private final String label;

    Anomaly(String description) {
        this.description = description;
        this.label = name().toLowerCase(Locale.ROOT);
    }

    /** Returns a short sentence for people, without a full stop. */
    public String description() {
        return description;
    }

    /** Returns the name under which this is counted, in lower case with underscores. */
    public String label() {
        return label;
    }
}
