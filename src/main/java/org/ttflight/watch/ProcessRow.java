package org.ttflight.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.ProcessMemory;
import org.ttflight.snapshot.ProcessState;

/**
 * A process with its sums over the devices.
 *
 * @param dram null if it is unknown on every device
 * @param l1 null if it is unknown on every device
 * @param isPartial whether it is unknown on some device, so that the sums may be too small
 */
record ProcessRow(ProcessState process, @Nullable Long dram, @Nullable Long l1, boolean isPartial) {

    static ProcessRow of(ProcessState process) {
        Long dram = null;
        Long l1 = null;
        boolean isPartial = false;
        for (ProcessMemory held : process.devices()) {
            Long dramHeld = held.memory().dramInUse();
            Long l1Held = held.memory().l1InUse();
            dram = plus(dram, dramHeld);
            l1 = plus(l1, l1Held);
            isPartial |= dramHeld == null || l1Held == null;
        }
        return new ProcessRow(process, dram, l1, isPartial && (dram != null || l1 != null));
    }

    private static @Nullable Long plus(@Nullable Long sum, @Nullable Long more) {
        if (more == null) {
            return sum;
        }
        return sum == null ? more : Long.valueOf(sum + more);
    }

    /** Returns the processes that fit the filter, in order. */
    static List<ProcessRow> sorted(
            List<ProcessState> processes, String filter, ProcessOrder order, boolean isReversed) {
        List<ProcessRow> rows = new ArrayList<>();
        for (ProcessState process : processes) {
            if (fits(process, filter)) {
                rows.add(of(process));
            }
        }
        rows.sort(order.comparator(isReversed));
        return rows;
    }

    /** Returns whether the filter, in upper or lower case, is in any of what is shown. */
    private static boolean fits(ProcessState process, String filter) {
        if (filter.isEmpty()) {
            return true;
        }
        String part = filter.toLowerCase(Locale.ROOT);
        return contains(process.name(), part)
                || contains(process.commandLine(), part)
                || contains(process.user(), part)
                || contains(process.status(), part)
                || contains(process.container(), part)
                || contains(process.pod(), part)
                || Integer.toString(process.pid()).contains(part);
    }

    static boolean contains(@Nullable String text, String lowerCasePart) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(lowerCasePart);
    }

    long dramOrUnknown() {
        return dram == null ? -1 : dram;
    }

    long l1OrUnknown() {
        return l1 == null ? -1 : l1;
    }

    double cpuOrUnknown() {
        Double ratio = process.cpuRatio();
        return ratio == null ? -1 : ratio;
    }

    long residentOrUnknown() {
        Long resident = process.residentBytes();
        return resident == null ? -1 : resident;
    }

    /** Returns the lowest of its devices; the largest number there is if it uses none. */
    int firstDevice() {
        int first = Integer.MAX_VALUE;
        for (ProcessMemory held : process.devices()) {
            first = Math.min(first, held.device());
        }
        return first;
    }
}
