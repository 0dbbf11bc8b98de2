package org.ttflight.jmx;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.Verdict;

/**
 * One of tt-metal's shared-memory files, as a client sees it.
 *
 * @param id the decimal number in the file's name
 * @param version of the layout; 0 if it could not be read
 * @param device the ordinal of the device it belongs to; null if no rule holds
 * @param mapping by which rule that was found, or why none holds
 * @param verdict whether it can be believed: live, stale, unverifiable or unreadable
 * @param detail why it cannot be read or believed; null if all is well
 * @param claimed the totals in bytes as written, by memory type, also of processes that are gone
 * @param lastUpdateTime when it last changed, in milliseconds since the epoch; null if unknown
 * @param liveSlots slots of live processes
 * @param staleSlots slots of processes that are gone
 * @param unverifiableSlots slots of processes that cannot be seen from here
 * @param underflows counters found below zero
 */
public record SharedMemoryRow(
        String id,
        int version,
        @Nullable Integer device,
        String mapping,
        String verdict,
        @Nullable String detail,
        Map<String, Long> claimed,
        @Nullable Long lastUpdateTime,
        int liveSlots,
        int staleSlots,
        int unverifiableSlots,
        int underflows) {

    static SharedMemoryRow of(SharedRegion region) {
        Map<String, Long> claimed = new LinkedHashMap<>();
        region.claimed().used().forEach((type, bytes) -> claimed.put(type.label(), bytes));
        return new SharedMemoryRow(
                region.id(),
                region.version(),
                region.device(),
                region.mapping(),
                region.verdict().label(),
                region.detail(),
                claimed,
                millis(region.lastUpdateMicros()),
                region.slots(Verdict.LIVE),
                region.slots(Verdict.STALE),
                region.slots(Verdict.UNVERIFIABLE),
                region.underflows());
    }

    static @Nullable Long millis(@Nullable Long micros) {
        return micros == null ? null : Long.valueOf(micros / 1000);
    }
}
