package org.ttflight.snapshot;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedUsage;

/**
 * The highest figures seen where shared memory has a part in them: it knows no peaks itself. They
 * are those of the moments at which somebody looked. Not thread-safe.
 */
final class Peaks {
    private static final MemoryType[] TYPES = MemoryType.values();

    private final Map<Integer, long[]> byDevice = new HashMap<>();
    private final Map<HoldingKey, SharedUsage> byHolding = new HashMap<>();
    private final Set<HoldingKey> seen = new HashSet<>();

    /** Raises a device's peak to this figure, if it is lower. */
    void raise(int device, MemoryType type, long used) {
        long[] peaks = byDevice.computeIfAbsent(device, key -> new long[MemoryType.COUNT]);
        peaks[type.ordinal()] = Math.max(peaks[type.ordinal()], used);
    }

    /** Returns the highest figure since the last reset, 0 if there was none. */
    long of(int device, MemoryType type) {
        long[] peaks = byDevice.get(device);
        return peaks == null ? 0 : peaks[type.ordinal()];
    }

    void reset(int device, MemoryType type) {
        long[] peaks = byDevice.get(device);
        if (peaks != null) {
            peaks[type.ordinal()] = 0;
        }
    }

    /** Returns the highest figures of one process on one device, with these among them. */
    SharedUsage raise(HoldingKey key, SharedUsage used) {
        seen.add(key);
        SharedUsage peak = byHolding.get(key);
        SharedUsage raised = peak == null ? used : higher(peak, used);
        byHolding.put(key, raised);
        return raised;
    }

    private static SharedUsage higher(SharedUsage peak, SharedUsage used) {
        Map<MemoryType, Long> merged = null;
        for (MemoryType type : TYPES) {
            Long now = used.used(type);
            Long highest = peak.used(type);
            if (now != null && (highest == null || highest < now)) {
                merged = merged == null ? new HashMap<>(peak.used()) : merged;
                merged.put(type, now);
            }
        }
        return merged == null ? peak : new SharedUsage(merged);
    }

    /** Forgets the processes that were not asked for since the last call. */
    void forgetOthers() {
        if (seen.size() < byHolding.size()) {
            byHolding.keySet().retainAll(seen);
        }
        seen.clear();
    }

    /** Returns how many holdings are remembered. */
    int size() {
        return byHolding.size();
    }
}
