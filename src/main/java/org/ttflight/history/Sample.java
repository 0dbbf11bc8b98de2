package org.ttflight.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceSample;
import org.ttflight.host.PcieTraffic;
import org.ttflight.host.Sensor;
import org.ttflight.host.Telemetry;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.TelemetryState;

/**
 * All devices at one moment.
 *
 * @param epochMillis when
 */
public record Sample(long epochMillis, List<Point> points) {
    /** Takes a copy of the list. */
    public Sample {
        points = List.copyOf(points);
    }

    /**
     * One device.
     *
     * @param asicId the chip's own number; null if unknown
     * @param values a value for each {@link Metric}, in their order; NaN where unknown
     */
    public record Point(int device, @Nullable String asicId, Series values) {}

    /** Returns what a document says. */
    public static Sample of(SnapshotDocument document) {
        List<Point> points = new ArrayList<>();
        for (DeviceState device : document.devices()) {
            HardwareState hardware = device.hardware();
            TelemetryState telemetry = hardware == null ? null : hardware.telemetry();
            double[] values = new double[Metric.values().length];
            values[Metric.DRAM_USED.ordinal()] = number(device.memory().dramInUse());
            values[Metric.L1_USED.ordinal()] = number(device.memory().l1InUse());
            values[Metric.TEMPERATURE.ordinal()] = sensor(telemetry, "temperature");
            values[Metric.POWER.ordinal()] = sensor(telemetry, "power");
            values[Metric.AICLK.ordinal()] = sensor(telemetry, "aiclk");
            values[Metric.PCIE_TO_DEVICE.ordinal()] =
                    number(telemetry == null ? null : telemetry.pcieToDeviceRate());
            values[Metric.PCIE_FROM_DEVICE.ordinal()] =
                    number(telemetry == null ? null : telemetry.pcieFromDeviceRate());
            points.add(new Point(device.device(), device.asicId(), new Series(values)));
        }
        return new Sample(document.time().toEpochMilli(), points);
    }

    /**
     * Returns what an observation says; makes no document for that.
     *
     * @param epochMillis when it was made
     */
    public static Sample of(Observation observation, long epochMillis) {
        List<Point> points = new ArrayList<>(observation.devices().size());
        for (ObservedDevice device : observation.devices()) {
            DeviceSample read = device.sample();
            Telemetry telemetry = read == null ? null : read.telemetry();
            double[] values = new double[Metric.values().length];
            Arrays.fill(values, Double.NaN);
            values[Metric.DRAM_USED.ordinal()] = number(device.dramInUse());
            values[Metric.L1_USED.ordinal()] = number(device.l1InUse());
            if (telemetry != null) {
                values[Metric.TEMPERATURE.ordinal()] = number(telemetry.value(Sensor.TEMPERATURE));
                values[Metric.POWER.ordinal()] = number(telemetry.value(Sensor.POWER));
                values[Metric.AICLK.ordinal()] = number(telemetry.value(Sensor.AICLK));
                PcieTraffic traffic = telemetry.traffic();
                values[Metric.PCIE_TO_DEVICE.ordinal()] = number(traffic.toDeviceRate());
                values[Metric.PCIE_FROM_DEVICE.ordinal()] = number(traffic.fromDeviceRate());
            }
            points.add(
                    new Point(device.ordinal(), device.device().asicId(), Series.owning(values)));
        }
        return new Sample(epochMillis, points);
    }

    private static double sensor(@Nullable TelemetryState telemetry, String name) {
        return number(telemetry == null ? null : telemetry.value(name));
    }

    private static double number(@Nullable Number value) {
        return value == null ? Double.NaN : value.doubleValue();
    }
}
