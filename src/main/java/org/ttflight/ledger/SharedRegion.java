package org.ttflight.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of tt-metal's shared-memory files, read at one moment. Immutable.
 *
 * @param id the decimal number in the file's name
 * @param version of the layout, 1 to 4; 0 if it could not be read
 * @param device the ordinal of the device it belongs to; null if no rule holds
 * @param mapping by which rule that was found, or why none holds, in words
 * @param verdict whether it can be believed
 * @param detail why it cannot be read or believed, in words; null if all is well
 * @param claimed the totals as written, also of processes that are gone
 * @param lastUpdateMicros when it last changed, in microseconds since the epoch; null if unknown
 * @param chips what it says by chip, those of a remote chip included
 * @param slots all that are in use, also those of processes that are gone
 * @param underflows counters found below zero, which a bug of the writers causes
 * @param isForbidden whether we may not read it, though others may: what is in it is hidden, and
 *     not missing
 */
public record SharedRegion(
        String id,
        int version,
        @Nullable Integer device,
        String mapping,
        Verdict verdict,
        @Nullable String detail,
        SharedUsage claimed,
        @Nullable Long lastUpdateMicros,
        List<SharedChip> chips,
        List<SharedSlot> slots,
        int underflows,
        boolean isForbidden) {
    /** Takes copies of the lists. */
    public SharedRegion {
        chips = List.copyOf(chips);
        slots = List.copyOf(slots);
    }

    /** Returns how many slots have this verdict. */
    public int slots(Verdict wanted) {
        int count = 0;
        for (SharedSlot slot : slots) {
            count += slot.verdict() == wanted ? 1 : 0;
        }
        return count;
    }
}
