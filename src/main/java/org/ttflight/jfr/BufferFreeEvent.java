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
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;

/**
 * A buffer lost a reference; with the last one it is gone. Off unless a recording asks for it.
 *
 * <p>Says all about the buffer itself, because its allocation may lie before the recording or may
 * have been thinned away.
 */
@Name("tenstorrent.BufferFree")
@Label("Buffer Free")
@Category({"Tenstorrent", "Memory"})
@Description("A program released a buffer, or one of several references to it")
@StackTrace(false)
@Enabled(false) // up to a million a second
final class BufferFreeEvent extends SampledEvent {
    private static final BufferFreeEvent PROBE = new BufferFreeEvent();

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

    @Label("References Left")
    @Description("0 if the buffer is gone")
    int referencesLeft;

    @Label("Lifetime")
    @Description("From the first report of the buffer to this release")
    @Timespan
    long lifetime;

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
            long references,
            long ageMicros) {
        if (!PROBE.isEnabled()) {
            return;
        }
        BufferFreeEvent event = new BufferFreeEvent();
        event.processId = process.pid();
        event.device = device;
        event.memoryType = type.label();
        event.bufferId = id;
        event.size = size;
        event.referencesLeft = Count.of(references);
        event.lifetime = ageMicros * 1000;
        event.commit();
    }
}
