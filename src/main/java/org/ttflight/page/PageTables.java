package org.ttflight.page;

import static org.ttflight.page.Html.escape;
import static org.ttflight.page.PageBody.or;
import static org.ttflight.page.PageBody.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.ttflight.recording.RecordingReport;
import org.ttflight.recording.RecordingReport.Bar;
import org.ttflight.recording.RecordingReport.Exit;
import org.ttflight.recording.RecordingReport.Growing;
import org.ttflight.recording.RecordingReport.Largest;
import org.ttflight.recording.RecordingReport.Orphan;
import org.ttflight.recording.RecordingReport.Program;
import org.ttflight.recording.RecordingReport.Rejection;
import org.ttflight.recording.RecordingReport.Suspect;
import org.ttflight.recording.RecordingReport.Traffic;
import org.ttflight.recording.RecordingReport.Unreleased;
import org.ttflight.recording.Words;

/** Processes, leaks, allocations, sensors, and what was turned away. */
final class PageTables {
    private final RecordingReport report;
    private final Charts charts;
    private final Times times;
    private final Html html;

    PageTables(RecordingReport report, Charts charts, Html html) {
        this.report = report;
        this.times = new Times(report);
        this.charts = charts;
        this.html = html;
    }

    void write() {
        processes();
        leaks();
        traffic();
        sensors();
        rejections();
    }

    private void charts(List<Chart> all) {
        html.add("<div class=\"pair\">");
        all.forEach(html::chart);
        html.add("</div>");
    }

    private void processes() {
        html.section("processes", "Processes");
        charts(charts.processes());
        List<List<String>> rows = new ArrayList<>();
        for (Program program : report.processes()) {
            rows.add(
                    List.of(
                            process(program.pid(), program.name()),
                            escape(or(program.user(), "unknown")),
                            Words.bytes(program.peakDram()),
                            Words.bytes(program.peakL1()),
                            times.at(program.from()),
                            end(program),
                            escape(or(program.tracking(), "unknown"))));
        }
        if (rows.isEmpty()) {
            html.paragraph("No process was recorded.");
        } else {
            html.table(
                    "The most each held on all devices, of the samples",
                    List.of(
                            "Process",
                            "User",
                            "#DRAM peak",
                            "#L1 peak",
                            "First seen",
                            "Last seen",
                            "Tracking"),
                    rows);
        }
        if (report.otherProcesses() > 0 || report.processes().size() > Charts.PROCESSES) {
            html.paragraph(
                    "The charts show the "
                            + Charts.PROCESSES
                            + " that held most; "
                            + Words.count(report.otherProcesses())
                            + " processes that held less are not listed.");
        }
        html.end();
    }

    private String end(Program program) {
        Exit exit = program.exit();
        return exit == null
                ? times.at(program.until())
                : times.at(exit.time())
                        + " <small>ended: "
                        + escape(or(exit.reason(), "unknown why"))
                        + "</small>";
    }

    private void leaks() {
        html.section("leaks", "What may leak");
        boolean isAny = false;
        List<List<String>> rows = new ArrayList<>();
        for (Suspect suspect : report.leaks().suspects()) {
            rows.add(
                    List.of(
                            times.at(suspect.time()),
                            process(suspect.pid(), suspect.name()),
                            String.valueOf(suspect.device()),
                            escape(Words.of(suspect))));
        }
        isAny |= list("The daemon suspected", List.of("Time", "Process", "#Device", "Why"), rows);
        rows = new ArrayList<>();
        for (Growing growing : report.leaks().growing()) {
            rows.add(
                    List.of(
                            process(growing.pid(), growing.name()),
                            escape(growing.memory()),
                            Words.bytes(growing.firstUsed()),
                            Words.bytes(growing.lastUsed()),
                            Words.bytes(growing.lastUsed() - growing.firstUsed())));
        }
        isAny |=
                list(
                        "Only grew: of ten parts of the recording the lowest use rose nearly each"
                                + " time",
                        List.of("Process", "Memory", "#At first", "#At last", "#Grown by"),
                        rows);
        rows = new ArrayList<>();
        for (Orphan orphan : report.leaks().orphans()) {
            rows.add(
                    List.of(
                            times.at(orphan.exit().time()),
                            process(orphan.pid(), orphan.name()),
                            Words.bytes(orphan.exit().orphanedBytes()),
                            Words.bytes(orphan.exit().orphanedHostBytes()),
                            count(orphan.exit().orphanedBuffers())));
        }
        isAny |=
                list(
                        "Ended without releasing all; the daemon released it then",
                        List.of("Time", "Process", "#On devices", "#On the host", "#Buffers"),
                        rows);
        unreleased(isAny);
        html.end();
    }

    private void unreleased(boolean isAny) {
        List<Unreleased> all = report.leaks().unreleased();
        if (all == null) {
            if (!isAny) {
                html.paragraph("Nothing that the recording tells of.");
            }
            html.paragraph(
                    "Which buffers were allocated and not released is not known: not all single"
                            + " buffers were recorded.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Unreleased one : all) {
            rows.add(
                    List.of(
                            process(one.pid(), one.name()),
                            String.valueOf(one.device()),
                            escape(or(one.memoryType(), "several")),
                            one.size() == null ? "several" : Words.bytes(one.size()),
                            Words.count(one.allocated()),
                            Words.count(one.left()),
                            Words.bytes(one.leftBytes()),
                            "<span class=\"nowrap\">"
                                    + times.at(one.firstAllocated())
                                    + "–"
                                    + times.at(one.lastAllocated())
                                    + "</span>"
                                    + (one.steady()
                                            ? " <span class=\"tag warning\">steady</span>"
                                            : "")));
        }
        boolean isThere =
                list(
                        "Allocated and not released within the recording; weights are so, too, but"
                                + " only what leaks is allocated steadily",
                        List.of(
                                "Process",
                                "#Device",
                                "Memory",
                                "#Size of each",
                                "#Allocated",
                                "#Not released",
                                "#Bytes",
                                "Allocated from–to"),
                        rows);
        if (!isThere) {
            html.paragraph("All buffers that were allocated within the recording were released.");
        }
    }

    private boolean list(String caption, List<String> heads, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            html.table(caption, heads, rows);
        }
        return !rows.isEmpty();
    }

    private static String count(@Nullable Long count) {
        return count == null ? "unknown" : Words.count(count);
    }

    private void traffic() {
        Traffic traffic = report.traffic();
        html.section("traffic", "Allocations");
        String basis =
                switch (traffic.basis()) {
                    case "buffers" -> "Of each buffer and circular buffer that was recorded.";
                    case "thinned" -> "Estimated of those buffers that were recorded.";
                    case "messages" ->
                            "Single buffers were not recorded; the rate is that of all messages that"
                                    + " the daemon received: allocations, releases and questions.";
                    default -> "Nothing was recorded of allocations.";
                };
        StringBuilder text = new StringBuilder(basis);
        if (traffic.allocations() != null) {
            text.append(" In all ")
                    .append(Words.count(traffic.allocations()))
                    .append(" allocations of ")
                    .append(Words.bytes(traffic.allocatedBytes()))
                    .append(", ")
                    .append(count(traffic.frees()))
                    .append(" releases.");
        } else if (traffic.counted() != null) {
            text.append(" Between its first and last whole snapshot the daemon counted ")
                    .append(Words.count(traffic.counted()))
                    .append(" allocations.");
        }
        html.paragraph(text.toString());
        charts(charts.rates());
        html.add("<div class=\"pair\">");
        bars("By size", "Size", traffic.sizes(), Words::bytes);
        bars("By lifetime, of those released", "Lifetime", traffic.lifetimes(), Words::duration);
        html.add("</div>");
        largest(traffic);
        html.end();
    }

    private void bars(String caption, String head, List<Bar> bars, LongFunction<String> format) {
        if (bars.isEmpty()) {
            return;
        }
        long most = bars.stream().mapToLong(Bar::count).max().orElse(1);
        List<List<String>> rows = new ArrayList<>();
        for (Bar bar : bars) {
            Long below = bar.below();
            String range =
                    below == null
                            ? "≥ " + format.apply(bar.from())
                            : bar.from() == 0
                                    ? "&lt; " + format.apply(below)
                                    : format.apply(bar.from()) + " – " + format.apply(below);
            rows.add(
                    List.of(
                            "<span class=\"nowrap\">" + range + "</span>",
                            Html.bar(0.89 * bar.count() / Math.max(1, most)),
                            Words.count(bar.count()),
                            Words.bytes(bar.bytes())));
        }
        html.table(caption, List.of(head, "", "#Buffers", "#Bytes"), rows);
    }

    private void largest(Traffic traffic) {
        boolean isLive = traffic.largestBasis().equals("live");
        List<List<String>> rows = new ArrayList<>();
        for (Largest buffer : traffic.largest()) {
            Long lifetime = buffer.lifetimeMillis();
            rows.add(
                    List.of(
                            Words.bytes(buffer.size()),
                            process(buffer.pid(), buffer.name()),
                            String.valueOf(buffer.device()),
                            escape(or(buffer.memoryType(), "unknown")),
                            "<code>" + escape(buffer.bufferId()) + "</code>",
                            times.at(buffer.time()),
                            lifetime == null
                                    ? isLive ? "" : "not released"
                                    : Words.duration(lifetime)));
        }
        if (!rows.isEmpty()) {
            html.table(
                    isLive ? "Largest buffers, of the snapshots" : "Largest buffers",
                    List.of(
                            "#Size",
                            "Process",
                            "#Device",
                            "Memory",
                            "Buffer",
                            isLive ? "Last seen" : "Allocated",
                            "Lived"),
                    rows);
        }
    }

    private void sensors() {
        html.section("sensors", "Sensors");
        List<Chart> all = charts.telemetry();
        if (all.isEmpty()) {
            html.paragraph("No sensor was recorded.");
        } else {
            html.add(
                    "<p class=\"soft\">Dashed lines are limits. Gaps are times without a"
                            + " reading.</p>");
            charts(all);
        }
        html.end();
    }

    private void rejections() {
        if (report.rejections().isEmpty()) {
            return;
        }
        html.section("rejections", "Messages turned away");
        List<List<String>> rows = new ArrayList<>();
        for (Rejection rejection : report.rejections()) {
            rows.add(
                    List.of(
                            "<code>" + escape(rejection.reason()) + "</code>",
                            Words.count(rejection.count()),
                            times.at(rejection.first()),
                            times.at(rejection.last()),
                            escape(or(rejection.detail(), ""))));
        }
        html.table("", List.of("Reason", "#Messages", "First", "Last", "The last said"), rows);
        html.end();
    }
}
