package org.ttflight.page;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.recording.RecordingReport;
import org.ttflight.recording.RecordingReport.Device;
import org.ttflight.recording.RecordingReport.Happening;
import org.ttflight.recording.RecordingReport.Point;
import org.ttflight.recording.RecordingReport.Program;
import org.ttflight.recording.RecordingReport.Series;

/** Chooses what of a report is drawn, and writes it for the page's script. Not thread-safe. */
final class Charts {
    static final int PROCESSES = 10;

    /**
     * So many devices share a chart of sensors: there are no more colours that can be told apart.
     */
    private static final int DEVICES_IN_A_CHART = 8;

    private static final int MARKS = 100;

    private final RecordingReport report;
    private final List<Chart> charts = new ArrayList<>();

    Charts(RecordingReport report) {
        this.report = report;
    }

    private Chart add(String title, String unit, @Nullable Integer device, List<Chart.Line> lines) {
        Chart chart = new Chart("chart" + charts.size(), title, unit, device, lines);
        charts.add(chart);
        return chart;
    }

    /** Returns the charts of a device's memory; those of which nothing is known are left out. */
    List<Chart> memory(Device device) {
        List<Chart> made = new ArrayList<>();
        addMemory(made, device, "DRAM", List.of("TRACE"));
        addMemory(made, device, "L1", List.of("L1", "CB", "L1_SMALL"));
        return made;
    }

    private void addMemory(List<Chart> made, Device device, String memory, List<String> parts) {
        List<Chart.Line> lines = new ArrayList<>();
        for (Series series : device.memory()) {
            if (series.name().equals(memory + " in use")) {
                lines.add(0, Chart.Line.of(series.name(), series));
            } else if (parts.contains(series.name())) {
                lines.add(new Chart.Line("of this " + series.name(), null, series.points()));
            }
        }
        if (!lines.isEmpty()) {
            String title = memory + " of device " + device.device();
            made.add(add(title, "bytes", device.device(), lines));
        }
    }

    /** Returns the charts of what processes hold on all devices. */
    List<Chart> processes() {
        List<Chart> made = new ArrayList<>();
        for (String memory : List.of("DRAM", "L1")) {
            List<Chart.Line> lines = new ArrayList<>();
            for (Program program : report.processes()) {
                for (Series series : program.memory()) {
                    if (series.name().equals(memory + " in use") && lines.size() < PROCESSES) {
                        lines.add(Chart.Line.of(label(program), series));
                    }
                }
            }
            if (!lines.isEmpty()) {
                made.add(add(memory + " by process, on all devices", "bytes", null, lines));
            }
        }
        return made;
    }

    private static String label(Program program) {
        return program.pid() + (program.name() == null ? "" : " " + program.name());
    }

    /** Returns the charts of how often and how much is allocated. */
    List<Chart> rates() {
        List<Chart> made = new ArrayList<>();
        for (String unit : List.of("1/s", "bytes/s")) {
            List<Chart.Line> lines =
                    report.traffic().rates().stream()
                            .filter(series -> series.unit().equals(unit))
                            .map(series -> Chart.Line.of(series.name(), series))
                            .toList();
            if (!lines.isEmpty()) {
                String title = unit.equals("1/s") ? "Events a second" : "Bytes a second";
                made.add(add(title, unit, null, lines));
            }
        }
        return made;
    }

    /** Returns the charts of the sensors, of several devices each. */
    List<Chart> telemetry() {
        List<Chart> made = new ArrayList<>();
        for (String name : List.of("temperature", "power", "AICLK")) {
            List<Device> devices =
                    report.devices().stream().filter(d -> find(d, name) != null).toList();
            for (int from = 0; from < devices.size(); from += DEVICES_IN_A_CHART) {
                int below = Math.min(devices.size(), from + DEVICES_IN_A_CHART);
                made.add(telemetry(name, devices.subList(from, below)));
            }
        }
        return made;
    }

    private Chart telemetry(String name, List<Device> devices) {
        List<Chart.Line> lines = new ArrayList<>();
        String unit = "";
        for (Device device : devices) {
            Series series = find(device, name);
            if (series != null) {
                unit = series.unit();
                lines.add(Chart.Line.of("device " + device.device(), series));
            }
        }
        String title = Character.toUpperCase(name.charAt(0)) + name.substring(1) + ", " + unit;
        return add(title, unit, null, lines);
    }

    private static @Nullable Series find(Device device, String name) {
        for (Series series : device.telemetry()) {
            if (series.name().equals(name)) {
                return series;
            }
        }
        return null;
    }

    /** Returns all that was returned before, as the script reads it. */
    String json() {
        JsonObject root = new JsonObject();
        root.addProperty("from", report.origin().from().toEpochMilli());
        root.addProperty("until", report.origin().until().toEpochMilli());
        JsonArray list = new JsonArray();
        charts.forEach(chart -> list.add(json(chart)));
        root.add("charts", list);
        JsonArray marks = new JsonArray();
        for (Happening happening : report.happened()) {
            if (!happening.severity().equals("note") && marks.size() < MARKS) {
                marks.add(json(happening));
            }
        }
        root.add("marks", marks);
        Gson gson = new GsonBuilder().serializeNulls().create();
        return gson.toJson(root);
    }

    private static JsonObject json(Happening happening) {
        JsonObject mark = new JsonObject();
        mark.addProperty("time", happening.time().toEpochMilli());
        mark.addProperty("severity", happening.severity());
        mark.addProperty("device", happening.device());
        mark.addProperty("text", ReportSummary.subject(happening) + happening.text());
        return mark;
    }

    private static JsonObject json(Chart chart) {
        JsonObject object = new JsonObject();
        object.addProperty("id", chart.id());
        object.addProperty("unit", chart.unit());
        object.addProperty("device", chart.device());
        JsonArray lines = new JsonArray();
        for (Chart.Line line : chart.lines()) {
            JsonObject one = new JsonObject();
            one.addProperty("name", line.name());
            one.addProperty("limit", line.limit());
            JsonArray points = new JsonArray();
            for (Point point : line.points()) {
                JsonArray pair = new JsonArray();
                pair.add(point.millis());
                Double value = point.value();
                pair.add(value == null ? JsonNull.INSTANCE : number(value));
                points.add(pair);
            }
            one.add("points", points);
            lines.add(one);
        }
        object.add("lines", lines);
        return object;
    }

    private static JsonPrimitive number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1L << 53
                ? new JsonPrimitive((long) value)
                : new JsonPrimitive(Math.round(value * 100) / 100.0);
    }
}
