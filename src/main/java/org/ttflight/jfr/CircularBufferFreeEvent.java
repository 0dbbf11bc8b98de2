package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.ttflight.ledger.ProcessIdentity;

/** A circular buffer was released. Off unless a recording asks for it. */
@Name("tenstorrent.CircularBufferFree")
@Label("Circular Buffer Free")
@Category({"Tenstorrent", "Memory"})
@Description("A program released a circular buffer")
@StackTrace(false)
@Enabled(false) // as frequent as other buffers
final class CircularBufferFreeEvent extends Event {
    private static final CircularBufferFreeEvent PROBE = new CircularBufferFreeEvent();

    @Label("Process Id")
    @ProcessIdRelation
    int processId;

    @Label("Device")
    @DeviceRelation
    int device;

    @Label("Buffer Id")
    @Description("The id that the program reported")
    @BufferIdRelation
    @MemoryAddress
    long bufferId;

    @Label("Size")
    @DataAmount
    long size;

    @Label("Lifetime")
    @Description("From the report of the circular buffer to this")
    @Timespan
    long lifetime;

    @Label("Device Total")
    @Description("All circular buffers of the device after this")
    @DataAmount
    long deviceTotal;

    static void emit(
            ProcessIdentity process,
            int device,
            long id,
            long size,
            long ageMicros,
            long deviceTotal) {
        if (!PROBE.isEnabled()) {
            return;
        }
        CircularBufferFreeEvent event = new CircularBufferFreeEvent();
        event.processId = process.pid();
        event.device = device;
        event.bufferId = id;
        event.size = size;
        event.lifetime = ageMicros * 1000;
        event.deviceTotal = deviceTotal;
        event.commit();
    }
}
