package org.ttflight.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.ttflight.leak.LeakKind;
import org.ttflight.leak.LeakReport;

/** A report of leaks in words and tables: first what counts as a leak, then what may be one. */
public final class LeakScreen {
    private static final int EXAMPLES = 2;
    private final LeakReport report;
    private final Set<LeakKind> counted;
    private final View view;
    private final StringBuilder out = new StringBuilder(4096);

    private LeakScreen(LeakReport report, Set<LeakKind> counted, View view) {
        this.report = report;
        this.counted = counted;
        this.view = view;
    }

    /**
     * Returns the text, whose lines are no wider than the view.
     *
     * @param counted the kinds that count as leaks
     */
    public static String render(LeakReport report, Set<LeakKind> counted, View view) {
        return new LeakScreen(report, counted, view).render();
    }

    private String render() {
        out.append(view.paint("tt-flight leaks, " + view.time(report.time()), Style.BOLD));
        out.append('\n');
        say(scope());
        for (LeakKind kind : LeakKind.values()) {
            if (counted.contains(kind)) {
                section(kind);
            }
        }
        for (LeakKind kind : LeakKind.values()) {
            if (!counted.contains(kind)) {
                section(kind);
            }
        }
        out.append('\n');
        verdict();
        return out.toString();
    }

    private void say(String text) {
        Paragraph.append(out, text, view.width());
    }

    private String scope() {
        LeakReport.Looked looked = report.looked();
        long watched = Duration.between(report.watchingSince(), report.time()).toSeconds();
        StringBuilder text = new StringBuilder("Looked at ");
        text.append(Amount.count(looked.buffers(), "live buffer", "live buffers"));
        text.append(" of ").append(of());
        text.append("; watching since ").append(view.time(report.watchingSince()));
        text.append(" (").append(Amount.duration(Math.max(0, watched))).append(").");
        return text.toString();
    }

    private String of() {
        Integer pid = report.asked().pid();
        Integer device = report.asked().device();
        String whose =
                pid == null
                        ? Amount.count(report.looked().processes(), "process", "processes")
                        : "process " + pid;
        return device == null ? whose : whose + " on device " + device;
    }

    private void section(LeakKind kind) {
        long count = report.count(kind);
        if (count == 0) {
            return;
        }
        boolean counts = counted.contains(kind);
        String title = LeakWords.title(kind, count, report.asked());
        out.append('\n');
        Style style = counts ? Style.RED : Style.YELLOW;
        StringBuilder heading = new StringBuilder();
        String mark = counts ? "LEAK " : "NOTE ";
        Paragraph.append(heading, mark + title, view.width(), "  ");
        heading.replace(0, mark.length(), view.paint(mark.strip(), style) + " ");
        out.append(heading);
        table(kind).draw(out);
        long shown = shown(kind);
        if (shown < count) {
            say("and " + (count - shown) + " more; --limit shows more of them.");
        }
        say(LeakWords.advice(kind));
    }

    private long shown(LeakKind kind) {
        return switch (kind) {
            case AGE -> report.aged().size();
            case IDLE -> report.idle().size();
            case GROWTH -> report.growing().size();
            case ORPHAN -> report.orphans().size();
            case DOUBLE_FREE, UNKNOWN_FREE, SIZE_CHANGE -> odd(kind).size();
        };
    }

    private List<LeakReport.Odd> odd(LeakKind kind) {
        return report.anomalies().stream().filter(o -> o.kind().equals(kind.label())).toList();
    }

    private LeakTable table(LeakKind kind) {
        return switch (kind) {
            case AGE -> aged();
            case IDLE -> idle();
            case GROWTH -> growing();
            case ORPHAN -> orphans();
            case DOUBLE_FREE, UNKNOWN_FREE, SIZE_CHANGE -> anomalies(kind);
        };
    }

    private LeakTable aged() {
        LeakTable table =
                new LeakTable(
                        view,
                        Column.fixed("Dev", true),
                        Column.text("Memory", 4),
                        Column.fixed("Buffers", true),
                        Column.fixed("Bytes", true),
                        Column.fixed("Oldest", true),
                        Column.text(LeakTable.OLDEST_AT, 4),
                        Column.text("Largest", 4));
        for (LeakReport.Aged aged : report.aged()) {
            table.add(
                    aged.holder(),
                    "" + aged.device(),
                    aged.memory(),
                    "" + aged.buffers(),
                    Amount.bytes(aged.bytes()),
                    Amount.duration(aged.oldest().ageSeconds()),
                    at(aged.oldest()),
                    at(aged.largest()));
        }
        return table;
    }

    private String at(LeakReport.Buffer buffer) {
        return Amount.bytes(buffer.size()) + " at " + buffer.id();
    }

    private LeakTable idle() {
        LeakTable table =
                new LeakTable(
                        view,
                        Column.fixed("Idle", true),
                        Column.fixed("Buffers", true),
                        Column.fixed("Bytes", true),
                        Column.text("Where", 5));
        for (LeakReport.Idle idle : report.idle()) {
            table.add(
                    idle.holder(),
                    Amount.duration(idle.idleSeconds()),
                    "" + idle.buffers(),
                    Amount.bytes(idle.bytes()),
                    held(idle.held()));
        }
        return table;
    }

    private String held(List<LeakReport.Held> held) {
        StringBuilder text = new StringBuilder();
        for (LeakReport.Held one : held) {
            text.append(text.isEmpty() ? "" : ", ").append("dev ").append(one.device());
            text.append(' ').append(one.memory()).append(' ');
            text.append(Amount.bytes(one.bytes()));
        }
        return text.toString();
    }

    private LeakTable growing() {
        LeakTable table =
                new LeakTable(
                        view,
                        Column.fixed("Dev", true),
                        Column.fixed("Mem", false),
                        Column.fixed("Used", true),
                        Column.fixed("Grown", true),
                        Column.fixed("Over", true),
                        Column.fixed("Rate", true),
                        Column.fixed("Full in", true));
        for (LeakReport.Growing one : report.growing()) {
            Long toFull = one.secondsToFull();
            table.add(
                    one.holder(),
                    "" + one.device(),
                    one.memory(),
                    Amount.bytes(one.used()),
                    Amount.bytes(one.grown()),
                    Amount.duration(one.overSeconds()),
                    Amount.bytes(Math.round(one.bytesPerSecond() * 60)) + "/min",
                    toFull == null ? Amount.UNKNOWN : Amount.duration(toFull));
        }
        return table;
    }

    private LeakTable orphans() {
        LeakTable table =
                new LeakTable(
                        view,
                        Column.fixed("Ended", false),
                        Column.fixed("Buffers", true),
                        Column.fixed("Bytes", true),
                        Column.text("Where", 5),
                        Column.text("How", 3));
        for (LeakReport.Orphan orphan : report.orphans()) {
            table.add(
                    orphan.holder(),
                    ago(orphan.time()),
                    "" + orphan.buffers(),
                    Amount.bytes(orphan.bytes()),
                    held(orphan.held()),
                    orphan.reason());
        }
        return table;
    }

    private String ago(Instant time) {
        long seconds = Math.max(0, Duration.between(time, report.time()).toSeconds());
        return Amount.duration(seconds) + " ago";
    }

    private LeakTable anomalies(LeakKind kind) {
        LeakTable table =
                new LeakTable(
                        view,
                        Column.fixed("Dev", true),
                        Column.fixed("Times", true),
                        Column.fixed("Last", false),
                        Column.text("Examples", 8));
        for (LeakReport.Odd odd : odd(kind)) {
            table.add(
                    odd.holder(),
                    "" + odd.device(),
                    "" + odd.count(),
                    ago(odd.lastTime()),
                    examples(odd));
        }
        return table;
    }

    private String examples(LeakReport.Odd odd) {
        StringBuilder text = new StringBuilder();
        int shown = Math.min(EXAMPLES, odd.examples().size());
        for (LeakReport.Example example : odd.examples().subList(0, shown)) {
            text.append(text.isEmpty() ? "" : ", ");
            text.append(example.id());
            Long old = example.oldSize();
            Long now = example.newSize();
            if (old != null && now != null) {
                text.append(" was ").append(Amount.bytes(old));
                text.append(", is ").append(Amount.bytes(now));
            }
        }
        return text.toString();
    }

    private void verdict() {
        long leaks = report.count(counted);
        if (leaks > 0) {
            String verdict =
                    Amount.count(leaks, "finding counts as a leak", "findings count as leaks");
            out.append(view.paint(verdict + ".", Style.RED)).append('\n');
        } else {
            out.append(view.paint("No leaks found.", Style.GREEN)).append('\n');
            say("Looked for: " + LeakWords.names(counted) + ".");
        }
        for (String caveat : LeakWords.caveats(report)) {
            say(caveat);
        }
    }
}
