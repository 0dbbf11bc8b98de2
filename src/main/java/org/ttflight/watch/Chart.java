package org.ttflight.watch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.history.Metric;
import org.ttflight.history.Sample;
import org.ttflight.screen.Amount;
import org.ttflight.screen.Glyphs;
import org.ttflight.screen.Style;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.TelemetryState;

/**
 * What a chart shows of one metric of one device.
 *
 * @param now the value of now; NaN if it is unknown
 * @param limit what it should not, or cannot, exceed; null if that is unknown
 */
record Chart(Metric metric, double now, @Nullable Double limit) {
    private static final double[] NICE = {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};
    private static final double NEARLY = 0.9;

    /** Returns what is shown of each device. */
    static List<Chart> of(DeviceState device, Sample.Point now) {
        HardwareState hardware = device.hardware();
        TelemetryState telemetry = hardware == null ? null : hardware.telemetry();
        List<Chart> charts = new ArrayList<>();
        for (Metric metric :
                List.of(
                        Metric.DRAM_USED,
                        Metric.L1_USED,
                        Metric.TEMPERATURE,
                        Metric.POWER,
                        Metric.AICLK)) {
            charts.add(
                    new Chart(
                            metric,
                            now.values().at(metric.ordinal()),
                            limit(metric, device, telemetry)));
        }
        return charts;
    }

    private static @Nullable Double limit(
            Metric metric, DeviceState device, @Nullable TelemetryState telemetry) {
        return switch (metric) {
            case DRAM_USED -> bytes(device.memory().capacity("DRAM"));
            case L1_USED -> bytes(device.memory().capacity("L1"));
            case TEMPERATURE -> telemetry == null ? null : telemetry.value("temperatureLimit");
            case POWER -> telemetry == null ? null : telemetry.value("powerLimit");
            default -> null;
        };
    }

    private static @Nullable Double bytes(@Nullable Long capacity) {
        return capacity == null ? null : Double.valueOf(capacity);
    }

    boolean isMemory() {
        return metric == Metric.DRAM_USED || metric == Metric.L1_USED;
    }

    private String name() {
        return switch (metric) {
            case DRAM_USED -> "DRAM";
            case L1_USED -> "L1";
            case TEMPERATURE -> "Temperature";
            case POWER -> "Power";
            case AICLK -> "AICLK";
            case PCIE_TO_DEVICE -> "PCIe to device";
            case PCIE_FROM_DEVICE -> "PCIe from device";
        };
    }

    /**
     * Returns what it is, the value of now, and the highest that is shown.
     *
     * @param most NaN if nothing is known
     */
    String title(double most, Glyphs glyphs) {
        StringBuilder title = new StringBuilder(name()).append(' ');
        title.append(value(now, glyphs));
        if (limit != null && isMemory()) {
            title.append(" of ").append(Amount.bytes(Math.round(limit)));
        } else if (limit != null) {
            title.append(", limit ").append(Math.round(limit));
        }
        return Double.isNaN(most)
                ? title.toString()
                : title.append(", most ").append(value(most, glyphs)).toString();
    }

    private String value(double value, Glyphs glyphs) {
        if (Double.isNaN(value)) {
            return Amount.UNKNOWN;
        }
        if (isMemory()) {
            return limit == null
                    ? Amount.bytes(Math.round(value))
                    : Amount.percent(Math.round(value), Math.round(limit));
        }
        String unit = metric == Metric.TEMPERATURE ? glyphs.degrees() : " " + metric.unit();
        return Math.round(value) + unit;
    }

    /**
     * Returns the highest there is, with the value of now: the last step of the history is a mean.
     *
     * @param most the highest of the history; NaN if nothing is known
     */
    double highest(double most) {
        return Double.isNaN(most) ? now : Double.isNaN(now) ? most : Math.max(most, now);
    }

    /** Returns the value at the upper edge. */
    double top(double most) {
        if (isMemory() && limit != null) {
            return limit;
        }
        double highest = Double.isNaN(most) ? 0 : most;
        return nice(limit == null ? highest : Math.max(highest, limit));
    }

    /** Returns the next round number. */
    private static double nice(double value) {
        if (value <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double factor : NICE) {
            if (factor * power >= value * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** Returns what stands at the upper edge. */
    String topLabel(double top) {
        if (!isMemory()) {
            return Long.toString(Math.round(top));
        }
        return limit == null ? Amount.bytes(Math.round(top)).replace(" ", "") : "100%";
    }

    /** Returns how alarming the value of now is. */
    Style style() {
        if (Double.isNaN(now) || limit == null) {
            return Style.GREEN;
        }
        if (isMemory()) {
            return Amount.alarm(Math.round(now), Math.round(limit));
        }
        return now < limit * NEARLY ? Style.GREEN : now < limit ? Style.YELLOW : Style.RED;
    }
}
