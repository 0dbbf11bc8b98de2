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
import org.ttflight.snapshot.ObservedMemory;

/** One row of a snapshot: a memory type of a device. */
@Name("tenstorrent.DeviceMemory")
@Label("Device Memory")
@Category({"Tenstorrent", "Memory"})
@Description("What all processes together hold of one memory type on one device")
@StackTrace(false)
@Period("10 s")
final class DeviceMemoryEvent extends Event {
    private static final DeviceMemoryEvent PROBE = new DeviceMemoryEvent();

    @Label("Snapshot")
    @Description("Rows with the same number show the same moment")
    @SnapshotRelation
    int snapshot;

    @Label("Device")
    @DeviceRelation
    int device;

    @Label("Memory Type")
    @Description("DRAM, L1, L1_SMALL, TRACE, SYSTEM_MEMORY, CB or KERNEL")
    @Nullable String memoryType;

    @Label("Used")
    @Description("The sum over live processes, each counted once; -1 if unknown")
    @DataAmount
    long used;

    @Label("Peak")
    @Description(
            "The most that was held at one time since the start or the last reset of the peak; -1 if unknown")
    @DataAmount
    long peak;

    @Label("Buffers")
    @Description(
            "How many live buffers, circular buffers or kernels programs report; -1 if none reports them one by one")
    int buffers;

    @Label("Capacity")
    @Description("How much the device has; -1 if unknown")
    @DataAmount
    long capacity;

    @Label("Capacity Source")
    @Description("Who says so: table, configuration, csv or unknown")
    @Nullable String capacitySource;

    @Label("Source")
    @Description("Who says so: socket, shared memory, socket and shared memory, or none")
    @Nullable String source;

    @Label("Shared")
    @Description(
            "What shared memory states for the device, never to be added to used; -1 if unknown")
    @DataAmount
    long shared;

    @Label("Unattributed")
    @Description("What shared memory states beyond what its live processes hold; -1 if unknown")
    @DataAmount
    long unattributed;

    static boolean isOn() {
        return PROBE.isEnabled();
    }

    static void emit(int snapshot, int device, MemoryType type, ObservedMemory memory) {
        DeviceMemoryEvent event = new DeviceMemoryEvent();
        event.snapshot = snapshot;
        event.device = device;
        event.memoryType = type.label();
        event.used = Unknown.orWhole(memory.used());
        event.peak = Unknown.orWhole(memory.peak());
        event.buffers = Unknown.orCount(memory.buffers());
        event.capacity = Unknown.orWhole(memory.capacity().bytes());
        event.capacitySource = memory.capacity().source().label();
        event.source = memory.source().label();
        event.shared = Unknown.orWhole(memory.claimed());
        event.unattributed = Unknown.orWhole(memory.unattributed());
        event.commit();
    }
}
