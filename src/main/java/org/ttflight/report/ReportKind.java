package org.ttflight.report;

import org.jspecify.annotations.Nullable;

/** The three files of a set, by the end of their names. */
enum ReportKind {
    SUMMARY("memory_usage_summary.csv"),
    L1_USAGE("l1_usage_summary.csv"),
    DETAIL("detailed_memory_usage.csv");

    private static final ReportKind[] ALL = values();

    private final String usualName;

    ReportKind(String usualName) {
        this.usualName = usualName;
    }

    /** Returns the kind of the file with this name, or null if it is none. */
    static @Nullable ReportKind ofName(String name) {
        for (ReportKind kind : ALL) {
            if (name.endsWith(kind.usualName)) {
                return kind;
            }
        }
        return null;
    }

    /** Returns what stands before the usual name. */
    String prefix(String name) {
        return name.substring(0, name.length() - usualName.length());
    }
}
