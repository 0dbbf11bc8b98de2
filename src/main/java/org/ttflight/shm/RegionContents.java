package org.ttflight.shm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.SharedChip;
import org.ttflight.ledger.SharedUsage;

/**
 * What stands in one file, as it stands there. Immutable.
 *
 * @param id the number in the file's name
 * @param version 1 to 4; 0 if it could not be read
 * @param problem why there is nothing else, in words; null if there is
 * @param isSettled whether nobody wrote while it was read
 * @param lastUpdateMicros since the epoch; null if it makes no sense
 * @param slots all that are in use
 * @param underflows counters below zero
 * @param isForbidden whether the problem is that we may not read it
 */
record RegionContents(
        String id,
        int version,
        @Nullable String problem,
        boolean isSettled,
        SharedUsage claimed,
        @Nullable Long lastUpdateMicros,
        List<SharedChip> chips,
        List<Slot> slots,
        int underflows,
        boolean isForbidden) {

    /**
     * A process's place in the table.
     *
     * @param pid in the process's own pid namespace, more than 0
     */
    record Slot(
            int slot, int pid, String name, SharedUsage usage, @Nullable Long lastUpdateMicros) {}

    /** Returns the contents of a file that cannot be read. */
    static RegionContents unreadable(String id, int version, String problem) {
        return without(id, version, problem, false);
    }

    /** Returns the contents of a file that we may not read. */
    static RegionContents forbidden(String id, String problem) {
        return without(id, 0, problem, true);
    }

    private static RegionContents without(
            String id, int version, String problem, boolean isForbidden) {
        return new RegionContents(
                id,
                version,
                problem,
                true,
                SharedUsage.UNKNOWN,
                null,
                List.of(),
                List.of(),
                0,
                isForbidden);
    }

    /**
     * Returns whether it is about nothing but chips that are reached through another one. A file of
     * version 1 is also about the one with the device, which may be left out while it has nothing.
     */
    boolean isRemote() {
        if (version == 1) {
            return false;
        }
        for (SharedChip chip : chips) {
            if (!chip.isRemote()) {
                return false;
            }
        }
        return !chips.isEmpty();
    }
}
