package org.ttflight.jmc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmc.common.item.Aggregators;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.flightrecorder.jdk.JdkAttributes;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit;

/**
 * Buffers that were allocated in the first half of a recording and never released in it.
 *
 * <p>Needs every allocation and every release: a recording that thins them, or has them off for a
 * while, says nothing.
 */
public final class NeverFreedRule extends TenstorrentRule {
    private static final String ALLOCATION = "tenstorrent.BufferAllocation";
    private static final String FREE = "tenstorrent.BufferFree";
    private static final double SOME = 50;

    private static final String HOW =
            "jcmd PID JFR.start name=run settings=/PATH/tt-flight-profile.jfc records single"
                    + " buffers; jcmd PID JFR.stop name=run filename=/tmp/run.jfr ends it.";

    private record Key(long processId, long device, long bufferId) {}

    /** JDK Mission Control makes one. */
    public NeverFreedRule() {
        super("TenstorrentNeverFreed", "Buffers Never Released", MEMORY, List.of());
    }

    @Override
    Finding judge(IItemCollection items, IPreferenceValueProvider preferences) {
        Set<String> enabled = values(items, "enabled");
        boolean isThere = items.apply(ItemFilters.type(ALLOCATION)).hasItems();
        if (!isThere && !enabled.isEmpty() && !enabled.contains("true")) {
            return Finding.notApplicable(
                    "Single buffers were not recorded: use the settings profile", HOW);
        }
        if (enabled.contains("false")) {
            return Finding.notApplicable(
                    "Single buffers were recorded for a part of this recording only", HOW);
        }
        if (isThinned(items)) {
            return Finding.notApplicable(
                    "Not all buffers were recorded: oneIn or minimumSize left some out", HOW);
        }
        List<Row> allocations = Row.of(items, "BufferAllocation");
        if (allocations.isEmpty()) {
            return Finding.well("No buffer was allocated");
        }
        List<Row> early = early(neverFreed(items, allocations), items);
        if (early.isEmpty()) {
            return Finding.well(
                    "Each buffer of the first half of the recording was released, of "
                            + Words.count(allocations.size(), "allocation"));
        }
        return found(early, allocations.size(), new ProcessNames(items));
    }

    private static Finding found(List<Row> early, int allocations, ProcessNames names) {
        long sum = early.stream().mapToLong(row -> row.whole("size")).sum();
        Map<Long, Long> byProcess = new HashMap<>();
        early.forEach(row -> byProcess.merge(row.whole("processId"), row.whole("size"), Long::sum));
        List<String> who =
                byProcess.entrySet().stream()
                        .sorted(Map.Entry.<Long, Long>comparingByValue().reversed())
                        .map(
                                entry ->
                                        names.of(entry.getKey())
                                                + " "
                                                + Words.bytes(entry.getValue()))
                        .toList();
        List<String> largest =
                early.stream()
                        .sorted(Comparator.comparingLong((Row row) -> row.whole("size")).reversed())
                        .map(NeverFreedRule::told)
                        .toList();
        return new Finding(
                SOME,
                "%s of %s from the first half of the recording were never released"
                        .formatted(Words.count(early.size(), "buffer"), Words.bytes(sum)),
                "Of %s. By process: %s. The largest: %s."
                        .formatted(
                                Words.count(allocations, "allocation"),
                                Words.list(who),
                                Words.list(largest)),
                "Weights of a model are meant to stay; the same size again and again is not. Group"
                        + " the events Buffer Allocation by Size.");
    }

    private static String told(Row row) {
        return "0x%x on device %d, %s of %s, at %s"
                .formatted(
                        row.whole("bufferId"),
                        row.whole("device"),
                        Words.bytes(row.whole("size")),
                        Words.foreign(row.text("memoryType")),
                        Words.time(row.time()));
    }

    private static boolean isThinned(IItemCollection items) {
        return !Set.of("1").containsAll(values(items, "oneIn"))
                || !Set.of("0").containsAll(values(items, "minimumSize"));
    }

    /** What the setting was for the two events; empty if neither was ever used. */
    private static Set<String> values(IItemCollection items, String setting) {
        Set<String> values =
                items.apply(RulesToolkit.getSettingsFilter(setting, ALLOCATION, FREE))
                        .getAggregate(Aggregators.distinct(JdkAttributes.REC_SETTING_VALUE));
        return values == null ? Set.of() : values;
    }

    private static List<Row> neverFreed(IItemCollection items, List<Row> allocations) {
        List<Row> all = new ArrayList<>(allocations);
        Set<Row> releases = new HashSet<>(Row.of(items, "BufferFree"));
        Set<Row> exits = new HashSet<>(Row.of(items, "ProcessExit"));
        all.addAll(releases);
        all.addAll(exits);
        all.sort(Comparator.comparingLong(Row::time));
        Map<Key, Row> live = new HashMap<>();
        for (Row row : all) {
            if (exits.contains(row)) {
                live.keySet().removeIf(key -> key.processId() == row.whole("processId"));
            } else if (!releases.contains(row)) {
                live.putIfAbsent(key(row), row);
            } else if (row.whole("referencesLeft") == 0) {
                live.remove(key(row));
            }
        }
        return List.copyOf(live.values());
    }

    private static Key key(Row row) {
        return new Key(row.whole("processId"), row.whole("device"), row.whole("bufferId"));
    }

    /** Those that had at least half the recording to be released in. */
    private static List<Row> early(List<Row> rows, IItemCollection items) {
        List<Row> snapshots = Row.of(items, "Snapshot");
        long begin = snapshots.get(0).time();
        long end = snapshots.get(snapshots.size() - 1).time();
        long half = begin + (end - begin) / 2;
        return rows.stream().filter(row -> row.time() <= half).toList();
    }
}
