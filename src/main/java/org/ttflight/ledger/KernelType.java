package org.ttflight.ledger;

/** Whose code a kernel is; in the order of tt-metal's {@code ProgramKernelType}. */
public enum KernelType {
    /** The user's program. */
    APPLICATION("Application"),
    /** Routing between devices. */
    FABRIC("Fabric"),
    /** Command dispatch. */
    DISPATCH("Dispatch"),
    /** A value that no known tt-metal sends. */
    UNKNOWN("Unknown");

    private static final KernelType[] ALL = values();

    private final String label;

    KernelType(String label) {
        this.label = label;
    }

    /** Returns the name for people. */
    public String label() {
        return label;
    }

    /** Returns the type with this value on the wire; anything above 2 is {@link #UNKNOWN}. */
    public static KernelType ofCode(int code) {
        return code >= 0 && code < UNKNOWN.ordinal() ? ALL[code] : UNKNOWN;
    }
}
