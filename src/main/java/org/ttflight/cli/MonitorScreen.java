package org.ttflight.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.MemoryByType;
import org.ttflight.snapshot.ProcessMemory;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.ServerState;
import org.ttflight.snapshot.SnapshotDocument;

/** One frame of {@code monitor}: bars for each device, and who holds the most there. */
final class MonitorScreen {
    /** So many processes are shown for a device; the rest is counted. */
    static final int PROCESSES = 5;

    private static final int WIDEST = 120;
    private static final int LABEL = 16;
    private static final int AMOUNT = 11;
    private static final int PERCENT = 7;

    private final View view;
    private final List<String> lines = new ArrayList<>();

    private MonitorScreen(View view) {
        this.view = view.width() > WIDEST ? view.withWidth(WIDEST) : view;
    }

    /**
     * Returns the lines of a frame.
     *
     * @param devices which to show; all that are known if empty
     */
    static List<String> frame(
            SnapshotDocument document, View view, List<Integer> devices, int refreshMillis) {
        MonitorScreen screen = new MonitorScreen(view);
        ServerState server = document.server();
        screen.header(document.time(), refreshMillis);
        screen.lines.add(
                "  daemon "
                        + server.pid()
                        + " up "
                        + Amount.duration(server.uptimeSeconds())
                        + ", "
                        + Amount.count(document.processes().size(), "process", "processes")
                        + ", "
                        + Amount.count(server.liveBuffers(), "buffer", "buffers"));
        for (DeviceState device : document.devices()) {
            if (devices.isEmpty() || devices.contains(device.device())) {
                screen.device(device, document.processes());
            }
        }
        screen.missing(document, devices);
        screen.lines.add("");
        screen.prose(SmiScreen.SUMS);
        return screen.lines;
    }

    /** Returns the lines of a frame for when there is nothing to show, and why. */
    static List<String> trouble(
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
            prose("No devices: the daemon found none, and no program has reported one.");
        }
        for (int ordinal : wanted) {
            boolean isKnown = false;
            for (DeviceState device : document.devices()) {
                isKnown |= device.device() == ordinal;
            }
            if (!isKnown) {
                lines.add("");
                prose("Device " + ordinal + ": the daemon does not know it.");
            }
        }
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
        bar("DRAM", memory.dramInUse(), memory.capacity("DRAM"));
        part("  TRACE", memory.used("TRACE"));
        bar("L1", memory.l1InUse(), memory.capacity("L1"));
        part("  L1_SMALL", memory.used("L1_SMALL"));
        part("  CB", memory.used("CB"));
        part("KERNEL", memory.used("KERNEL"));
        part("SYSTEM_MEMORY", memory.used("SYSTEM_MEMORY"));
        processes(device.device(), processes);
    }

    private void bar(String label, @Nullable Long used, @Nullable Long capacity) {
        String amount = label(label) + right(Amount.bytes(used), AMOUNT);
        if (used == null || capacity == null) {
            lines.add(amount);
            return;
        }
        String outOf = " / " + right(Amount.bytes(capacity), AMOUNT - 1);
        int room = view.width() - LABEL - AMOUNT - outOf.length() - PERCENT - 4;
        int width = Math.max(4, Math.min(50, room));
        double share = (double) used / capacity;
        String bar = "[" + view.glyphs().bar(share, width) + "]";
        String percent = right(Amount.exactPercent(used, capacity), PERCENT);
        lines.add(amount + outOf + "  " + view.paint(bar + percent, Amount.alarm(used, capacity)));
    }

    private void part(String label, @Nullable Long used) {
        if (used != null && used > 0) {
            lines.add(label(label) + right(Amount.bytes(used), AMOUNT));
        }
    }

    private static String label(String label) {
        String text = "  " + label + ":";
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
            for (Share share : shares.subList(PROCESSES, shares.size())) {
                bytes += share.bytes();
            }
            lines.add(
                    "    and "
                            + Amount.count(more, "more process", "more processes")
                            + " with "
                            + Amount.bytes(bytes));
        }
    }

    private static long size(MemoryByType memory) {
        Long dram = memory.dramInUse();
        Long l1 = memory.l1InUse();
        return (dram == null ? 0 : dram) + (l1 == null ? 0 : l1);
    }

    private String line(Share share) {
        String amounts =
                "DRAM "
                        + right(Amount.bytes(share.memory().dramInUse()), AMOUNT - 1)
                        + "  L1 "
                        + right(Amount.bytes(share.memory().l1InUse()), AMOUNT - 1);
        String known = share.process().name();
        String name = known == null ? Amount.UNKNOWN : view.glyphs().clean(known);
        String pid = "    pid " + share.process().pid() + "  ";
        int room = Math.max(1, Math.min(32, view.width() - amounts.length() - 19));
        String shown = cut(name, room);
        return pid
                + " ".repeat(Math.max(0, 17 - pid.length()))
                + shown
                + " ".repeat(room - DisplayWidth.of(shown) + 2)
                + amounts;
    }
}
