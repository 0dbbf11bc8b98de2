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
import org.ttflight.host.Capacity;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.Usage;

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
    long snapshot;

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
    @Description("The most that was held at one time since the start or the last reset of the peak")
    @DataAmount
    long peak;

    @Label("Buffers")
    @Description("How many live buffers, circular buffers or kernels make up what is used")
    int buffers;

    @Label("Capacity")
    @Description("How much the device has; -1 if unknown")
    @DataAmount
    long capacity;

    @Label("Capacity Source")
    @Description("Who says so: table, configuration, csv or unknown")
    @Nullable String capacitySource;

    /** As in MemoryUsage; the smallest long would be N/A to the jfr tool, but -8 EiB to JMC. */
    private static final long UNKNOWN = -1;

    static boolean isOn() {
        return PROBE.isEnabled();
    }

    static void emit(long snapshot, int device, MemoryType type, Usage usage, Capacity capacity) {
        Long bytes = capacity.bytes();
        DeviceMemoryEvent event = new DeviceMemoryEvent();
        event.snapshot = snapshot;
        event.device = device;
        event.memoryType = type.label();
        event.used = usage.used(type);
        event.peak = usage.peak(type);
        event.buffers = Count.of(usage.buffers(type));
        event.capacity = bytes == null ? UNKNOWN : bytes;
        event.capacitySource = capacity.source().label();
        event.commit();
    }
}
