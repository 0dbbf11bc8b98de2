package org.ttflight.screen;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.LostDeviceState;
import org.ttflight.snapshot.MemoryByType;
import org.ttflight.snapshot.ProcessMemory;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.ServerState;
import org.ttflight.snapshot.SnapshotDocument;

/** One frame of {@code monitor}: bars for each device, and who holds the most there. */
public final class MonitorScreen {
    /** So many processes are shown for a device; the rest is counted. */
    public static final int PROCESSES = 5;

    private static final int WIDEST = 120;
    private static final int LABEL = 16;
    private static final int AMOUNT = 11;
    private static final int PERCENT = 7;

    private final View view;
    private final DeviceNotes notes;
    private final boolean hasMarks;
    private final List<String> lines = new ArrayList<>();

    private MonitorScreen(View view) {
        this.view = view.width() > WIDEST ? view.withWidth(WIDEST) : view;
        this.notes = new DeviceNotes(this.view, Instant.EPOCH);
        this.hasMarks = false;
    }

    private MonitorScreen(View view, SnapshotDocument document) {
        this.view = view.width() > WIDEST ? view.withWidth(WIDEST) : view;
        this.notes = new DeviceNotes(this.view, document.time());
        this.hasMarks =
                Figures.hasShared(document.devices())
                        || Figures.hasSharedHoldings(document.processes());
    }

    /**
     * Returns the lines of a frame.
     *
     * @param devices which to show; all that are known if empty
     */
    public static List<String> frame(
            SnapshotDocument document, View view, List<Integer> devices, int refreshMillis) {
        MonitorScreen screen = new MonitorScreen(view, document);
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
        part("  TRACE", memory.used("TRACE"));
        bar(device, "L1", memory.l1InUse(), Figures.L1);
        part("  L1_SMALL", memory.used("L1_SMALL"));
        part("  CB", memory.used("CB"));
        part("KERNEL", memory.used("KERNEL"));
        part("SYSTEM_MEMORY", memory.used("SYSTEM_MEMORY"));
        item("Incomplete", notes.untracked(device));
        item("Unknown", DeviceNotes.unknownMemory(device));
        item("Unattributed", notes.unattributed(device));
        item("Unexplained", notes.unexplainedL1(device));
        item("Banks", notes.banks(device));
        processes(device.device(), processes);
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

    /** Returns the mark of a sum that shared memory tells; nothing where no sum has one. */
    private String mark(MemoryByType memory, List<String> types) {
        if (!hasMarks) {
            return "";
        }
        return Figures.isShared(memory, types) ? Figures.SHARED : " ";
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

    /** What one process holds here. */
    private record Share(ProcessState process, MemoryByType memory, long bytes) {}

    private void processes(int device, List<ProcessState> processes) {
        List<Share> shares = new ArrayList<>();
        for (ProcessState process : processes) {
            for (ProcessMemory held : process.devices()) {
                if (held.device() == device) {
                    shares.add(new Share(process, held.memory(), size(held.memory())));
                }
            }
        }
        Collections.sort(
                shares,
                Comparator.comparingLong(Share::bytes)
                        .reversed()
                        .thenComparingInt(share -> share.process().pid()));
        for (Share share : shares.subList(0, Math.min(PROCESSES, shares.size()))) {
            lines.add(line(share));
        }
        if (shares.size() > PROCESSES) {
            int more = shares.size() - PROCESSES;
            long bytes = 0;
            boolean isPartial = false;
            for (Share share : shares.subList(PROCESSES, shares.size())) {
                bytes += share.bytes();
                isPartial |= isUnknown(share.memory());
            }
            lines.add(
                    "    and "
                            + Amount.count(more, "more process", "more processes")
                            + " with "
                            + (isPartial ? view.glyphs().atLeast() : "")
                            + Amount.bytes(bytes));
        }
    }

    private static long size(MemoryByType memory) {
        Long dram = memory.dramInUse();
        Long l1 = memory.l1InUse();
        return (dram == null ? 0 : dram) + (l1 == null ? 0 : l1);
    }

    private static boolean isUnknown(MemoryByType memory) {
        return memory.dramInUse() == null && memory.l1InUse() == null;
    }

    private String line(Share share) {
        MemoryByType memory = share.memory();
        String amounts =
                "DRAM "
                        + right(Amount.bytes(memory.dramInUse()), AMOUNT - 1)
                        + mark(memory, Figures.DRAM)
                        + "  L1 "
                        + right(Amount.bytes(memory.l1InUse()), AMOUNT - 1)
                        + mark(memory, Figures.L1);
        String name = SmiScreen.known(share.process().name(), view.glyphs());
        String pid = "    pid " + share.process().pid() + "  ";
        int room = Math.max(1, Math.min(32, view.width() - amounts.length() - 19));
        String shown = cut(name, room);
        String told =
                isUnknown(memory)
                        ? cut(view.glyphs().clean(share.process().status()), amounts.length())
                        : amounts;
        String line =
                pid
                        + " ".repeat(Math.max(0, 17 - pid.length()))
                        + shown
                        + " ".repeat(room - DisplayWidth.of(shown) + 2)
                        + told;
        return line.stripTrailing();
    }
}
