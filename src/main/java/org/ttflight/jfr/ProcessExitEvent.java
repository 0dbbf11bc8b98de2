package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.Usage;

/** A process is gone; what it still held was released. */
@Name("tenstorrent.ProcessExit")
@Label("Process Exit")
@Category({"Tenstorrent", "Process"})
@Description("A process is gone, and what it still held was released")
@StackTrace(false)
final class ProcessExitEvent extends Event {
    private static final ProcessExitEvent PROBE = new ProcessExitEvent();

    @Label("Process Id")
    @ProcessIdRelation
    int processId;

    @Label("User Id")
    @Description("As the kernel tells it; -1 if unknown")
    int userId;

    @Label("Reason")
    @Description("How it became known")
    @Nullable String reason;

    @Label("Lifetime")
    @Description("From the first report of the process to this")
    @Timespan
    long lifetime;

    @Label("Last Report")
    @Description("When the process last reported")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long lastReport;

    @Label("Orphaned Bytes")
    @Description("What it held on all devices together, host memory excluded")
    @DataAmount
    long orphanedBytes;

    @Label("Orphaned Host Bytes")
    @Description("What it held of SYSTEM_MEMORY")
    @DataAmount
    long orphanedHostBytes;

    @Label("Orphaned Buffers")
    @Description("Buffers, circular buffers and kernels that it had not released")
    int orphanedBuffers;

    @Label("Allocations")
    @Description("Buffers, circular buffers and kernels that it reported in all")
    long allocations;

    @Label("Frees")
    @Description("How many of these it released itself")
    long frees;

    static void emit(ProcessUsage last, ExitReason reason, long epochMicros) {
        if (!PROBE.isEnabled()) {
            return;
        }
        Usage orphaned = last.total();
        ProcessExitEvent event = new ProcessExitEvent();
        event.processId = last.identity().pid();
        event.userId = last.identity().uid();
        event.reason = reason.description();
        event.lifetime = Math.max(0, epochMicros - last.attachedMicros()) * 1000;
        event.lastReport = last.lastReportMicros() / 1000;
        event.orphanedBytes = orphaned.deviceBytes();
        event.orphanedHostBytes = orphaned.used(MemoryType.SYSTEM_MEMORY);
        event.orphanedBuffers = Count.of(orphaned.buffers());
        event.allocations = last.allocations();
        event.frees = last.frees();
        event.commit();
    }
}
