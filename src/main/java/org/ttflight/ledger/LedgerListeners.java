package org.ttflight.ledger;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Passes everything on to several listeners; one that fails is logged once and does not matter. */
public final class LedgerListeners implements LedgerListener {
    private static final Logger LOG = System.getLogger(LedgerListeners.class.getName());

    private final LedgerListener[] ofBuffers;
    private final LedgerListener[] all;
    private boolean hasFailed;

    /**
     * Makes one that calls in the order of the lists.
     *
     * @param ofEverything hear of everything
     * @param ofProcesses do not want to hear of single buffers, circular buffers and kernels, which
     *     are a million a second
     */
    public LedgerListeners(List<LedgerListener> ofEverything, List<LedgerListener> ofProcesses) {
        this.ofBuffers = ofEverything.toArray(new LedgerListener[0]);
        this.all =
                Stream.concat(ofEverything.stream(), ofProcesses.stream())
                        .toArray(LedgerListener[]::new);
    }

    private void failed(RuntimeException e) {
        if (!hasFailed) {
            hasFailed = true;
            LOG.log(Level.ERROR, "A bug in a view; the ledger goes on. Told once.", e);
        }
    }

    /** For what happens rarely; the frequent calls below do without a lambda. */
    private void each(LedgerListener[] listeners, Consumer<LedgerListener> call) {
        for (LedgerListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    @Override
    public void bufferAllocated(
            ProcessIdentity process,
            int device,
            MemoryType type,
            long id,
            long size,
            long references) {
        for (LedgerListener listener : ofBuffers) {
            try {
                listener.bufferAllocated(process, device, type, id, size, references);
            } catch (RuntimeException e) {
                failed(e);
            }
        }
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
        for (LedgerListener listener : ofBuffers) {
            try {
                listener.bufferFreed(process, device, type, id, size, references, ageMicros);
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    @Override
    public void unknownFree(ProcessIdentity process, int device, long id) {
        for (LedgerListener listener : ofBuffers) {
            try {
                listener.unknownFree(process, device, id);
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    @Override
    public void circularBufferAllocated(
            ProcessIdentity process, int device, long id, long size, long deviceTotal) {
        for (LedgerListener listener : ofBuffers) {
            try {
                listener.circularBufferAllocated(process, device, id, size, deviceTotal);
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    @Override
    public void circularBufferFreed(
            ProcessIdentity process,
            int device,
            long id,
            long size,
            long ageMicros,
            long deviceTotal) {
        for (LedgerListener listener : ofBuffers) {
            try {
                listener.circularBufferFreed(process, device, id, size, ageMicros, deviceTotal);
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    @Override
    public void kernelLoaded(
            ProcessIdentity process,
            int device,
            KernelType type,
            long id,
            long size,
            long deviceTotal) {
        each(
                ofBuffers,
                listener -> listener.kernelLoaded(process, device, type, id, size, deviceTotal));
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
        each(
                ofBuffers,
                listener ->
                        listener.kernelUnloaded(
                                process, device, type, id, size, ageMicros, deviceTotal));
    }

    @Override
    public void processAttached(ProcessIdentity process) {
        each(all, listener -> listener.processAttached(process));
    }

    @Override
    public void processExited(ProcessUsage last, ExitReason reason) {
        each(all, listener -> listener.processExited(last, reason));
    }

    @Override
    public void anomaly(
            Anomaly kind,
            ProcessIdentity process,
            long epochMicros,
            int device,
            @Nullable MemoryType type,
            long id,
            long oldSize,
            long newSize) {
        for (LedgerListener listener : all) { // rare as a rule, but a wrong program may flood
            try {
                listener.anomaly(kind, process, epochMicros, device, type, id, oldSize, newSize);
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    @Override
    public void thresholdReached(int device, MemoryType type, long used, long threshold) {
        each(all, listener -> listener.thresholdReached(device, type, used, threshold));
    }
}
