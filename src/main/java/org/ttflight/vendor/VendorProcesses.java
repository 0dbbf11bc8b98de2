package org.ttflight.vendor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.ProcessMemory;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.SnapshotDocument;

/** Who has a device open, as the vendor lists them. */
final class VendorProcesses {
    private static final String UNKNOWN = "?";

    private VendorProcesses() {}

    /** One process on one device; {@code device} is the number in {@code /dev/tenstorrent}. */
    record Row(int pid, String user, int device, String commandLine) {}

    /** Returns those that have a device open, once for each, by device and pid. */
    static List<Row> of(SnapshotDocument document) {
        List<Row> rows = new ArrayList<>();
        Set<List<Integer>> seen = new HashSet<>();
        for (ProcessState process : document.processes()) {
            for (ProcessMemory held : process.devices()) {
                if (Boolean.TRUE.equals(held.open())
                        && seen.add(List.of(process.pid(), held.device()))) {
                    rows.add(
                            new Row(
                                    process.pid(),
                                    process.user() == null ? UNKNOWN : process.user(),
                                    held.device(),
                                    commandLine(process.commandLine(), process.name())));
                }
            }
        }
        rows.sort(Comparator.comparingInt(Row::device).thenComparingInt(Row::pid));
        return rows;
    }

    /**
     * Returns printable ASCII: what ends a word or a line is a blank, and the rest {@code \xNN}.
     */
    static String commandLine(@Nullable String commandLine, @Nullable String name) {
        StringBuilder text = new StringBuilder();
        String source = commandLine == null ? "" : commandLine;
        for (byte b : source.getBytes(StandardCharsets.UTF_8)) {
            if (b == 0 || b == '\n') {
                text.append(' ');
            } else if (b >= ' ' && b < 0x7f) {
                text.append((char) b);
            } else {
                text.append(String.format(Locale.ROOT, "\\x%02x", b & 0xff));
            }
        }
        String all = text.toString().strip();
        if (!all.isEmpty()) {
            return all;
        }
        return name == null ? UNKNOWN : commandLine(name, null);
    }
}
