package org.ttflight.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Which live buffers to list.
 *
 * @param pid only those of this process; null for all
 * @param device only those on this device; null for all
 * @param type only those of this type; null for all
 * @param order which come first
 * @param limit at most so many; at least 0
 */
public record BufferQuery(
        @Nullable Integer pid,
        @Nullable Integer device,
        @Nullable MemoryType type,
        Order order,
        int limit) {

    /** Which buffers come first, and so which are left out where there are more than the limit. */
    public enum Order {
        /** The most bytes. */
        LARGEST,
        /** The earliest reported. */
        OLDEST
    }

    /** Checks the limit. */
    public BufferQuery {
        if (limit < 0) {
            throw new IllegalArgumentException("limit must not be negative, but is " + limit);
        }
    }
}
