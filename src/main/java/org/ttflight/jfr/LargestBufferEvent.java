package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.BufferInfo;

/** One row of a snapshot: a buffer, if it is among the largest of the host. */
@Name("tenstorrent.LargestBuffer")
@Label("Largest Buffer")
@Category({"Tenstorrent", "Memory"})
@Description("One of the largest live buffers of the host")
@StackTrace(false)
@Period("60 s")
final class LargestBufferEvent extends Event {
    private static final LargestBufferEvent PROBE = new LargestBufferEvent();

    @Label("Snapshot")
    @Description("Rows with the same number show the same moment")
    @SnapshotRelation
    int snapshot;

    @Label("Rank")
    @Description("1 for the largest")
    int rank;

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
    @Description("How many releases it takes to free it")
    int references;

    @Label("Allocated")
    @Description("When it was first reported")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long allocated;

    @Label("Age")
    @Description("From then until it was seen")
    @Timespan
    long age;

    @Label("Seen")
    @Description("When the ledger was searched, which is earlier than the event if it was busy")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    long seen;

    static boolean isOn() {
        return PROBE.isEnabled();
    }

    static long emit(int snapshot, BufferList list) {
        int rank = 0;
        for (BufferInfo buffer : list.buffers()) {
            LargestBufferEvent event = new LargestBufferEvent();
            event.snapshot = snapshot;
            event.rank = ++rank;
            event.processId = buffer.process().pid();
            event.device = buffer.device();
            event.memoryType = buffer.type().label();
            event.bufferId = buffer.id();
            event.size = buffer.size();
            event.references = Count.of(buffer.references());
            event.allocated = buffer.allocatedMicros() / 1000;
            event.age = Math.max(0, list.seenMillis() * 1000 - buffer.allocatedMicros()) * 1000;
            event.seen = list.seenMillis();
            event.commit();
        }
        return rank;
    }
}
