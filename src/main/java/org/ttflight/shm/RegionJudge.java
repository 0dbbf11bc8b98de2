package org.ttflight.shm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedSlot;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.Verdict;

/**
 * Tells whether a whole file can be believed. One live slot is enough. Without any, it is of the
 * past if all its processes are gone and nobody has its device open. Somebody who has the device
 * open without a slot may still hold what the totals say, as the table has only 64.
 */
final class RegionJudge {
    private final Tenants tenants;

    RegionJudge(Tenants tenants) {
        this.tenants = tenants;
    }

    SharedRegion judge(RegionContents region, DeviceJoin.Result join, List<SharedSlot> slots) {
        if (region.problem() != null) {
            return region(region, join, slots, Verdict.UNREADABLE, region.problem());
        }
        int live = 0;
        int stale = 0;
        for (SharedSlot slot : slots) {
            live += slot.verdict() == Verdict.LIVE ? 1 : 0;
            stale += slot.verdict() == Verdict.STALE ? 1 : 0;
        }
        if (live > 0) {
            return region(region, join, slots, Verdict.LIVE, null);
        }
        if (slots.isEmpty()) {
            return empty(region, join);
        }
        Integer device = join.device();
        if (stale < slots.size()) {
            String why = "its processes cannot be told from here: another pid namespace, or hidden";
            return region(region, join, slots, Verdict.UNVERIFIABLE, why);
        }
        return device != null && tenants.isHeld(device)
                ? region(
                        region,
                        join,
                        slots,
                        Verdict.UNVERIFIABLE,
                        "its processes are gone, but others have the device open")
                : region(region, join, slots, Verdict.STALE, "its processes are gone");
    }

    private SharedRegion empty(RegionContents region, DeviceJoin.Result join) {
        boolean isHeld = tenants.isHeld(join.device());
        if (!isHeld) {
            return region(region, join, List.of(), Verdict.STALE, "no process is in it");
        }
        if (join.device() != null && isZero(region.claimed())) {
            return region(region, join, List.of(), Verdict.LIVE, null);
        }
        return isZero(region.claimed())
                ? region(region, join, List.of(), Verdict.STALE, "no process is in it")
                : region(
                        region,
                        join,
                        List.of(),
                        Verdict.UNVERIFIABLE,
                        "its totals belong to no process in it");
    }

    /** A figure that is unknown is not 0, though it is missing. */
    private static boolean isZero(SharedUsage claimed) {
        for (long bytes : claimed.used().values()) {
            if (bytes != 0) {
                return false;
            }
        }
        return claimed.used().size() >= 5;
    }

    private static SharedRegion region(
            RegionContents region,
            DeviceJoin.Result join,
            List<SharedSlot> slots,
            Verdict verdict,
            @Nullable String why) {
        List<String> words = new ArrayList<>();
        if (why != null) {
            words.add(why);
        }
        if (!region.isSettled()) {
            words.add("it changed each time it was read, so its figures may not fit together");
        }
        if (region.underflows() > 0) {
            words.add(
                    region.underflows() == 1
                            ? "a counter is below zero, so unknown"
                            : region.underflows() + " counters are below zero, so unknown");
        }
        return new SharedRegion(
                region.id(),
                region.version(),
                join.device(),
                join.mapping(),
                verdict,
                words.isEmpty() ? null : String.join("; ", words),
                region.claimed(),
                region.lastUpdateMicros(),
                region.chips(),
                slots,
                region.underflows(),
                region.isForbidden());
    }
}
