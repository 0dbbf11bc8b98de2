package org.ttflight.snapshot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is held of each memory type. Immutable; keeps the order of the types.
 *
 * @param types by the type's name, such as {@code DRAM}; a type that is missing is unknown
 */
public record MemoryByType(Map<String, MemoryUse> types) {
    /** Nothing is known. */
    public static final MemoryByType UNKNOWN = new MemoryByType(Map.of());

    /** Takes a copy of the map. */
    public MemoryByType {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    /** Returns the bytes held of this type, or null if that is unknown. */
    public @Nullable Long used(String type) {
        MemoryUse use = types.get(type);
        return use == null ? null : use.used();
    }

    /** Returns the capacity of this type in bytes, or null if that is unknown. */
    public @Nullable Long capacity(String type) {
        MemoryUse use = types.get(type);
        return use == null ? null : use.capacity();
    }

    /** Returns DRAM and TRACE together: what is taken of the device's DRAM; null if unknown. */
    public @Nullable Long dramInUse() {
        Long dram = used("DRAM");
        return dram == null ? null : Long.valueOf(dram + usedOrNone("TRACE"));
    }

    /** Returns L1, L1_SMALL and CB together: what is taken of the device's L1; null if unknown. */
    public @Nullable Long l1InUse() {
        Long l1 = used("L1");
        return l1 == null ? null : Long.valueOf(l1 + usedOrNone("L1_SMALL") + usedOrNone("CB"));
    }

    private long usedOrNone(String type) {
        Long used = used(type);
        return used == null ? 0 : used;
    }
}
