package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.snapshot.Observation;

/**
 * A whole snapshot was written. Whoever turns this on gets, at each end of a chunk, the rows of all
 * events that {@link PeriodicEvents} writes, if these are on, whatever their own period is.
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
    int snapshot;

    @Label("Devices")
    @Description("Devices in this snapshot")
    int devices;

    @Label("Processes")
    @Description("Live processes in this snapshot")
    int processes;

    @Label("Rows")
    @Description("Events of other types that belong to this snapshot")
    long rows;

    @Label("Live Buffers")
    @Description("Buffers, circular buffers and kernels that programs report as live")
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

    static void emit(int number, long rows, Observation observation) {
        LedgerSnapshot ledger = observation.ledger();
        SnapshotEvent event = new SnapshotEvent();
        event.snapshot = number;
        event.devices = observation.devices().size();
        event.processes = observation.processes().size();
        event.rows = rows;
        event.liveBuffers = Unknown.orCount(ledger == null ? null : ledger.liveBuffers());
        event.allocations = Unknown.orWhole(ledger == null ? null : ledger.allocations());
        event.frees = Unknown.orWhole(ledger == null ? null : ledger.frees());
        event.orphans = Unknown.orWhole(ledger == null ? null : ledger.orphans());
        event.commit();
    }
}
