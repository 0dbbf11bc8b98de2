package org.ttflight.client;

/** Whose code a kernel is. */
public enum KernelType {
    /** The program's own. */
    APPLICATION(0),
    /** Routing between devices. */
    FABRIC(1),
    /** Command dispatch. */
    DISPATCH(2);

    private final int code;

    KernelType(int code) {
        this.code = code;
    }

    /** Returns the value on the wire, 0 to 2. */
    public int code() {
        return code;
    }
}
