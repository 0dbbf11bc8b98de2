package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.ttflight.ledger.LedgerSnapshot;

/**
 * A whole snapshot was written. Whoever turns this on gets, at each end of a chunk, a row of {@link
 * DeviceMemoryEvent} for each device and of {@link ProcessMemoryEvent} for each process, if these
 * are on, whatever their own period is.
 */
@Name("tenstorrent.Snapshot")
@Label("Snapshot")
@Category({"Tenstorrent", "Memory"})
@Description(
        "All devices and processes are written out, at the start and at the end of each chunk and so in each dump")
@StackTrace(false)
@Period("everyChunk")
final class SnapshotEvent extends Event {
    @Label("Snapshot")
    @Description("Rows with the same number show the same moment")
    @SnapshotRelation
    long snapshot;

    @Label("Devices")
    @Description("Devices in this snapshot")
    int devices;

    @Label("Processes")
    @Description("Live processes in this snapshot")
    int processes;

    @Label("Rows")
    @Description("Events of Device Memory and Process Memory that belong to this snapshot")
    long rows;

    @Label("Live Buffers")
    @Description("Buffers, circular buffers and kernels that are live")
    int liveBuffers;

    @Label("Allocations")
    @Description("Opened since the daemon started")
    long allocations;

    @Label("Frees")
    @Description("Released by their owners since the daemon started")
    long frees;

    @Label("Orphans")
    @Description("Released because their process was gone, since the daemon started")
    long orphans;

    static void emit(long number, int devices, long rows, LedgerSnapshot ledger) {
        SnapshotEvent event = new SnapshotEvent();
        event.snapshot = number;
        event.devices = devices;
        event.processes = ledger.processes().size();
        event.rows = rows;
        event.liveBuffers = Count.of(ledger.liveBuffers());
        event.allocations = ledger.allocations();
        event.frees = ledger.frees();
        event.orphans = ledger.orphans();
        event.commit();
    }
}
