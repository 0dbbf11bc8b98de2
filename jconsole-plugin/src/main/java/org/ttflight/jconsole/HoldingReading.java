package org.ttflight.jconsole;

import org.jspecify.annotations.Nullable;

/**
 * What a process holds of one memory type on one device, as operation {@code listHoldings} tells
 * it.
 *
 * @param used bytes; null if unknown
 * @param peak the most bytes held at one time; null if unknown
 * @param buffers live buffers; null if the process does not report each
 * @param source whose figure it is: socket, shared memory or none
 */
record HoldingReading(
        int pid,
        boolean verified,
        int device,
        String memory,
        @Nullable Long used,
        @Nullable Long peak,
        @Nullable Long buffers,
        String source) {

    static HoldingReading of(Row row) {
        return new HoldingReading(
                row.ordinal("pid"),
                row.flag("verified"),
                row.ordinal("device"),
                row.word("memory"),
                row.whole("used"),
                row.whole("peak"),
                row.whole("buffers"),
                row.word("source"));
    }
}
