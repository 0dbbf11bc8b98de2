package org.ttflight.host;

/** A generation of Tenstorrent chips. The code is that of tt-metal's {@code tt::ARCH}. */
public enum Architecture {
    /** Grayskull. */
    GRAYSKULL(1, "Grayskull"),
    /** Wormhole, revision B0. */
    WORMHOLE_B0(2, "Wormhole_B0"),
    /** Blackhole. */
    BLACKHOLE(3, "Blackhole"),
    /** Quasar. */
    QUASAR(4, "Quasar");

    private final int code;
    private final String label;

    Architecture(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** Returns the value on the wire. */
    public int code() {
        return code;
    }

    /** Returns the name as tt-metal prints it. */
    public String label() {
        return label;
    }
}
