package org.ttflight.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.Verdict;

/** Turns shared memory into plain numbers and words. */
final class RegionStates {
    private RegionStates() {}

    static List<RegionState> of(SharedMemory shared) {
        List<RegionState> states = new ArrayList<>(shared.regions().size());
        for (SharedRegion region : shared.regions()) {
            states.add(of(region));
        }
        return states;
    }

    private static RegionState of(SharedRegion region) {
        Map<String, Long> claimed = new LinkedHashMap<>();
        for (Map.Entry<MemoryType, Long> type : region.claimed().used().entrySet()) {
            claimed.put(type.getKey().label(), type.getValue());
        }
        return new RegionState(
                region.id(),
                region.version(),
                region.device(),
                region.mapping(),
                region.verdict().label(),
                region.detail(),
                claimed,
                time(region.lastUpdateMicros()),
                region.slots(Verdict.LIVE),
                region.slots(Verdict.STALE),
                region.slots(Verdict.UNVERIFIABLE),
                region.underflows());
    }

    private static @Nullable Instant time(@Nullable Long micros) {
        return micros == null ? null : Instant.ofEpochMilli(micros / 1000);
    }
}
