package org.ttflight.jfr;

import java.time.InstantSource;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.KernelType;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;

/** Emits an event for each change of the ledger, if a recording asks for it. Stateless. */
public final class JfrLedgerListener implements LedgerListener {
    private final InstantSource clock;

    /** Makes one that goes by the system's clock. */
    public JfrLedgerListener() {
        this(InstantSource.system());
    }

    /**
     * @param clock tells how long a process lived; the same that the ledger goes by
     */
    public JfrLedgerListener(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void bufferAllocated(
            ProcessIdentity process,
            int device,
            MemoryType type,
            long id,
            long size,
            long references) {
        BufferAllocationEvent.emit(process, device, type, id, size, references);
    }

    @Override
    public void bufferFreed(
            ProcessIdentity process,
            int device,
            MemoryType type,
            long id,
            long size,
            long references,
            long ageMicros) {
        BufferFreeEvent.emit(process, device, type, id, size, references, ageMicros);
    }

    @Override
    public void circularBufferAllocated(
            ProcessIdentity process, int device, long id, long size, long deviceTotal) {
        CircularBufferAllocationEvent.emit(process, device, id, size, deviceTotal);
    }

    @Override
    public void circularBufferFreed(
            ProcessIdentity process,
            int device,
            long id,
            long size,
            long ageMicros,
            long deviceTotal) {
        CircularBufferFreeEvent.emit(process, device, id, size, ageMicros, deviceTotal);
    }

    @Override
    public void kernelLoaded(
            ProcessIdentity process,
            int device,
            KernelType type,
            long id,
            long size,
            long deviceTotal) {
        KernelLoadEvent.emit(process, device, type, id, size, deviceTotal);
    }

    @Override
    public void kernelUnloaded(
            ProcessIdentity process,
            int device,
            KernelType type,
            long id,
            long size,
            long ageMicros,
            long deviceTotal) {
        KernelUnloadEvent.emit(process, device, type, id, size, ageMicros, deviceTotal);
    }

    @Override
    public void processAttached(ProcessIdentity process) {
        ProcessAttachEvent.emit(process);
    }

    @Override
    public void processExited(ProcessUsage last, ExitReason reason) {
        ProcessExitEvent.emit(last, reason, clock.millis() * 1000);
    }

    @Override
    public void thresholdReached(int device, MemoryType type, long used, long threshold) {
        ThresholdCrossedEvent.emit(device, type, used, threshold);
    }
}
