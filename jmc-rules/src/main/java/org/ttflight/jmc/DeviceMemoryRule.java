package org.ttflight.jmc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.common.util.TypedPreference;

/** How near a device came to its capacity, and who held the memory then. */
public final class DeviceMemoryRule extends TenstorrentRule {
    static final TypedPreference<IQuantity> INFO_LIMIT =
            limit("tenstorrent.memory.info", "Worth a look from", 75);
    static final TypedPreference<IQuantity> WARNING_LIMIT =
            limit("tenstorrent.memory.warning", "A warning from", 90);

    /** The numbers of snapshots begin again with each daemon. */
    private static final long SAME_RUN = TimeUnit.SECONDS.toNanos(5);

    /** JDK Mission Control makes one. */
    public DeviceMemoryRule() {
        super(
                "TenstorrentDeviceMemory",
                "Device Memory",
                MEMORY,
                List.of(INFO_LIMIT, WARNING_LIMIT));
    }

    private static TypedPreference<IQuantity> limit(String id, String name, int percent) {
        return new TypedPreference<>(
                id,
                name,
                "Of the capacity of a memory type of a device",
                UnitLookup.PERCENTAGE.getPersister(),
                UnitLookup.PERCENT.quantity(percent));
    }

    @Override
    Finding judge(IItemCollection items, IPreferenceValueProvider preferences) {
        Row fullest = fullest(Row.of(items, "DeviceMemory"));
        List<Row> crossed = Row.of(items, "ThresholdCrossed");
        if (fullest == null) {
            return Finding.notApplicable(
                    "No device has a known capacity in this recording",
                    "docs/SOURCES.md says where capacities come from; a MemoryReporter file tells"
                            + " that of a card that is in no table.");
        }
        double score =
                score(
                        ratio(fullest),
                        preferences
                                .getPreferenceValue(INFO_LIMIT)
                                .doubleValueIn(UnitLookup.PERCENT_UNITY),
                        preferences
                                .getPreferenceValue(WARNING_LIMIT)
                                .doubleValueIn(UnitLookup.PERCENT_UNITY));
        String summary =
                "Device %d used up to %s of its %s"
                        .formatted(
                                fullest.whole("device"),
                                Words.percent(ratio(fullest)),
                                Words.foreign(fullest.text("memoryType")));
        if (crossed.isEmpty() && score < Finding.INFO) {
            return Finding.well(summary);
        }
        return new Finding(
                crossed.isEmpty() ? score : Math.max(score, Finding.INFO),
                summary,
                explanation(items, fullest, crossed.size()),
                "Open the page Tenstorrent, Device Memory, or the events Process Memory, at that"
                        + " time. To see single buffers, record with the settings"
                        + " tt-flight-profile.jfc.");
    }

    private static @Nullable Row fullest(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.whole("capacity") > 0 && row.whole("used") >= 0)
                .max(Comparator.comparingDouble(DeviceMemoryRule::ratio))
                .orElse(null);
    }

    private static double ratio(Row row) {
        return (double) row.whole("used") / row.whole("capacity");
    }

    /** Up to the first limit it is well, from the second on a warning. */
    static double score(double ratio, double info, double warning) {
        if (ratio < info) {
            return Math.min(Finding.INFO - 1, ratio / info * Finding.INFO);
        }
        if (ratio < warning) {
            return Finding.INFO
                    + (ratio - info) / (warning - info) * (Finding.WARNING - 1 - Finding.INFO);
        }
        double rest = warning < 1 ? (ratio - warning) / (1 - warning) : 1;
        return Math.min(Finding.MOST, Finding.WARNING + rest * (Finding.MOST - Finding.WARNING));
    }

    private static String explanation(IItemCollection items, Row fullest, int crossed) {
        String text =
                "At %s device %d held %s of %s of %s."
                        .formatted(
                                Words.time(fullest.time()),
                                fullest.whole("device"),
                                Words.bytes(fullest.whole("used")),
                                Words.bytes(fullest.whole("capacity")),
                                Words.foreign(fullest.text("memoryType")));
        List<Row> holders = holders(Row.of(items, "ProcessMemory"), fullest);
        if (holders.isEmpty()) {
            text += " Who held it was not recorded.";
        } else {
            ProcessNames names = new ProcessNames(items);
            text +=
                    " Who held it (as written at %s): %s."
                            .formatted(
                                    Words.time(holders.get(0).time()),
                                    Words.list(
                                            holders.stream()
                                                    .map(row -> held(row, names))
                                                    .toList()));
        }
        if (crossed > 0) {
            text += " A threshold was reached " + Words.count(crossed, "time") + ".";
        }
        return text;
    }

    private static String held(Row row, ProcessNames names) {
        return names.of(row.whole("processId")) + " " + Words.bytes(row.whole("used"));
    }

    /** The rows of that memory in the snapshot that is nearest in time, the largest first. */
    private static List<Row> holders(List<Row> rows, Row at) {
        List<Row> ofMemory = new ArrayList<>();
        for (Row row : rows) {
            if (row.whole("device") == at.whole("device")
                    && String.valueOf(row.text("memoryType"))
                            .equals(String.valueOf(at.text("memoryType")))) {
                ofMemory.add(row);
            }
        }
        Row nearest =
                ofMemory.stream()
                        .min(Comparator.comparingLong(row -> Math.abs(row.time() - at.time())))
                        .orElse(null);
        if (nearest == null) {
            return List.of();
        }
        return ofMemory.stream()
                .filter(row -> row.whole("snapshot") == nearest.whole("snapshot"))
                .filter(row -> Math.abs(row.time() - nearest.time()) <= SAME_RUN) // numbers repeat
                .filter(row -> row.whole("used") != 0)
                .sorted(Comparator.comparingLong((Row row) -> row.whole("used")).reversed())
                .toList();
    }
}
