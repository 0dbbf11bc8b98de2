package org.ttflight.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.screen.FittingTable.Need;
import org.ttflight.snapshot.ReadingState;
import org.ttflight.snapshot.TelemetryState;

/** All readings of a device, each with its limit; one without a value says why. */
final class TelemetryTable {
    private static final String[] LIMITS = {"Limit", "Max"};

    private final TelemetryState telemetry;
    private final Instant now;
    private final Glyphs glyphs;

    TelemetryTable(TelemetryState telemetry, Instant now, Glyphs glyphs) {
        this.telemetry = telemetry;
        this.now = now;
        this.glyphs = glyphs;
    }

    void draw(Box box) {
        List<Cell> sensors = new ArrayList<>();
        List<Cell> values = new ArrayList<>();
        List<Cell> limits = new ArrayList<>();
        List<Cell> details = new ArrayList<>();
        for (Map.Entry<String, ReadingState> entry : telemetry.readings().entrySet()) {
            String sensor = entry.getKey();
            if (isLimitOfAnother(sensor)) {
                continue;
            }
            ReadingState reading = entry.getValue();
            ReadingState limit = limit(sensor);
            String detail = reading.detail();
            sensors.add(Cell.of(glyphs.clean(SensorName.of(sensor))));
            values.add(Cell.of(text(reading)));
            limits.add(Cell.of(limit == null ? "-" : text(limit)));
            details.add(Cell.of(detail == null ? "" : glyphs.clean(detail)));
        }
        add(sensors, values, limits, details, "heartbeat age", heartbeat());
        add(sensors, values, limits, details, "PCIe to device", pcieTo());
        add(sensors, values, limits, details, "PCIe from device", pcieFrom());
        add(sensors, values, limits, details, "energy", energy());
        FittingTable table = new FittingTable();
        table.add(Column.fixed("Telemetry", false), Need.ALWAYS, sensors);
        table.add(Column.text(age(), 8), Need.ALWAYS, values);
        table.add(Column.text("Limit", 8), Need.ALWAYS, limits);
        if (isAnyTold(details)) {
            table.add(Column.text("Detail", 10), Need.IMPORTANT, details);
        }
        table.in(box.innerWidth()).draw(box);
    }

    private static void add(
            List<Cell> sensors,
            List<Cell> values,
            List<Cell> limits,
            List<Cell> details,
            String sensor,
            @Nullable String value) {
        if (value != null) {
            sensors.add(Cell.of(sensor));
            values.add(Cell.of(value));
            limits.add(Cell.of("-"));
            details.add(Cell.of(""));
        }
    }

    private static boolean isAnyTold(List<Cell> details) {
        for (Cell detail : details) {
            if (detail.width() > 0) {
                return true;
            }
        }
        return false;
    }

    private String age() {
        long seconds = Math.max(0, Duration.between(telemetry.time(), now).toSeconds());
        return seconds == 0 ? "Now" : Amount.duration(seconds) + " ago";
    }

    private boolean isLimitOfAnother(String sensor) {
        for (String limit : LIMITS) {
            if (sensor.endsWith(limit)) {
                String of = sensor.substring(0, sensor.length() - limit.length());
                return telemetry.readings().containsKey(of);
            }
        }
        return false;
    }

    private @Nullable ReadingState limit(String sensor) {
        for (String limit : LIMITS) {
            ReadingState reading = telemetry.readings().get(sensor + limit);
            if (reading != null) {
                return reading;
            }
        }
        return null;
    }

    private String text(ReadingState reading) {
        Double value = reading.value();
        if (value == null) {
            return Amount.UNKNOWN + " (" + glyphs.clean(reading.quality()) + ")";
        }
        String unit = reading.unit();
        String number = Amount.decimal(value);
        if (unit.equals("°C")) {
            return number + glyphs.degrees();
        }
        return unit.isEmpty() || unit.equals("count") ? number : number + " " + glyphs.clean(unit);
    }

    private @Nullable String heartbeat() {
        Double age = telemetry.heartbeatAgeSeconds();
        return age == null
                ? null
                : Amount.decimal(age) + " s" + (telemetry.heartbeatStalled() ? ", stalled" : "");
    }

    private @Nullable String pcieTo() {
        return pcie(telemetry.pcieToDeviceRate(), telemetry.pcieBytesToDevice());
    }

    private @Nullable String pcieFrom() {
        return pcie(telemetry.pcieFromDeviceRate(), telemetry.pcieBytesFromDevice());
    }

    private static @Nullable String pcie(@Nullable Double rate, @Nullable Long bytes) {
        if (rate == null && bytes == null) {
            return null;
        }
        return (rate == null ? Amount.UNKNOWN : Amount.bytes(Math.round(rate)) + "/s")
                + ", "
                + Amount.bytes(bytes)
                + " so far";
    }

    private @Nullable String energy() {
        Double joules = telemetry.energyJoules();
        return joules == null
                ? null
                : Math.round(joules)
                        + " J in "
                        + Amount.duration(Math.round(telemetry.energySeconds()));
    }
}
