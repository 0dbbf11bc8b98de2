package org.ttflight.snapshot;

import java.time.Instant;
import java.util.List;

/**
 * Everything a screen can show, at one moment. Immutable.
 *
 * @param schema the version of the document, {@link #SCHEMA}; more fields may come without a new
 *     version, but none goes or changes its meaning
 * @param devices by ordinal
 * @param processes the live processes, in the order in which they first reported
 */
public record SnapshotDocument(
        int schema,
        Instant time,
        ServerState server,
        List<DeviceState> devices,
        List<ProcessState> processes) {
    /** The version that this program writes and understands. */
    public static final int SCHEMA = 1;

    /** Takes copies of the lists. */
    public SnapshotDocument {
        devices = List.copyOf(devices);
        processes = List.copyOf(processes);
    }
}
