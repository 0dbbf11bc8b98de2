package org.ttflight.snapshot;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a screen can show, at one moment. Immutable.
 *
 * @param schema the version of the document, {@link #SCHEMA}; more fields may come without a new
 *     version, but none goes or changes its meaning
 * @param server the daemon; null where none runs and the program looked for itself
 * @param devices by ordinal
 * @param processes those that use a device: first those that report, in the order in which they
 *     first did, then the others by pid
 * @param host the other sources
 * @param sharedMemory tt-metal's shared-memory files, by id
 */
public record SnapshotDocument(
        int schema,
        Instant time,
        @Nullable ServerState server,
        List<DeviceState> devices,
        List<ProcessState> processes,
        HostSummary host,
        List<RegionState> sharedMemory) {
    /** The version that this program writes and understands. */
    public static final int SCHEMA = 1;

    /** Takes copies of the lists. */
    public SnapshotDocument {
        devices = List.copyOf(devices);
        processes = List.copyOf(processes);
        sharedMemory = List.copyOf(sharedMemory);
    }

    /**
     * Returns the daemon.
     *
     * @throws IllegalStateException if none runs
     */
    public ServerState daemon() {
        if (server == null) {
            throw new IllegalStateException("made without a daemon");
        }
        return server;
    }
}
