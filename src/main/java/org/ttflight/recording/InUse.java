package org.ttflight.recording;

import org.jspecify.annotations.Nullable;

/** Adds up memory types to what people ask for: DRAM in use and L1 in use. Not thread-safe. */
final class InUse {
    /** DRAM is DRAM and TRACE, L1 is L1, L1_SMALL and CB. */
    enum Kind {
        DRAM,
        L1;

        /** Returns what counts this memory type; null for host memory and code of kernels. */
        static @Nullable Kind of(String memoryType) {
            return switch (memoryType) {
                case "DRAM", "TRACE" -> DRAM;
                case "L1", "L1_SMALL", "CB" -> L1;
                default -> null;
            };
        }
    }

    private final long[] sums = {-1, -1};
    private final boolean[] atLeast = new boolean[2];

    /** Adds a row; null for one that is unknown. */
    void add(String memoryType, @Nullable Long used) {
        Kind kind = Kind.of(memoryType);
        if (kind == null) {
            return;
        }
        if (used == null) {
            atLeast[kind.ordinal()] = true;
        } else {
            add(kind, used);
        }
    }

    private void add(Kind kind, long used) {
        sums[kind.ordinal()] = Math.max(0, sums[kind.ordinal()]) + used;
    }

    /** Adds what another has, as of another device. */
    void addAll(InUse other) {
        for (Kind kind : Kind.values()) {
            Long used = other.used(kind);
            if (used != null) {
                add(kind, used);
            }
            atLeast[kind.ordinal()] |= other.isAtLeast(kind);
        }
    }

    /** Returns the sum of what is known; null if nothing is. */
    @Nullable Long used(Kind kind) {
        long sum = sums[kind.ordinal()];
        return sum < 0 ? null : sum;
    }

    /** Returns whether a part of the sum was unknown. */
    boolean isAtLeast(Kind kind) {
        return atLeast[kind.ordinal()];
    }
}
