package org.ttflight.watch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.screen.Amount;
import org.ttflight.screen.DeviceName;
import org.ttflight.screen.Gauges;
import org.ttflight.screen.Glyphs;
import org.ttflight.screen.SensorName;
import org.ttflight.screen.Style;
import org.ttflight.screen.View;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.ReadingState;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.TelemetryState;

/** Everything that is read of each device, and what each reading is worth. */
final class TelemetryPage {
    private static final String LIMIT = "Limit";
    private static final String MOST = "Max";
    private static final int LABEL = 18;

    /** So wide is a column of readings at least. */
    private static final int COLUMN = 46;

    private final View view;
    private final Glyphs glyphs;
    private final List<String> lines = new ArrayList<>();

    private TelemetryPage(View view) {
        this.view = view;
        this.glyphs = view.glyphs();
    }

    static Body draw(SnapshotDocument document, View view) {
        TelemetryPage page = new TelemetryPage(view);
        for (DeviceState device : document.devices()) {
            page.device(device);
        }
        return Body.text(page.lines);
    }

    private void device(DeviceState device) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        String title =
                "Device " + device.device() + "  " + DeviceName.of(device, true, glyphs) + "  ";
        boolean isFine = Gauges.health(device, glyphs).style() == Style.GREEN;
        String health = glyphs.clean(device.health().replace("°C", glyphs.degrees().strip()));
        String fitting = Lines.cut(health, view.width() - title.length(), view);
        lines.add(
                view.paint(title, Style.BOLD)
                        + view.paint(fitting, isFine ? Style.GREEN : Style.YELLOW));
        HardwareState hardware = device.hardware();
        if (hardware == null) {
            lines.add(
                    device.simulated()
                            ? "  Simulated, no such hardware here."
                            : "  The driver tells nothing of it.");
            return;
        }
        TelemetryState telemetry = hardware.telemetry();
        if (telemetry == null) {
            lines.add("  No telemetry was read yet.");
        } else {
            columns(readings(telemetry));
            columns(meters(telemetry));
        }
        columns(identity(device, hardware));
    }

    /** Fills columns from left to right. */
    private void columns(List<String> items) {
        int columns = Math.max(1, (view.width() - 2) / COLUMN);
        int width = (view.width() - 2) / columns;
        for (int at = 0; at < items.size(); at += columns) {
            StringBuilder line = new StringBuilder("  ");
            for (String item : items.subList(at, Math.min(items.size(), at + columns))) {
                int room = columns == 1 ? view.width() - 2 : width - 2;
                line.append(Lines.pad(Lines.cut(item, room, view), width));
            }
            lines.add(line.toString().stripTrailing());
        }
    }

    private List<String> readings(TelemetryState telemetry) {
        List<String> items = new ArrayList<>();
        for (Map.Entry<String, ReadingState> entry : telemetry.readings().entrySet()) {
            String sensor = entry.getKey();
            if (!isLimitOfAnother(sensor, telemetry)) {
                items.add(reading(sensor, entry.getValue(), telemetry));
            }
        }
        return items;
    }

    private static boolean isLimitOfAnother(String sensor, TelemetryState telemetry) {
        for (String end : List.of(LIMIT, MOST)) {
            if (sensor.endsWith(end)) {
                String other = sensor.substring(0, sensor.length() - end.length());
                return telemetry.readings().containsKey(other);
            }
        }
        return false;
    }

    private String reading(String sensor, ReadingState reading, TelemetryState telemetry) {
        Double value = reading.value();
        String unit = reading.unit().equals("°C") ? glyphs.degrees().strip() : reading.unit();
        String suffix = unit.isEmpty() || unit.equals("count") ? "" : " " + glyphs.clean(unit);
        StringBuilder text = new StringBuilder(label(SensorName.of(sensor)));
        text.append(value == null ? Amount.UNKNOWN : number(value) + suffix);
        text.append("  ").append(glyphs.clean(reading.quality()));
        Double limit = telemetry.value(sensor + LIMIT);
        Double most = telemetry.value(sensor + MOST);
        if (limit != null) {
            text.append(", limit ").append(number(limit));
        }
        if (most != null) {
            text.append(", at best ").append(number(most));
        }
        String detail = reading.detail();
        if (detail != null) {
            text.append(", ").append(glyphs.clean(detail));
        }
        return text.toString();
    }

    private List<String> meters(TelemetryState telemetry) {
        List<String> items = new ArrayList<>();
        Double age = telemetry.heartbeatAgeSeconds();
        items.add(
                label("heartbeat age")
                        + (age == null ? Amount.UNKNOWN : number(age) + " s")
                        + (telemetry.heartbeatStalled() ? "  STALLED" : ""));
        items.add(label("PCIe to device") + rate(telemetry.pcieToDeviceRate()));
        items.add(label("PCIe from device") + rate(telemetry.pcieFromDeviceRate()));
        Double joules = telemetry.energyJoules();
        items.add(label("energy") + (joules == null ? Amount.UNKNOWN : energy(joules, telemetry)));
        items.add(label("read at") + view.time(telemetry.time()));
        return items;
    }

    private static String energy(double joules, TelemetryState telemetry) {
        double seconds = telemetry.energySeconds();
        String amount = joules < 36_000 ? Math.round(joules) + " J" : number(joules / 3600) + " Wh";
        return amount + " in " + Amount.duration(Math.round(seconds));
    }

    private static String rate(@Nullable Double bytes) {
        return bytes == null ? Amount.UNKNOWN : Amount.bytes(Math.round(bytes)) + "/s";
    }

    private List<String> identity(DeviceState device, HardwareState hardware) {
        Map<String, @Nullable String> known = new LinkedHashMap<>();
        known.put("driver answers", hardware.status());
        known.put("PCI address", hardware.pciAddress());
        known.put("serial", hardware.serial());
        known.put("chip", device.asicId());
        Integer node = hardware.numaNode();
        known.put("NUMA node", node == null ? null : node.toString());
        known.put("opened by", holders(hardware));
        for (Map.Entry<String, String> firmware : hardware.firmware().entrySet()) {
            known.put("firmware " + firmware.getKey(), firmware.getValue());
        }
        List<String> items = new ArrayList<>();
        for (Map.Entry<String, @Nullable String> entry : known.entrySet()) {
            String value = entry.getValue();
            items.add(
                    label(glyphs.clean(entry.getKey()))
                            + (value == null ? Amount.UNKNOWN : glyphs.clean(value)));
        }
        return items;
    }

    private static @Nullable String holders(HardwareState hardware) {
        if (hardware.openSource().equals("unknown")) {
            return null;
        }
        StringBuilder pids = new StringBuilder();
        for (int pid : hardware.openPids()) {
            pids.append(pids.isEmpty() ? "pid " : ", ").append(pid);
        }
        if (hardware.openElsewhere() > 0) {
            pids.append(pids.isEmpty() ? "" : ", ")
                    .append(hardware.openElsewhere())
                    .append(" elsewhere");
        }
        return pids.isEmpty() ? "nobody" : pids.toString();
    }

    private static String label(String label) {
        return Lines.pad(label, LABEL - 1) + " ";
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Math.abs(value) < 10
                ? String.format(Locale.ROOT, "%.3f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
