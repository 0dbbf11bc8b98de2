package org.ttflight.ingest;

import java.util.Arrays;
import java.util.List;
import org.ttflight.wire.Rejection;

/** Counts by reason. The writer's. */
final class RejectionCounters {
    private final long[] counts = new long[Rejection.values().length];

    void increment(Rejection reason) {
        counts[reason.ordinal()]++;
    }

    List<Long> toList() {
        return Arrays.stream(counts).boxed().toList();
    }
}
