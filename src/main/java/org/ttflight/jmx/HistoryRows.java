package org.ttflight.jmx;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.history.DeviceHistory;
import org.ttflight.history.History;
import org.ttflight.history.HistoryDocument;
import org.ttflight.history.HistoryRequest;
import org.ttflight.history.Metric;
import org.ttflight.history.Series;

/** What is remembered of a device, as the management beans show it. */
public final class HistoryRows {
    private HistoryRows() {}

    /**
     * Returns a row for each step, oldest first, from the first one of which anything is known; of
     * several chips that had the place, those of the last one.
     *
     * @throws IllegalArgumentException if a number is out of range; the message says what is
     *     allowed
     */
    public static List<HistoryRow> of(
            History history, Instant now, int device, int window, int steps) {
        HistoryDocument known = new HistoryRequest(window, steps, device).answer(history, now);
        return known.devices().isEmpty() ? List.of() : rows(known, known.devices().get(0));
    }

    private static List<HistoryRow> rows(HistoryDocument document, DeviceHistory device) {
        List<HistoryRow> rows = new ArrayList<>(document.steps());
        long stepMillis = document.stepSeconds() * 1000L;
        long start = document.endTime().toEpochMilli() - stepMillis * document.steps();
        for (int step = 0; step < document.steps(); step++) {
            int at = step;
            boolean isKnown = device.series().values().stream().anyMatch(each -> each.isKnown(at));
            if (isKnown || !rows.isEmpty()) {
                rows.add(
                        new HistoryRow(
                                start + stepMillis * step,
                                stepMillis,
                                whole(device, Metric.DRAM_USED, step),
                                whole(device, Metric.L1_USED, step),
                                number(device, Metric.TEMPERATURE, step),
                                number(device, Metric.POWER, step),
                                number(device, Metric.AICLK, step),
                                number(device, Metric.PCIE_TO_DEVICE, step),
                                number(device, Metric.PCIE_FROM_DEVICE, step)));
            }
        }
        return rows;
    }

    private static @Nullable Long whole(DeviceHistory device, Metric metric, int step) {
        Double value = number(device, metric, step);
        return value == null ? null : Long.valueOf(Math.round(value));
    }

    private static @Nullable Double number(DeviceHistory device, Metric metric, int step) {
        Series series = device.series().get(metric);
        return series == null || !series.isKnown(step) ? null : Double.valueOf(series.at(step));
    }
}
