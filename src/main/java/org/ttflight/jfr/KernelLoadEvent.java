package org.ttflight.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.KernelType;
import org.ttflight.ledger.ProcessIdentity;

/** A kernel was loaded. */
@Name("tenstorrent.KernelLoad")
@Label("Kernel Load")
@Category({"Tenstorrent", "Kernel"})
@Description("A program loaded a kernel onto a device")
@StackTrace(false)
final class KernelLoadEvent extends Event {
    private static final KernelLoadEvent PROBE = new KernelLoadEvent();

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
            long deviceTotal) {
        if (!PROBE.isEnabled()) {
            return;
        }
        KernelLoadEvent event = new KernelLoadEvent();
        event.processId = process.pid();
        event.device = device;
        event.kernelType = type.label();
        event.kernelId = id;
        event.size = size;
        event.deviceTotal = deviceTotal;
        event.commit();
    }
}
