package org.ttflight.jmx;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ttflight.ledger.LedgerControl;
import org.ttflight.ledger.MemoryType;

/**
 * The usage thresholds that are set, by device and memory type. They outlive the beans that show
 * them. Thread-safe.
 */
public final class UsageThresholds {
    private final LedgerControl control;
    private final Map<DeviceMemoryKey, Long> bytes = new ConcurrentHashMap<>();

    UsageThresholds(LedgerControl control) {
        this.control = control;
    }

    /** Returns the threshold in bytes; 0 if there is none. */
    public long get(int device, MemoryType type) {
        return bytes.getOrDefault(new DeviceMemoryKey(device, type), 0L);
    }

    /**
     * Sets a threshold, by way of the writer, so this waits for it.
     *
     * @param threshold in bytes; 0 for none
     */
    public void set(int device, MemoryType type, long threshold) {
        if (threshold < 0) {
            throw new IllegalArgumentException(
                    "threshold must be 0 or more bytes, but is " + threshold);
        }
        control.setThreshold(device, type, threshold);
        bytes.put(new DeviceMemoryKey(device, type), threshold);
    }

    /** Tells of every threshold that is set. */
    void forEach(Visitor visitor) {
        bytes.forEach(
                (key, threshold) -> {
                    if (threshold > 0) {
                        visitor.visit(key, threshold);
                    }
                });
    }

    /** Hears of thresholds. */
    interface Visitor {
        void visit(DeviceMemoryKey key, long threshold);
    }
}
