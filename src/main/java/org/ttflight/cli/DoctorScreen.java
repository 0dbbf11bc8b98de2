package org.ttflight.cli;

import org.jspecify.annotations.Nullable;
import org.ttflight.doctor.Area;
import org.ttflight.doctor.Finding;
import org.ttflight.doctor.Report;
import org.ttflight.doctor.Severity;
import org.ttflight.screen.Glyphs;
import org.ttflight.screen.Paragraph;
import org.ttflight.screen.Style;
import org.ttflight.screen.View;

/** A report as text: the findings by area, what to do below each problem, and the counts. */
final class DoctorScreen {
    private final View view;
    private final String indent;

    DoctorScreen(View view) {
        this.view = view;
        this.indent = " ".repeat(3 + mark(Severity.OK).length());
    }

    /** Returns the text; with {@code isQuiet} only problems, and nothing if there are none. */
    String draw(Report report, boolean isQuiet) {
        StringBuilder out = new StringBuilder();
        if (!isQuiet) {
            out.append(view.paint("tt-flight doctor " + clean(report.version()), Style.BOLD));
            out.append("   ").append(view.time(report.time())).append("\n\n");
        } else if (!report.result().isProblem()) {
            return "";
        }
        for (Area area : Area.values()) {
            boolean hasTitle = false;
            for (Finding finding : report.findings()) {
                if (finding.area() == area && (!isQuiet || finding.severity().isProblem())) {
                    if (!hasTitle) {
                        out.append(view.paint(area.title(), Style.BOLD)).append('\n');
                        hasTitle = true;
                    }
                    append(out, finding);
                }
            }
            out.append(hasTitle ? "\n" : "");
        }
        out.append(view.paint(report.summary(), style(report.result()))).append('\n');
        return out.toString();
    }

    private void append(StringBuilder out, Finding finding) {
        Severity severity = finding.severity();
        String mark = view.paint(mark(severity), style(severity));
        String found = finding.found();
        boolean isProblem = severity.isProblem();
        String title = finding.title();
        if (severity == Severity.NOT_CHECKED) {
            title = title + ": not checked; " + found;
        } else if (!isProblem && found != null) {
            title = title + ": " + found;
        }
        paragraph(out, "  " + mark + " ", title, isProblem ? style(severity) : Style.PLAIN);
        if (isProblem) {
            below(out, "", found);
        }
        below(out, isProblem ? "fix: " : "hint: ", finding.fix());
    }

    private void below(StringBuilder out, String lead, @Nullable String text) {
        if (text != null) {
            paragraph(out, indent, lead + text, Style.PLAIN);
        }
    }

    /** Appends the text behind a beginning that is as wide as the indent, and below it. */
    private void paragraph(StringBuilder out, String beginning, String text, Style style) {
        StringBuilder broken = new StringBuilder();
        Paragraph.append(broken, clean(text), view.width() - indent.length(), "");
        boolean isFirst = true;
        for (String line : broken.toString().lines().toList()) {
            out.append(isFirst ? beginning : indent).append(view.paint(line, style)).append('\n');
            isFirst = false;
        }
    }

    private String clean(String text) {
        return view.glyphs().clean(text);
    }

    private String mark(Severity severity) {
        boolean isAscii = view.glyphs() == Glyphs.ASCII;
        return switch (severity) {
            case OK -> isAscii ? "ok  " : "✓";
            case NOTE -> isAscii ? "note" : "·";
            case NOT_CHECKED -> isAscii ? "skip" : "?";
            case WARNING -> isAscii ? "WARN" : "!";
            case ERROR -> isAscii ? "FAIL" : "✗";
        };
    }

    private static Style style(Severity severity) {
        return switch (severity) {
            case OK -> Style.GREEN;
            case NOTE, NOT_CHECKED -> Style.PLAIN;
            case WARNING -> Style.YELLOW;
            case ERROR -> Style.RED;
        };
    }
}
