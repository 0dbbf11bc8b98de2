package org.ttflight.incident;

import org.ttflight.ledger.MemoryType;

/** Knows the usage thresholds that people have set. Thread-safe. */
public interface UsageLimits {
    /** Returns the threshold in bytes; 0 if there is none. Does not wait. */
    long threshold(int device, MemoryType type);
}
