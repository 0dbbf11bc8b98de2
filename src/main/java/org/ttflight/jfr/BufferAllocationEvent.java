package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;

/** A buffer was opened, or got one more reference. Off unless a recording asks for it. */
@Name("tenstorrent.BufferAllocation")
@Label("Buffer Allocation")
@Category({"Tenstorrent", "Memory"})
@Description("A program reported a new buffer, or one more reference to a live one")
@StackTrace(false)
@Enabled(false) // up to a million a second
final class BufferAllocationEvent extends SampledEvent {
    private static final BufferAllocationEvent PROBE = new BufferAllocationEvent();

    @Label("Process Id")
    @ProcessIdRelation
    int processId;

    @Label("Device")
    @DeviceRelation
    int device;

    @Label("Memory Type")
    @Description("DRAM, L1, L1_SMALL, TRACE or SYSTEM_MEMORY")
    @Nullable String memoryType;

    @Label("Buffer Id")
    @Description("The device address that the program reported")
    @BufferIdRelation
    @MemoryAddress
    long bufferId;

    @Label("Size")
    @DataAmount
    long size;

    @Label("References")
    @Description("1 for a new buffer")
    int references;

    @Label("Minimum Size")
    @Description(
            "Only buffers of at least this size; a number and an optional unit, as in 4096, 4kB or 1MB")
    @Name("minimumSize")
    @SettingDefinition
    boolean minimumSize(MinimumSize setting) {
        return setting.accepts(size);
    }

    static void emit(
            ProcessIdentity process,
            int device,
            MemoryType type,
            long id,
            long size,
            long references) {
        if (!PROBE.isEnabled()) {
            return;
        }
        BufferAllocationEvent event = new BufferAllocationEvent();
        event.processId = process.pid();
        event.device = device;
        event.memoryType = type.label();
        event.bufferId = id;
        event.size = size;
        event.references = Count.of(references);
        event.commit();
    }
}
