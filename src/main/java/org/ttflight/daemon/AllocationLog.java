package org.ttflight.daemon;

import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.KernelType;
import org.ttflight.ledger.KnownText;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.Usage;

/** Logs every allocation in the known text form; for {@code --log-allocations}. */
record AllocationLog(LineLog log) implements LedgerListener {
    @Override
    public void bufferAllocated(
            ProcessIdentity process,
            int device,
            MemoryType type,
            long id,
            long size,
            long references) {
        log.line(KnownText.allocated(process.pid(), size, type, device, id, references));
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
        log.line(KnownText.freed(process.pid(), id, device, size, references));
    }

    @Override
    public void unknownFree(ProcessIdentity process, int device, long id) {
        log.line(KnownText.unknownFree(process.pid(), id, device));
    }

    @Override
    public void circularBufferAllocated(
            ProcessIdentity process, int device, long id, long size, long deviceTotal) {
        log.line(KnownText.circularBuffer(true, device, size, deviceTotal));
    }

    @Override
    public void circularBufferFreed(
            ProcessIdentity process,
            int device,
            long id,
            long size,
            long ageMicros,
            long deviceTotal) {
        log.line(KnownText.circularBuffer(false, device, size, deviceTotal));
    }

    @Override
    public void kernelLoaded(
            ProcessIdentity process,
            int device,
            KernelType type,
            long id,
            long size,
            long deviceTotal) {
        log.line(KnownText.kernel(true, type, device, size, deviceTotal));
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
        log.line(KnownText.kernel(false, type, device, size, deviceTotal));
    }

    @Override
    public void processExited(ProcessUsage last, ExitReason reason) {
        Usage held = last.total();
        if (held.buffers() > 0 && reason != ExitReason.DAEMON_STOPPED) {
            log.line(KnownText.removed(last.identity().pid(), held.buffers(), held.deviceBytes()));
        }
    }
}
