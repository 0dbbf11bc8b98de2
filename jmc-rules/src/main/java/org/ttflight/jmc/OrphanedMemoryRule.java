package org.ttflight.jmc;

import java.util.Comparator;
import java.util.List;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.common.util.TypedPreference;

/** Processes that ended with device memory that they had not released. */
public final class OrphanedMemoryRule extends TenstorrentRule {
    static final TypedPreference<IQuantity> WARNING_LIMIT =
            new TypedPreference<>(
                    "tenstorrent.orphaned.warning",
                    "A warning from",
                    "What processes held when they ended, together",
                    UnitLookup.MEMORY.getPersister(),
                    UnitLookup.GIBIBYTE.quantity(1));

    private static final double SOME = 50;
    private static final double MUCH = 80;

    /** JDK Mission Control makes one. */
    public OrphanedMemoryRule() {
        super(
                "TenstorrentOrphanedMemory",
                "Processes That Died With Memory",
                PROCESSES,
                List.of(WARNING_LIMIT));
    }

    @Override
    Finding judge(IItemCollection items, IPreferenceValueProvider preferences) {
        List<Row> died =
                Row.of(items, "ProcessExit").stream()
                        .filter(row -> row.whole("orphanedBytes") > 0)
                        .sorted(
                                Comparator.comparingLong((Row row) -> row.whole("orphanedBytes"))
                                        .reversed())
                        .toList();
        if (died.isEmpty()) {
            return Finding.well("No process ended with device memory");
        }
        ProcessNames names = new ProcessNames(items);
        long sum = died.stream().mapToLong(row -> row.whole("orphanedBytes")).sum();
        long limit =
                preferences.getPreferenceValue(WARNING_LIMIT).clampedLongValueIn(UnitLookup.BYTE);
        return new Finding(
                sum >= limit ? MUCH : SOME,
                died.size() == 1
                        ? "%s ended with %s of device memory"
                                .formatted(
                                        names.of(died.get(0).whole("processId")), Words.bytes(sum))
                        : "%d processes ended with %s of device memory"
                                .formatted(died.size(), Words.bytes(sum)),
                Words.list(died.stream().map(row -> told(row, names)).toList())
                        + ". The daemon has released it in its books; whether the device did is up"
                        + " to the driver.",
                "A program that was killed or crashed leaves its memory like this. If it should"
                        + " have ended by itself, look at its log at that time.");
    }

    private static String told(Row row, ProcessNames names) {
        return "%s at %s: %s in %s, %s, after %s"
                .formatted(
                        names.of(row.whole("processId")),
                        Words.time(row.time()),
                        Words.bytes(row.whole("orphanedBytes")),
                        Words.count(row.whole("orphanedBuffers"), "buffer"),
                        Words.foreign(row.text("reason")),
                        Words.span(row.whole("lifetime")));
    }
}
