package org.ttflight.screen;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.history.DeviceHistory;
import org.ttflight.history.HistoryDocument;
import org.ttflight.history.Metric;
import org.ttflight.history.Series;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.LostDeviceState;
import org.ttflight.snapshot.MemoryByType;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.ServerState;
import org.ttflight.snapshot.SnapshotDocument;

/**
 * One frame of {@code monitor}: bars for each device, how it came to that, and who holds the most.
 */
public final class MonitorScreen {
    private static final int WIDEST = 120;
    private static final int LABEL = 16;
    private static final int AMOUNT = 11;
    private static final int PERCENT = 7;
    private static final String MOST = "  max ";

    private final View view;
    private final DeviceNotes notes;
    private final boolean hasMarks;
    private final @Nullable Past past;
    private boolean hasShares;
    private final List<String> lines = new ArrayList<>();

    private MonitorScreen(View view) {
        this.view = view.width() > WIDEST ? view.withWidth(WIDEST) : view;
        this.notes = new DeviceNotes(this.view, Instant.EPOCH);
        this.hasMarks = false;
        this.past = null;
    }

    private MonitorScreen(View view, SnapshotDocument document, @Nullable Past past) {
        this.view = view.width() > WIDEST ? view.withWidth(WIDEST) : view;
        this.notes = new DeviceNotes(this.view, document.time());
        this.hasMarks =
                Figures.hasShared(document.devices())
                        || Figures.hasSharedHoldings(document.processes());
        this.past = past;
    }

    /**
     * What is shown of the past.
     *
     * @param history ends with the frame; of as many steps as there are columns, or fewer
     * @param seconds how long it was asked to be
     */
    public record Past(HistoryDocument history, int seconds) {}

    /** Returns how many steps of the past there is room for. */
    public static int pastColumns(View view) {
        return Math.min(view.width(), WIDEST) - LABEL - MOST.length() - (AMOUNT - 1);
    }

    /**
     * Returns the lines of a frame.
     *
     * @param devices which to show; all that are known if empty
     * @param past what to show of the past; null for nothing
     */
    public static List<String> frame(
            SnapshotDocument document,
            View view,
            List<Integer> devices,
            int refreshMillis,
            @Nullable Past past) {
        MonitorScreen screen = new MonitorScreen(view, document, past);
        screen.header(document.time(), refreshMillis);
        screen.prose(summary(document));
        for (DeviceState device : document.devices()) {
            if (devices.isEmpty() || devices.contains(device.device())) {
                screen.device(device, document.processes());
            }
        }
        screen.missing(document, devices);
        screen.lines.add("");
        screen.prose(SmiScreen.sums(document));
        if (screen.hasShares) {
            screen.prose(ProcessShares.MEANING);
        }
        if (screen.hasMarks) {
            screen.prose(Figures.SHARED + " " + Figures.SHARED_MEANING);
        }
        StringBuilder text = new StringBuilder();
        Notes below = new Notes(text, screen.view.width() - 2);
        screen.notes.writeLost(document, below);
        HostNotes host = new HostNotes(view.glyphs(), below);
        host.processes(document.processes());
        host.sharedMemory(document.sharedMemory());
        host.problems(document);
        text.toString().lines().forEach(line -> screen.lines.add("  " + line));
        if (document.server() == null) {
            LocalNotes.LINES.forEach(screen::prose);
        }
        return screen.lines;
    }

    private static String summary(SnapshotDocument document) {
        ServerState server = document.server();
        String processes = Amount.count(document.processes().size(), "process", "processes");
        return server == null
                ? "without a daemon; " + processes
                : "daemon "
                        + server.pid()
                        + " up "
                        + Amount.duration(server.uptimeSeconds())
                        + ", "
                        + processes
                        + ", "
                        + Amount.count(server.liveBuffers(), "buffer", "buffers");
    }

    /** Returns the lines of a frame for when there is nothing to show, and why. */
    public static List<String> trouble(
            String message, @Nullable Instant lastAnswer, View view, Instant now, int refresh) {
        MonitorScreen screen = new MonitorScreen(view);
        screen.header(now, refresh);
        screen.lines.add("");
        screen.prose("No answer from the daemon: " + view.glyphs().clean(message));
        screen.prose(
                (lastAnswer == null ? "" : "The last one was of " + view.time(lastAnswer) + ". ")
                        + "Trying again every "
                        + refresh
                        + " ms.");
        return screen.lines;
    }

    private void header(Instant time, int refreshMillis) {
        lines.add(view.glyphs().heavyRule(view.width()));
        String left = "  tt-flight monitor, every " + refreshMillis + " ms";
        String right = view.time(time);
        int gap = Math.max(1, view.width() - left.length() - right.length());
        lines.add(view.paint(left, Style.BOLD) + " ".repeat(gap) + right);
        lines.add(view.glyphs().heavyRule(view.width()));
    }

    private void missing(SnapshotDocument document, List<Integer> wanted) {
        if (wanted.isEmpty() && document.devices().isEmpty()) {
            lines.add("");
            prose(view.glyphs().clean(SmiScreen.noDevices(document)));
        }
        for (int ordinal : wanted) {
            boolean isKnown = false;
            for (DeviceState device : document.devices()) {
                isKnown |= device.device() == ordinal;
            }
            if (!isKnown) {
                lines.add("");
                prose("Device " + ordinal + absence(document, ordinal));
            }
        }
    }

    private static String absence(SnapshotDocument document, int ordinal) {
        for (LostDeviceState lost : document.host().lost()) {
            if (lost.device() == ordinal) {
                return ": lost.";
            }
        }
        return document.server() == null
                ? ": the host does not have it now."
                : ": the daemon does not know it.";
    }

    private void prose(String text) {
        StringBuilder paragraph = new StringBuilder();
        Paragraph.append(paragraph, text, view.width() - 2);
        for (String line : paragraph.toString().split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add("  " + line);
            }
        }
    }

    private void device(DeviceState device, List<ProcessState> processes) {
        MemoryByType memory = device.memory();
        lines.add("");
        String name =
                "Device " + device.device() + "  " + DeviceName.of(device, true, view.glyphs());
        String title = device.simulated() ? name + "  (simulated)" : name;
        lines.add(view.paint(cut(title, view.width()), Style.BOLD));
        lines.add(view.glyphs().thinRule(view.width()));
        item("Health", health(device));
        item("Telemetry", telemetry(device));
        List<String> unknown = notes.unknownReadings(device);
        item("", unknown.isEmpty() ? null : String.join(" ", unknown));
        bar(device, "DRAM", memory.dramInUse(), Figures.DRAM);
        past(device, Metric.DRAM_USED);
        part("  TRACE", memory.used("TRACE"));
        bar(device, "L1", memory.l1InUse(), Figures.L1);
        past(device, Metric.L1_USED);
        part("  L1_SMALL", memory.used("L1_SMALL"));
        part("  CB", memory.used("CB"));
        part("KERNEL", memory.used("KERNEL"));
        part("SYSTEM_MEMORY", memory.used("SYSTEM_MEMORY"));
        item("Incomplete", notes.untracked(device));
        item("Unknown", DeviceNotes.unknownMemory(device));
        item("Unattributed", notes.unattributed(device));
        item("Unexplained", notes.unexplainedL1(device));
        item("Banks", notes.banks(device));
        ProcessShares shares = ProcessShares.of(device, processes, view, hasMarks);
        lines.addAll(shares.lines());
        hasShares |= shares.hasPercentages();
    }

    /** Returns null where there is no news. */
    private @Nullable String health(DeviceState device) {
        String wrong = notes.health(device);
        boolean isTold = device.hardware() != null || device.health().startsWith("lost ");
        return wrong == null && isTold ? view.glyphs().clean(device.health()) : wrong;
    }

    private @Nullable String telemetry(DeviceState device) {
        if (device.hardware() == null) {
            return null;
        }
        Gauges gauges = Gauges.of(device, view.glyphs());
        return known("temperature ", gauges.temperature(true))
                + ", "
                + known("power ", gauges.power(true))
                + ", "
                + gauge("AICLK ", gauges.clock())
                + ", "
                + gauge("PCIe ", gauges.link());
    }

    /** The unit tells what it is, where there is one. */
    private static String known(String label, Cell cell) {
        return cell.text().equals(Amount.UNKNOWN) ? gauge(label, cell) : gauge("", cell);
    }

    private static String gauge(String label, Cell cell) {
        return label + cell.text() + cell.painted();
    }

    /** Adds text under a label, in as many lines as it takes. */
    private void item(String label, @Nullable String text) {
        if (text == null) {
            return;
        }
        StringBuilder paragraph = new StringBuilder();
        Paragraph.append(paragraph, text, view.width() - LABEL);
        String head = label(label);
        for (String line : paragraph.toString().stripTrailing().split("\n", -1)) {
            lines.add(head + line);
            head = " ".repeat(LABEL);
        }
    }

    private void bar(DeviceState device, String label, @Nullable Long used, List<String> types) {
        Long capacity = device.memory().capacity(label);
        boolean isPartial = used != null && device.untracked() > 0;
        String text = (isPartial ? view.glyphs().atLeast() : "") + Amount.bytes(used);
        String amount = label(label) + right(text, AMOUNT) + mark(device.memory(), types);
        if (used == null || capacity == null) {
            lines.add(amount.stripTrailing());
            return;
        }
        String outOf = " / " + right(Amount.bytes(capacity), AMOUNT - 1);
        int room = view.width() - amount.length() - outOf.length() - PERCENT - 4;
        int width = Math.max(4, Math.min(50, room));
        double share = (double) used / capacity;
        String bar = "[" + view.glyphs().bar(share, width) + "]";
        String percent = right(Amount.exactPercent(used, capacity), PERCENT);
        lines.add(amount + outOf + "  " + view.paint(bar + percent, Amount.alarm(used, capacity)));
    }

    /** Draws what is known of the past, each column as long as every other; blank is unknown. */
    private void past(DeviceState device, Metric metric) {
        DeviceHistory known =
                past == null ? null : past.history().device(device.device(), device.asicId());
        Series series = known == null ? null : known.series().get(metric);
        if (past == null || series == null) {
            return;
        }
        String window = Amount.duration(past.seconds());
        String line = Sparkline.of(series, view.glyphs());
        int unused = Math.max(0, pastColumns(view) - line.length());
        String most = right(Amount.bytes((long) series.max()), AMOUNT - 1);
        String head = label(window.length() < LABEL - 5 ? "  " + window : window);
        lines.add(head + line + " ".repeat(unused) + MOST + most);
    }

    private String mark(MemoryByType memory, List<String> types) {
        return hasMarks ? ProcessShares.mark(memory, types) : "";
    }

    private void part(String label, @Nullable Long used) {
        if (used != null && used > 0) {
            lines.add(label(label) + right(Amount.bytes(used), AMOUNT));
        }
    }

    private static String label(String label) {
        String text = label.isEmpty() ? "" : "  " + label + ":";
        return text + " ".repeat(Math.max(0, LABEL - text.length()));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private String cut(String text, int width) {
        return DisplayWidth.cut(text, width, view.glyphs().ellipsis());
    }
}
