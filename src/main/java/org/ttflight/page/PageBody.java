package org.ttflight.page;

import static org.ttflight.page.Html.escape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.recording.RecordingReport;
import org.ttflight.recording.RecordingReport.Device;
import org.ttflight.recording.RecordingReport.Happening;
import org.ttflight.recording.RecordingReport.Holder;
import org.ttflight.recording.RecordingReport.Origin;
import org.ttflight.recording.RecordingReport.Peak;
import org.ttflight.recording.RecordingReport.Series;
import org.ttflight.recording.Words;

/** The page from top to bottom: what is asked first stands first. */
final class PageBody {
    /** So many devices are open at first. */
    private static final int OPEN = 8;

    private final RecordingReport report;
    private final Charts charts;
    private final String version;
    private final Times times;
    private final Html html = new Html();

    PageBody(RecordingReport report, Charts charts, String version) {
        this.report = report;
        this.times = new Times(report);
        this.charts = charts;
        this.version = version;
    }

    static String title(RecordingReport report) {
        List<String> files = report.origin().files();
        String path = files.get(0);
        String first = path.substring(path.lastIndexOf('/') + 1);
        return files.size() == 1 ? first : first + " and " + (files.size() - 1) + " more";
    }

    String html() {
        html.add("<main>");
        head();
        devices();
        happened();
        memory();
        new PageTables(report, charts, html).write();
        notes();
        origin();
        return html.add("</main>").toString();
    }

    private void head() {
        Origin origin = report.origin();
        long millis = origin.until().toEpochMilli() - origin.from().toEpochMilli();
        html.add("<header><h1>" + escape(title(report)) + "</h1>");
        html.add(
                "<p class=\"lead\">"
                        + Times.dateTime(origin.from())
                        + " to "
                        + Times.dateTime(origin.until())
                        + " UTC, "
                        + Words.duration(millis)
                        + ". "
                        + escape(names())
                        + " All times are UTC.</p></header>");
        html.add("<div class=\"cards\">");
        card(peak("DRAM"), "DRAM peak");
        card(peak("L1"), "L1 peak");
        wrong();
        html.add("</div>");
        html.add(
                "<nav><a href=\"#devices\">Devices</a><a href=\"#happened\">What happened</a>"
                        + "<a href=\"#memory\">Memory</a><a href=\"#processes\">Processes</a>"
                        + "<a href=\"#leaks\">Leaks</a><a href=\"#traffic\">Allocations</a>"
                        + "<a href=\"#sensors\">Sensors</a><a href=\"#recording\">The"
                        + " recording</a></nav>");
        html.add(
                "<noscript><p>Charts need JavaScript; all figures are in the tables.</p></noscript>");
    }

    private String names() {
        List<Device> devices = report.devices();
        List<String> names = new ArrayList<>();
        for (Device device : devices) {
            if (names.size() < OPEN) {
                names.add(
                        device.device()
                                + (device.card() == null ? "" : " (" + device.card() + ")"));
            }
        }
        if (devices.size() > names.size()) {
            names.add((devices.size() - names.size()) + " more");
        }
        return devices.isEmpty()
                ? "No devices."
                : (devices.size() == 1 ? "Device " : "Devices ") + String.join(", ", names) + ".";
    }

    private record DevicePeak(Device device, Peak peak) {
        double share() {
            Long capacity = peak.capacity();
            return capacity == null || capacity == 0 ? -1 : (double) peak.used() / capacity;
        }
    }

    /** Returns where this memory was fullest; null if nothing is known of it. */
    private @Nullable DevicePeak peak(String memory) {
        DevicePeak fullest = null;
        for (Device device : report.devices()) {
            for (Peak peak : device.peaks()) {
                DevicePeak one = new DevicePeak(device, peak);
                if (peak.memory().equals(memory)
                        && (fullest == null || one.share() > fullest.share())) {
                    fullest = one;
                }
            }
        }
        return fullest;
    }

    private void card(@Nullable DevicePeak fullest, String title) {
        if (fullest == null) {
            html.add(
                    "<div><h2>"
                            + escape(title)
                            + "</h2><p class=\"big\">unknown</p><p>Nothing was recorded of it.</p>"
                            + "</div>");
            return;
        }
        Peak peak = fullest.peak();
        boolean isFull = fullest.share() >= 0.9;
        StringBuilder text =
                new StringBuilder(isFull ? "<div class=\"warning\"><h2>" : "<div><h2>")
                        .append(escape(title))
                        .append("</h2><p class=\"big\">")
                        .append(peak.atLeast() ? "≥ " : "")
                        .append(Words.bytes(peak.used()))
                        .append("</p><p>");
        if (peak.capacity() != null) {
            text.append(Math.round(fullest.share() * 100))
                    .append("% of ")
                    .append(Words.bytes(peak.capacity()))
                    .append(", ");
        }
        text.append("device ")
                .append(fullest.device().device())
                .append(" at ")
                .append(times.at(peak.time()));
        if (!peak.holders().isEmpty()) {
            Holder most = peak.holders().get(0);
            text.append("; most by ")
                    .append(process(most.pid(), most.name()))
                    .append(", ")
                    .append(Words.bytes(most.used()));
        }
        html.add(text + "</p></div>");
    }

    private void wrong() {
        long bad = ReportSummary.severe(report, "bad");
        long warnings = ReportSummary.severe(report, "warning");
        String style = bad > 0 ? "bad" : warnings > 0 ? "warning" : "good";
        StringBuilder text = new StringBuilder("<div class=\"").append(style);
        text.append("\"><h2>What went wrong</h2><p class=\"big\">");
        List<String> counts = new ArrayList<>();
        if (bad > 0) {
            counts.add(ReportSummary.count(bad, "failure", "failures"));
        }
        if (warnings > 0) {
            counts.add(ReportSummary.count(warnings, "warning", "warnings"));
        }
        text.append(counts.isEmpty() ? "nothing" : String.join(", ", counts)).append("</p>");
        int shown = 0;
        for (Happening happening : report.happened()) {
            if (happening.severity().equals(bad > 0 ? "bad" : "warning") && shown++ < 2) {
                text.append("<p>")
                        .append(times.at(happening.time()))
                        .append(' ')
                        .append(escape(ReportSummary.subject(happening) + happening.text()))
                        .append("</p>");
            }
        }
        html.add(text + (counts.isEmpty() ? "<p>that the recording tells of</p></div>" : "</div>"));
    }

    /** Returns a process for a cell or a sentence. */
    static String process(long pid, @Nullable String name) {
        return "<span class=\"nowrap\">"
                + pid
                + (name == null ? "" : " " + escape(name))
                + "</span>";
    }

    private void devices() {
        html.section("devices", "Devices");
        List<List<String>> rows = new ArrayList<>();
        for (Device device : report.devices()) {
            rows.add(
                    List.of(
                            String.valueOf(device.device()),
                            escape(or(device.card(), "unknown")),
                            peakCell(device, "DRAM"),
                            peakCell(device, "L1"),
                            highest(device, "temperature"),
                            highest(device, "power"),
                            escape(or(device.health(), "unknown"))));
        }
        html.table(
                "",
                List.of(
                        "#Device",
                        "Card",
                        "DRAM peak",
                        "L1 peak",
                        "#Hottest",
                        "#Most power",
                        "Health at the end"),
                rows);
        html.end();
    }

    static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private String peakCell(Device device, String memory) {
        for (Peak peak : device.peaks()) {
            Long capacity = peak.capacity();
            if (peak.memory().equals(memory)) {
                String text =
                        (peak.atLeast() ? "≥ " : "")
                                + Words.bytes(peak.used())
                                + " <small>at "
                                + times.at(peak.time())
                                + "</small>";
                return capacity == null || capacity == 0
                        ? text
                        : Html.bar((double) peak.used() / capacity) + text;
            }
        }
        return "unknown";
    }

    private static String highest(Device device, String name) {
        for (Series series : device.telemetry()) {
            Double highest = series.highest();
            if (series.name().equals(name) && highest != null) {
                Double limit = series.limit();
                return Math.round(highest)
                        + " "
                        + series.unit()
                        + (limit == null ? "" : " <small>of " + Math.round(limit) + "</small>");
            }
        }
        return "unknown";
    }

    private void happened() {
        html.section("happened", "What happened");
        if (report.happened().isEmpty()) {
            html.paragraph("Nothing that the recording tells of.");
        } else {
            List<List<String>> rows = new ArrayList<>();
            for (Happening happening : report.happened()) {
                rows.add(row(happening));
            }
            html.table("", List.of("Time", "", "What"), rows);
        }
        if (report.omitted() > 0) {
            html.paragraph(
                    Words.count(report.omitted())
                            + " more in between, of kinds that happened very often, are left out.");
        }
        html.end();
    }

    private List<String> row(Happening happening) {
        String severity = happening.severity();
        String word = severity.equals("bad") ? "failure" : severity;
        return List.of(
                "<span class=\"nowrap\">" + times.at(happening.time()) + "</span>",
                "<span class=\"tag " + severity + "\">" + word + "</span>",
                escape(capital(ReportSummary.subject(happening) + happening.text())));
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private void memory() {
        html.section("memory", "Memory over time, and who held the peaks");
        html.add(
                "<p class=\"soft\">DRAM in use is DRAM and TRACE; L1 in use is L1, L1_SMALL and CB."
                        + " Peaks are the highest samples.</p>");
        int at = 0;
        for (Device device : report.devices()) {
            boolean isOpen = at++ < OPEN;
            html.add(isOpen ? "<details open>" : "<details>");
            html.add("<summary>Device " + device.device() + " " + escape(or(device.card(), "")));
            html.add("</summary><div class=\"pair\">");
            charts.memory(device).forEach(html::chart);
            html.add("</div><div class=\"pair\">");
            device.peaks().forEach(this::holders);
            html.add("</div></details>");
        }
        html.end();
    }

    private void holders(Peak peak) {
        html.add("<div>");
        List<List<String>> rows = new ArrayList<>();
        for (Holder holder : peak.holders()) {
            rows.add(
                    List.of(
                            process(holder.pid(), holder.name()),
                            escape(or(holder.user(), "unknown")),
                            Words.bytes(holder.used()),
                            peak.used() == 0
                                    ? ""
                                    : Math.round(100.0 * holder.used() / peak.used()) + "%"));
        }
        if (peak.otherHolders() > 0) {
            rows.add(List.of(peak.otherHolders() + " more", "", "", ""));
        }
        Long rest = peak.unattributed();
        if (rest != null && rest > 0) {
            rows.add(List.of("<em>not told apart</em>", "", Words.bytes(rest), ""));
        }
        String caption =
                peak.memory()
                        + ": "
                        + Words.bytes(peak.used())
                        + " at "
                        + times.at(peak.time())
                        + (peak.holdersTime() == null || peak.holdersTime().equals(peak.time())
                                ? ""
                                : "; holders as of " + times.at(peak.holdersTime()));
        html.table(caption, List.of("Held by", "User", "#Bytes", "#Share"), rows);
        if (peak.holdersTime() == null) {
            html.paragraph("Who held it was not recorded.");
        }
        html.add("</div>");
    }

    private void notes() {
        if (report.notes().isEmpty()) {
            return;
        }
        html.section("notes", "What this recording cannot tell").add("<ul>");
        report.notes().forEach(note -> html.add("<li>" + escape(note) + "</li>"));
        html.add("</ul>").end();
    }

    private void origin() {
        new PageOrigin(report.origin(), html, version).write();
    }
}
