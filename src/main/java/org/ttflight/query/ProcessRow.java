package org.ttflight.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.MemoryByType;
import org.ttflight.snapshot.ProcessMemory;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.Selection;
import org.ttflight.snapshot.SnapshotDocument;

/**
 * A process on one of its devices, and the document it is in.
 *
 * @param held null for a process that has no device, but reports or did
 */
public record ProcessRow(
        SnapshotDocument document, ProcessState process, @Nullable ProcessMemory held) {
    /** Returns a row for each device of each process that is wanted. */
    public static List<ProcessRow> of(SnapshotDocument document, Selection selection) {
        List<ProcessRow> rows = new ArrayList<>();
        for (ProcessState process : selection.of(document).processes()) {
            for (ProcessMemory held : process.devices()) {
                rows.add(new ProcessRow(document, process, held));
            }
            if (process.devices().isEmpty()) {
                rows.add(new ProcessRow(document, process, null));
            }
        }
        return rows;
    }

    MemoryByType memory() {
        return held == null ? MemoryByType.UNKNOWN : held.memory();
    }

    /** Returns the card of the device, or null if it is unknown. */
    @Nullable String card() {
        for (DeviceState device : document.devices()) {
            if (held != null && device.device() == held.device()) {
                return device.card();
            }
        }
        return null;
    }
}
