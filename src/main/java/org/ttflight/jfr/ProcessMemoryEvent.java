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
import org.ttflight.ledger.Usage;

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
    long snapshot;

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
    @DataAmount
    long used;

    @Label("Peak")
    @Description("The most that the process held at one time")
    @DataAmount
    long peak;

    @Label("Buffers")
    @Description("How many live buffers, circular buffers or kernels make up what is used")
    int buffers;

    static boolean isOn() {
        return PROBE.isEnabled();
    }

    static void emit(long snapshot, int pid, int device, MemoryType type, Usage usage) {
        ProcessMemoryEvent event = new ProcessMemoryEvent();
        event.snapshot = snapshot;
        event.processId = pid;
        event.device = device;
        event.memoryType = type.label();
        event.used = usage.used(type);
        event.peak = usage.peak(type);
        event.buffers = Count.of(usage.buffers(type));
        event.commit();
    }
}
