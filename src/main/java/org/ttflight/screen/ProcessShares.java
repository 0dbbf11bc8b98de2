package org.ttflight.screen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.MemoryByType;
import org.ttflight.snapshot.ProcessMemory;
import org.ttflight.snapshot.ProcessState;

/** Who holds the most on a device, and what part that is of all that is in use there. */
final class ProcessShares {
    /** What the percentages mean. */
    static final String MEANING =
            "The percentage of a process is its part of what is in use on the device.";

    /** So many processes are shown; the rest is counted. */
    private static final int SHOWN = 5;

    private static final int AMOUNT = 10;
    private static final int PERCENT = 5;

    /** On narrower screens names need the room more. */
    private static final int WIDTH_FOR_PERCENTAGES = 80;

    private final MemoryByType all;
    private final View view;
    private final boolean hasMarks;
    private final List<String> lines = new ArrayList<>();
    private boolean hasPercentages;

    /** What one process holds here. */
    private record Share(ProcessState process, MemoryByType memory, long bytes) {}

    private ProcessShares(MemoryByType all, View view, boolean hasMarks) {
        this.all = all;
        this.view = view;
        this.hasMarks = hasMarks;
    }

    /**
     * @param hasMarks whether there is a column for the mark of figures of shared memory
     */
    static ProcessShares of(
            DeviceState device, List<ProcessState> processes, View view, boolean hasMarks) {
        ProcessShares shares = new ProcessShares(device.memory(), view, hasMarks);
        shares.write(device.device(), processes);
        return shares;
    }

    List<String> lines() {
        return lines;
    }

    boolean hasPercentages() {
        return hasPercentages;
    }

    private void write(int device, List<ProcessState> processes) {
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
        for (Share share : shares.subList(0, Math.min(SHOWN, shares.size()))) {
            lines.add(line(share));
        }
        if (shares.size() > SHOWN) {
            rest(shares.subList(SHOWN, shares.size()));
        }
    }

    private void rest(List<Share> shares) {
        long bytes = 0;
        boolean isPartial = false;
        for (Share share : shares) {
            bytes += share.bytes();
            isPartial |= isUnknown(share.memory());
        }
        lines.add(
                "    and "
                        + Amount.count(shares.size(), "more process", "more processes")
                        + " with "
                        + (isPartial ? view.glyphs().atLeast() : "")
                        + Amount.bytes(bytes));
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
        String dram = amount("DRAM ", memory.dramInUse(), all.dramInUse(), memory, Figures.DRAM);
        String l1 = amount("  L1 ", memory.l1InUse(), all.l1InUse(), memory, Figures.L1);
        String amounts = dram + l1;
        String name = SmiScreen.known(share.process().name(), view.glyphs());
        String pid = "    pid " + share.process().pid() + "  ";
        int room = Math.max(1, Math.min(32, view.width() - amounts.length() - 19));
        String ellipsis = view.glyphs().ellipsis();
        String shown = DisplayWidth.cut(name, room, ellipsis);
        String status = view.glyphs().clean(share.process().status());
        String told =
                isUnknown(memory) ? DisplayWidth.cut(status, amounts.length(), ellipsis) : amounts;
        String line =
                pid
                        + " ".repeat(Math.max(0, 17 - pid.length()))
                        + shown
                        + " ".repeat(room - DisplayWidth.of(shown) + 2)
                        + told;
        return line.stripTrailing();
    }

    private String amount(
            String label,
            @Nullable Long held,
            @Nullable Long inUse,
            MemoryByType memory,
            List<String> types) {
        String amount = right(Amount.bytes(held), AMOUNT) + (hasMarks ? mark(memory, types) : "");
        return label + amount + right(percent(held, inUse), percentWidth());
    }

    private int percentWidth() {
        return view.width() < WIDTH_FOR_PERCENTAGES ? 0 : PERCENT;
    }

    private String percent(@Nullable Long held, @Nullable Long inUse) {
        if (percentWidth() == 0 || held == null || inUse == null || held == 0 || held > inUse) {
            return "";
        }
        hasPercentages = true;
        return Amount.percent(held, inUse);
    }

    /** Returns the mark of a sum that shared memory tells, or a blank. */
    static String mark(MemoryByType memory, List<String> types) {
        return Figures.isShared(memory, types) ? Figures.SHARED : " ";
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
