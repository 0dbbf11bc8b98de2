package org.ttflight.page;

import static org.ttflight.page.Html.escape;

import java.util.ArrayList;
import java.util.List;
import org.ttflight.recording.RecordingReport.Daemon;
import org.ttflight.recording.RecordingReport.EventCount;
import org.ttflight.recording.RecordingReport.Origin;
import org.ttflight.recording.Words;

/** The end of the page: where it all comes from. */
final class PageOrigin {
    private final Origin origin;
    private final Html html;
    private final String version;

    PageOrigin(Origin origin, Html html, String version) {
        this.origin = origin;
        this.html = html;
        this.version = version;
    }

    void write() {
        html.section("recording", "The recording").add("<ul>");
        for (String file : origin.files()) {
            html.add("<li><code>" + escape(file) + "</code></li>");
        }
        html.add("</ul>");
        html.paragraph(
                ReportSummary.count(origin.chunks(), "chunk", "chunks")
                        + (origin.repeatedChunks() > 0
                                ? ", besides "
                                        + origin.repeatedChunks()
                                        + " that are in several files and counted once"
                                : "")
                        + ". Lost by JFR: "
                        + (origin.lostBytes() == 0 ? "nothing" : Words.bytes(origin.lostBytes()))
                        + ". Single buffers: "
                        + origin.singleBuffers().status()
                        + ".");
        List<List<String>> daemons = new ArrayList<>();
        for (Daemon daemon : origin.daemons()) {
            daemons.add(
                    List.of(
                            daemon.pid() == null ? "unknown" : String.valueOf(daemon.pid()),
                            daemon.started() == null ? "unknown" : Times.dateTime(daemon.started()),
                            escape(java(daemon)),
                            escape(PageBody.or(daemon.system(), "unknown"))));
        }
        if (!daemons.isEmpty()) {
            html.table("Recorded by", List.of("#Pid", "Started", "Java", "System"), daemons);
        }
        html.add("<details><summary>Events</summary>");
        List<List<String>> events = new ArrayList<>();
        for (EventCount count : origin.events()) {
            events.add(List.of(escape(count.event()), Words.count(count.count())));
        }
        html.table("", List.of("tenstorrent.…", "#Events"), events).add("</details>").end();
        html.add(
                "<footer><p>Made by tt-flight "
                        + escape(version)
                        + ". Charts by Chart.js, MIT License; its text is in this page's"
                        + " source.</p></footer>");
    }

    /** Returns what is before the list of how it was built. */
    private static String java(Daemon daemon) {
        String version = PageBody.or(daemon.javaVersion(), "unknown");
        int built = version.indexOf(" for ");
        return built < 0 ? version : version.substring(0, built);
    }
}
