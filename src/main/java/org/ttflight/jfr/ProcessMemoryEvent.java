package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.Usage;
import org.ttflight.snapshot.ObservedHolding;

/** One row of a snapshot: a memory type of a process on a device, if it ever held any. */
@Name("tenstorrent.ProcessMemory")
@Label("Process Memory")
@Category({"Tenstorrent", "Memory"})
@Description("What one process holds of one memory type on one device")
@StackTrace(false)
@Period("60 s")
final class ProcessMemoryEvent extends Event {
    private static final ProcessMemoryEvent PROBE = new ProcessMemoryEvent();

    @Label("Snapshot")
    @Description("Rows with the same number show the same moment")
    @SnapshotRelation
    int snapshot;

    @Label("Process Id")
    @ProcessIdRelation
    int processId;

    @Label("Device")
    @DeviceRelation
    int device;

    @Label("Memory Type")
    @Description("DRAM, L1, L1_SMALL, TRACE, SYSTEM_MEMORY, CB or KERNEL")
    @Nullable String memoryType;

    @Label("Used")
    @Description("As the source says; -1 if unknown")
    @DataAmount
    long used;

    @Label("Peak")
    @Description(
            "The most that was held at one time as the source says, of shared memory the most that was seen; -1 if unknown")
    @DataAmount
    long peak;

    @Label("Buffers")
    @Description(
            "How many live buffers, circular buffers or kernels make up what is used; -1 if the process does not report them")
    int buffers;

    @Label("Source")
    @Description("Who says so: socket, shared memory or none")
    @Nullable String source;

    @Label("Shared")
    @Description(
            "What shared memory states for the process, never to be added to used; -1 if unknown")
    @DataAmount
    long shared;

    @Label("Discrepancy")
    @Description(
            "Whether used and shared have differed on this device for too long to be a matter of timing")
    boolean discrepancy;

    static boolean isOn() {
        return PROBE.isEnabled();
    }

    static void emit(int snapshot, int pid, ObservedHolding holding, MemoryType type) {
        Usage reported = holding.reported();
        SharedUsage stated = holding.shared();
        ProcessMemoryEvent event = new ProcessMemoryEvent();
        event.snapshot = snapshot;
        event.processId = pid;
        event.device = holding.device();
        event.memoryType = type.label();
        event.used = Unknown.orWhole(holding.used(type));
        event.peak = Unknown.orWhole(holding.peak(type));
        event.buffers = Unknown.orCount(reported == null ? null : reported.buffers(type));
        event.source = holding.source().label();
        event.shared = Unknown.orWhole(stated == null ? null : stated.used(type));
        event.discrepancy = holding.hasDiscrepancy();
        event.commit();
    }
}
