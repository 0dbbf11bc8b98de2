package org.ttflight.leak;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.Anomaly;

/** The kinds of findings. */
public enum LeakKind {
    /** Buffers that live for longer than asked for. */
    AGE("age", false),
    /** A process that has stopped allocating and still holds buffers. */
    IDLE("idle", false),
    /** A process that holds more and more. */
    GROWTH("growth", true),
    /** A process that ended and had not released all. */
    ORPHAN("orphan", true),
    /** A release of what was released before. */
    DOUBLE_FREE("double-free", true),
    /** A release of what was never reported. */
    UNKNOWN_FREE("unknown-free", false),
    /** A live address, circular buffer or kernel with another size than before. */
    SIZE_CHANGE("size-change", true);

    private final String label;
    private final boolean isEvidence;

    LeakKind(String label, boolean isEvidence) {
        this.label = label;
        this.isEvidence = isEvidence;
    }

    /** Returns its name in documents and on the command line. */
    public String label() {
        return label;
    }

    /** Returns the kind with this {@link #label}, or null. */
    public static @Nullable LeakKind ofLabel(String label) {
        for (LeakKind kind : values()) {
            if (kind.label.equals(label)) {
                return kind;
            }
        }
        return null;
    }

    /**
     * Returns the kinds that count as leaks unless somebody says otherwise. Age and idleness do so
     * only where a limit was asked for: the weights of a model are as old as their program.
     */
    public static Set<LeakKind> counted(boolean isLimitGiven) {
        Set<LeakKind> counted = EnumSet.noneOf(LeakKind.class);
        for (LeakKind kind : values()) {
            if (kind.isEvidence || (isLimitGiven && (kind == AGE || kind == IDLE))) {
                counted.add(kind);
            }
        }
        return Collections.unmodifiableSet(counted);
    }

    /** Returns the kind of an anomaly; null if it is no sign of a leak. */
    static @Nullable LeakKind of(Anomaly anomaly) {
        return switch (anomaly) {
            case DOUBLE_FREE -> DOUBLE_FREE;
            case UNKNOWN_FREE, CB_UNKNOWN_FREE, KERNEL_UNKNOWN_UNLOAD -> UNKNOWN_FREE;
            case ADDRESS_REUSED, CB_SIZE_MISMATCH, KERNEL_SIZE_MISMATCH -> SIZE_CHANGE;
            default -> null;
        };
    }
}
