package org.ttflight.watch;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** By what processes are sorted; sizes and times from the largest on, unknown last. */
enum ProcessOrder {
    DRAM("DRAM"),
    L1("L1"),
    PID("PID"),
    USER("User"),
    NAME("Name"),
    DEVICE("Dev"),
    CPU("CPU"),
    RESIDENT("RSS");

    private final String title;

    ProcessOrder(String title) {
        this.title = title;
    }

    private Comparator<ProcessRow> comparator() {
        return switch (this) {
            case DRAM -> descending(Comparator.comparing(ProcessRow::dramOrUnknown));
            case L1 -> descending(Comparator.comparing(ProcessRow::l1OrUnknown));
            case PID -> Comparator.comparingInt(row -> row.process().pid());
            case USER -> Comparator.comparing(row -> text(row.process().user()));
            case NAME -> Comparator.comparing(row -> text(row.process().name()));
            case DEVICE -> Comparator.comparingInt(ProcessRow::firstDevice);
            case CPU -> descending(Comparator.comparing(ProcessRow::cpuOrUnknown));
            case RESIDENT -> descending(Comparator.comparing(ProcessRow::residentOrUnknown));
        };
    }

    private static Comparator<ProcessRow> descending(Comparator<ProcessRow> comparator) {
        return comparator.reversed();
    }

    private static String text(@Nullable String text) {
        return text == null ? "\uffff" : text;
    }

    /** Returns the title of the column. */
    String title() {
        return title;
    }

    ProcessOrder next() {
        return values()[(ordinal() + 1) % values().length];
    }

    /** The pid decides where all else is the same, so that rows do not jump. */
    Comparator<ProcessRow> comparator(boolean isReversed) {
        return (isReversed ? comparator().reversed() : comparator())
                .thenComparingInt(row -> row.process().pid());
    }
}
