package org.ttflight.snapshot;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of tt-metal's shared-memory files.
 *
 * @param id the decimal number in the file's name
 * @param version of the layout; 0 if it could not be read
 * @param device the ordinal of the device it belongs to; null if that is not known
 * @param mapping by which rule that was found, or why none holds, for people
 * @param verdict whether it can be believed: live, stale, unverifiable, unreadable
 * @param detail why not, for people; null if all is well
 * @param claimed its totals in bytes by memory type, also of processes that are gone
 * @param lastUpdateTime when it last changed; null if unknown
 * @param liveSlots slots of live processes
 * @param staleSlots slots of processes that are gone
 * @param unverifiableSlots slots of processes that cannot be seen from here
 * @param underflows counters found below zero
 */
public record RegionState(
        String id,
        int version,
        @Nullable Integer device,
        String mapping,
        String verdict,
        @Nullable String detail,
        Map<String, Long> claimed,
        @Nullable Instant lastUpdateTime,
        int liveSlots,
        int staleSlots,
        int unverifiableSlots,
        int underflows) {
    /** Takes a copy of the map, in its order. */
    public RegionState {
        claimed = Collections.unmodifiableMap(new LinkedHashMap<>(claimed));
    }
}
