package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.KernelType;
import org.ttflight.ledger.ProcessIdentity;

/** A kernel was unloaded. */
@Name("tenstorrent.KernelUnload")
@Label("Kernel Unload")
@Category({"Tenstorrent", "Kernel"})
@Description("A program unloaded a kernel from a device")
@StackTrace(false)
final class KernelUnloadEvent extends Event {
    private static final KernelUnloadEvent PROBE = new KernelUnloadEvent();

    @Label("Process Id")
    @ProcessIdRelation
    int processId;

    @Label("Device")
    @DeviceRelation
    int device;

    @Label("Kernel Type")
    @Description("Whose code it is: Application, Fabric, Dispatch or Unknown")
    @Nullable String kernelType;

    @Label("Kernel Id")
    @Description("The id that the program reported")
    @KernelIdRelation
    @MemoryAddress
    long kernelId;

    @Label("Size")
    @DataAmount
    long size;

    @Label("Lifetime")
    @Description("From the report of the kernel to this")
    @Timespan
    long lifetime;

    @Label("Device Total")
    @Description("All kernels of the device after this")
    @DataAmount
    long deviceTotal;

    static void emit(
            ProcessIdentity process,
            int device,
            KernelType type,
            long id,
            long size,
            long ageMicros,
            long deviceTotal) {
        if (!PROBE.isEnabled()) {
            return;
        }
        KernelUnloadEvent event = new KernelUnloadEvent();
        event.processId = process.pid();
        event.device = device;
        event.kernelType = type.label();
        event.kernelId = id;
        event.size = size;
        event.lifetime = ageMicros * 1000;
        event.deviceTotal = deviceTotal;
        event.commit();
    }
}
