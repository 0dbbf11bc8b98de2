package org.ttflight.ledger;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes by memory type as tt-metal's shared memory states them: no peaks, no single buffers.
 * Immutable.
 *
 * @param used zero or more bytes by type; a type that is missing is not counted there, or its
 *     counter has underflowed, so it is unknown
 */
public record SharedUsage(Map<MemoryType, Long> used) {
    /** Nothing is known. */
    public static final SharedUsage UNKNOWN = new SharedUsage(Map.of());

    /** Takes a copy of the map. */
    public SharedUsage {
        Map<MemoryType, Long> copy = new EnumMap<>(MemoryType.class);
        copy.putAll(used);
        used = Collections.unmodifiableMap(copy);
    }

    /** Returns the bytes of this type, or null if they are unknown. */
    public @Nullable Long used(MemoryType type) {
        return used.get(type);
    }
}
