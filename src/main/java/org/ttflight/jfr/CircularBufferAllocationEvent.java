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
import org.ttflight.ledger.ProcessIdentity;

/** A circular buffer was placed. Off unless a recording asks for it. */
@Name("tenstorrent.CircularBufferAllocation")
@Label("Circular Buffer Allocation")
@Category({"Tenstorrent", "Memory"})
@Description("A program placed a circular buffer in L1")
@StackTrace(false)
@Enabled(false) // as frequent as other buffers
final class CircularBufferAllocationEvent extends Event {
    private static final CircularBufferAllocationEvent PROBE = new CircularBufferAllocationEvent();

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

    @Label("Device Total")
    @Description("All circular buffers of the device after this")
    @DataAmount
    long deviceTotal;

    static void emit(ProcessIdentity process, int device, long id, long size, long deviceTotal) {
        if (!PROBE.isEnabled()) {
            return;
        }
        CircularBufferAllocationEvent event = new CircularBufferAllocationEvent();
        event.processId = process.pid();
        event.device = device;
        event.bufferId = id;
        event.size = size;
        event.deviceTotal = deviceTotal;
        event.commit();
    }
}
