package org.ttflight.page;

import java.util.ArrayList;
import java.util.List;
import org.ttflight.recording.RecordingReport;
import org.ttflight.recording.RecordingReport.Device;
import org.ttflight.recording.RecordingReport.Happening;
import org.ttflight.recording.RecordingReport.Holder;
import org.ttflight.recording.RecordingReport.Peak;
import org.ttflight.recording.Words;

/** The three most important lines of a report. */
public final class ReportSummary {
    private ReportSummary() {}

    /** Returns when and what it is of, where most was held and by whom, and what went wrong. */
    public static List<String> lines(RecordingReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(when(report) + "; " + count(report.devices().size(), "device", "devices"));
        lines.add(fullest(report));
        lines.add(wrong(report));
        return lines;
    }

    private static String when(RecordingReport report) {
        var origin = report.origin();
        long millis = origin.until().toEpochMilli() - origin.from().toEpochMilli();
        return Times.dateTime(origin.from())
                + " to "
                + Times.dateTime(origin.until())
                + " UTC ("
                + Words.duration(millis)
                + ")";
    }

    /** Returns the peak that came nearest to what its device has. */
    private static String fullest(RecordingReport report) {
        Device of = null;
        Peak fullest = null;
        for (Device device : report.devices()) {
            for (Peak peak : device.peaks()) {
                if (fullest == null || share(peak) > share(fullest)) {
                    of = device;
                    fullest = peak;
                }
            }
        }
        if (of == null || fullest == null || fullest.used() == 0) {
            return "no memory in use";
        }
        Long capacity = fullest.capacity();
        String text =
                "fullest: "
                        + fullest.memory()
                        + " of device "
                        + of.device()
                        + ", "
                        + Words.bytes(fullest.used())
                        + (capacity == null
                                ? ""
                                : " of "
                                        + Words.bytes(capacity)
                                        + " ("
                                        + Math.round(100.0 * fullest.used() / capacity)
                                        + "%)")
                        + " at "
                        + new Times(report).at(fullest.time());
        if (fullest.holders().isEmpty()) {
            return text;
        }
        Holder most = fullest.holders().get(0);
        return text + ", most of it held by " + name(most) + ", " + Words.bytes(most.used());
    }

    private static String name(Holder holder) {
        return "pid " + holder.pid() + (holder.name() == null ? "" : " (" + holder.name() + ")");
    }

    private static double share(Peak peak) {
        Long capacity = peak.capacity();
        return capacity == null || capacity == 0 ? 0 : (double) peak.used() / capacity;
    }

    private static String wrong(RecordingReport report) {
        long bad = severe(report, "bad");
        long warnings = severe(report, "warning");
        if (bad + warnings == 0) {
            return "nothing went wrong that the recording tells of";
        }
        for (Happening happening : report.happened()) {
            if (happening.severity().equals(bad > 0 ? "bad" : "warning")) {
                return (bad > 0 ? count(bad, "failure", "failures") + ", " : "")
                        + count(warnings, "warning", "warnings")
                        + "; first at "
                        + new Times(report).at(happening.time())
                        + ": "
                        + subject(happening)
                        + happening.text();
            }
        }
        return "";
    }

    static long severe(RecordingReport report, String severity) {
        return report.happened().stream().filter(h -> h.severity().equals(severity)).count();
    }

    /** Returns what it happened to, with a blank at its end; empty if it is to the daemon. */
    static String subject(Happening happening) {
        StringBuilder subject = new StringBuilder();
        if (happening.device() != null) {
            subject.append("device ").append(happening.device()).append(": ");
        }
        if (happening.pid() != null) {
            subject.append("process ").append(happening.pid()).append(": ");
        }
        return subject.toString();
    }

    static String count(long count, String one, String many) {
        return Words.count(count) + " " + (count == 1 ? one : many);
    }
}
