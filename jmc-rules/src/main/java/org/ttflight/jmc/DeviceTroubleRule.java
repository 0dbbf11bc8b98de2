package org.ttflight.jmc;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;

/** Devices that were lost, hung, stalled, shut down by heat, or too hot. */
public final class DeviceTroubleRule extends TenstorrentRule {
    private static final double TRIPPED = 100;
    private static final double LOST = 95;
    private static final double STALLED = 90;
    private static final double BLOCKED = 80;
    private static final double AT_THE_LIMIT = 75;

    private record Trouble(double score, String text) {}

    /** JDK Mission Control makes one. */
    public DeviceTroubleRule() {
        super("TenstorrentDeviceTrouble", "Device Trouble", DEVICES, List.of());
    }

    @Override
    Finding judge(IItemCollection items, IPreferenceValueProvider preferences) {
        List<Trouble> troubles = new ArrayList<>();
        for (Row row : Row.of(items, "ThermalTrip")) {
            add(troubles, TRIPPED, row, "was shut down because of heat");
        }
        for (Row row : Row.of(items, "DeviceLost")) {
            add(troubles, LOST, row, "was lost: " + Words.foreign(row.text("reason")));
        }
        for (Row row : Row.of(items, "HeartbeatStalled")) {
            add(troubles, STALLED, row, "had no heartbeat: its firmware hangs or is dead");
        }
        for (Row row : Row.of(items, "DeviceBlocked")) {
            add(troubles, BLOCKED, row, "did not answer: a reset, or a hang");
        }
        for (Row row : hottest(Row.of(items, "DeviceTelemetry"))) {
            add(
                    troubles,
                    AT_THE_LIMIT,
                    row,
                    "had %.0f °C, at its limit of %.0f °C"
                            .formatted(
                                    row.fraction("temperature"), row.fraction("temperatureLimit")));
        }
        if (troubles.isEmpty()) {
            return Finding.well("No device was lost, hung, stalled or too hot");
        }
        double worst = troubles.stream().mapToDouble(Trouble::score).max().orElse(0);
        List<String> texts = troubles.stream().map(Trouble::text).toList();
        return new Finding(
                worst,
                troubles.size() == 1 ? texts.get(0) : Words.count(texts.size(), "device trouble"),
                Words.list(texts) + ".",
                "Look at the events of the device around that time, and at the driver's messages in"
                        + " the kernel's log. A stalled or lost device needs a reset; heat needs"
                        + " air.");
    }

    private static void add(List<Trouble> troubles, double score, Row row, String what) {
        troubles.add(
                new Trouble(
                        score,
                        "Device %d %s, at %s"
                                .formatted(row.whole("device"), what, Words.time(row.time()))));
    }

    /** Of each device that reached its limit, the row in which it was farthest beyond. */
    private static List<Row> hottest(List<Row> rows) {
        TreeMap<Long, Row> byDevice = new TreeMap<>();
        for (Row row : rows) {
            if (excess(row) >= 0) { // NaN is not
                byDevice.merge(
                        row.whole("device"),
                        row,
                        (one, other) -> excess(other) > excess(one) ? other : one);
            }
        }
        return List.copyOf(byDevice.values());
    }

    private static double excess(Row row) {
        return row.fraction("temperature") - row.fraction("temperatureLimit");
    }
}
