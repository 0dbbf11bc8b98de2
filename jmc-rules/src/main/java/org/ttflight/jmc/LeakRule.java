package org.ttflight.jmc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.common.util.TypedPreference;

/** Processes that grow throughout, and those that the daemon suspects of a leak. */
public final class LeakRule extends TenstorrentRule {
    static final TypedPreference<IQuantity> SHORTEST =
            new TypedPreference<>(
                    "tenstorrent.leak.shortest",
                    "Growth counts from",
                    "A process that was seen for less is not said to grow throughout",
                    UnitLookup.TIMESPAN.getPersister(),
                    UnitLookup.SECOND.quantity(60));

    private static final double GROWN = 60;
    private static final double IDLE = 50;
    private static final double SUSPECT = 80;
    private static final double FULL_WITHIN_AN_HOUR = 95;

    /** JDK Mission Control makes one. */
    public LeakRule() {
        super("TenstorrentLeak", "Device Memory Leaks", PROCESSES, List.of(SHORTEST));
    }

    @Override
    Finding judge(IItemCollection items, IPreferenceValueProvider preferences) {
        List<Row> suspects = Row.of(items, "LeakSuspect");
        long shortest =
                preferences.getPreferenceValue(SHORTEST).clampedLongValueIn(UnitLookup.NANOSECOND);
        List<Growth> grown = Growth.in(Row.of(items, "ProcessMemory"), shortest);
        if (suspects.isEmpty() && grown.isEmpty()) {
            return Finding.well("No process looks as if it leaks device memory");
        }
        ProcessNames names = new ProcessNames(items);
        double score = grown.isEmpty() ? 0 : GROWN;
        List<String> told = new ArrayList<>();
        for (Row suspect : suspects) {
            score = Math.max(score, score(suspect));
            told.add(told(suspect, names));
        }
        List<String> seen = grown.stream().map(growth -> seen(growth, names)).toList();
        String explanation = "";
        if (!told.isEmpty()) {
            explanation += "The daemon found: " + Words.list(told) + ". ";
        }
        if (!seen.isEmpty()) {
            explanation += "Grew throughout this recording: " + Words.list(seen) + ". ";
        }
        return new Finding(
                score,
                summary(suspects, grown, names),
                explanation.strip(),
                "Record with tt-flight-profile.jfc and look for buffers that are allocated and"
                        + " never released, on the page Tenstorrent, Allocations; tt-flight leaks"
                        + " lists the oldest that are live now.");
    }

    private static double score(Row suspect) {
        if ("idle".equals(suspect.text("kind"))) {
            return IDLE;
        }
        long toFull = suspect.whole("timeToFull");
        return toFull >= 0 && toFull < TimeUnit.HOURS.toNanos(1) ? FULL_WITHIN_AN_HOUR : SUSPECT;
    }

    private static String summary(List<Row> suspects, List<Growth> grown, ProcessNames names) {
        List<Long> pids = new ArrayList<>();
        suspects.forEach(suspect -> pids.add(suspect.whole("processId")));
        grown.forEach(growth -> pids.add(growth.processId()));
        List<String> who = pids.stream().distinct().map(names::of).toList();
        return who.size() == 1
                ? who.get(0) + " looks as if it leaks device memory"
                : who.size() + " processes look as if they leak device memory: " + Words.list(who);
    }

    private static String told(Row suspect, ProcessNames names) {
        String who =
                "%s on device %d"
                        .formatted(names.of(suspect.whole("processId")), suspect.whole("device"));
        if ("idle".equals(suspect.text("kind"))) {
            return "%s holds %s and has allocated nothing for %s"
                    .formatted(
                            who,
                            Words.bytes(suspect.whole("used")),
                            Words.span(suspect.whole("idleTime")));
        }
        String text =
                "%s holds %s of %s and grows by %s a second"
                        .formatted(
                                who,
                                Words.bytes(suspect.whole("used")),
                                Words.foreign(suspect.text("memory")),
                                Words.bytes(suspect.whole("growthRate")));
        long toFull = suspect.whole("timeToFull");
        return toFull < 0 ? text : text + ", full in " + Words.span(toFull);
    }

    private static String seen(Growth growth, ProcessNames names) {
        return "%s on device %d from %s to %s of %s in %s"
                .formatted(
                        names.of(growth.processId()),
                        growth.device(),
                        Words.bytes(growth.first()),
                        Words.bytes(growth.last()),
                        Words.foreign(growth.memoryType()),
                        Words.span(growth.nanos()));
    }
}
