package org.ttflight.jconsole;

import org.jspecify.annotations.Nullable;

/**
 * What a process holds of one memory type on one device, as operation {@code listHoldings} tells
 * it.
 *
 * @param used bytes; null if unknown
 * @param source whose figure it is: socket, shared memory or none
 */
record HoldingReading(
        int pid, boolean verified, int device, String memory, @Nullable Long used, String source) {

    static HoldingReading of(Row row) {
        return new HoldingReading(
                row.ordinal("pid"),
                row.flag("verified"),
                row.ordinal("device"),
                row.word("memory"),
                row.whole("used"),
                row.word("source"));
    }
}
