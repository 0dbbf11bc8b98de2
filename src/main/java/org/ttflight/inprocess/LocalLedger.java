package org.ttflight.inprocess;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ttflight.client.BufferType;
import org.ttflight.client.KernelType;
import org.ttflight.client.ReportObserver;
import org.ttflight.ledger.BufferInfo;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerControl;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;

/**
 * A ledger of this program alone. Where a daemon has one writer, here each thread books what it
 * reports, one at a time, so that an event stands on the thread that caused it. Thread-safe.
 *
 * <p>A device beyond the limit is counted and not booked.
 */
final class LocalLedger implements LedgerControl, ReportObserver {
    private static final long PUBLISH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Ledger ledger;
    private final ProcessIdentity self;
    private final int deviceLimit;
    private final LongSupplier epochMicros;
    private final LongSupplier nanoTime;

    // All guarded by this.
    private @Nullable LedgerProcess process;
    private boolean isClosed;
    private long publishedNanos;
    private long reports;
    private long refused;

    /**
     * @param epochMicros the time of day, in microseconds since the epoch
     */
    LocalLedger(
            ProcessIdentity self,
            int deviceLimit,
            LedgerListener listener,
            LongSupplier epochMicros,
            LongSupplier nanoTime) {
        this.self = self;
        this.deviceLimit = deviceLimit;
        this.epochMicros = epochMicros;
        this.nanoTime = nanoTime;
        this.ledger = new Ledger(deviceLimit, listener);
        this.publishedNanos = nanoTime.getAsLong() - PUBLISH_NANOS;
    }

    /** Returns where to book, or null if it is not to be booked. Guarded by this. */
    private @Nullable LedgerProcess open(int device) {
        if (isClosed || device >= deviceLimit) {
            refused++;
            return null;
        }
        ledger.advance(epochMicros.getAsLong());
        LedgerProcess open = process;
        if (open == null) {
            open = ledger.attach(self);
            process = open;
        }
        reports++;
        return open;
    }

    @Override
    public synchronized void allocated(int deviceId, BufferType type, long bufferId, long size) {
        LedgerProcess open = open(deviceId);
        if (open != null) {
            MemoryType memory = MemoryType.ofBufferType(type.code());
            ledger.allocate(open, deviceId, memory, bufferId, size);
        }
    }

    @Override
    public synchronized void freed(int deviceId, long bufferId) {
        LedgerProcess open = open(deviceId);
        if (open != null) {
            ledger.free(open, deviceId, bufferId);
        }
    }

    @Override
    public synchronized void circularBufferAllocated(
            int deviceId, long circularBufferId, long size) {
        LedgerProcess open = open(deviceId);
        if (open != null) {
            ledger.allocateCircularBuffer(open, deviceId, circularBufferId, size);
        }
    }

    @Override
    public synchronized void circularBufferFreed(int deviceId, long circularBufferId, long size) {
        LedgerProcess open = open(deviceId);
        if (open != null) {
            ledger.freeCircularBuffer(open, deviceId, circularBufferId, size);
        }
    }

    @Override
    public synchronized void kernelLoaded(int deviceId, KernelType type, long kernelId, long size) {
        LedgerProcess open = open(deviceId);
        if (open != null) {
            ledger.loadKernel(
                    open,
                    deviceId,
                    org.ttflight.ledger.KernelType.ofCode(type.code()),
                    kernelId,
                    size);
        }
    }

    @Override
    public synchronized void kernelUnloaded(int deviceId, long kernelId, long size) {
        LedgerProcess open = open(deviceId);
        if (open != null) {
            ledger.unloadKernel(open, deviceId, kernelId, size);
        }
    }

    @Override
    public synchronized LedgerSnapshot snapshot() {
        long now = nanoTime.getAsLong();
        if (now - publishedNanos >= PUBLISH_NANOS) {
            publishedNanos = now;
            ledger.publish();
        }
        return ledger.snapshot();
    }

    /** Makes the state of now what {@link #snapshot} returns. */
    synchronized void publish() {
        ledger.publish();
    }

    @Override
    public synchronized List<BufferInfo> list(BufferQuery query) {
        return ledger.list(query);
    }

    @Override
    public synchronized void resetPeak(int device, MemoryType type) {
        ledger.resetPeak(device, type);
        ledger.publish();
    }

    @Override
    public synchronized void setThreshold(int device, MemoryType type, long bytes) {
        ledger.setThreshold(device, type, bytes);
    }

    /** Asks the ledger while nobody else does. */
    synchronized <T> T ask(Function<Ledger, T> question) {
        return question.apply(ledger);
    }

    /** Returns the reports that were booked. */
    synchronized long reports() {
        return reports;
    }

    /** Returns the reports of devices beyond the limit, and those after the end. */
    synchronized long refused() {
        return refused;
    }

    /** Releases what is still held, and books nothing more. */
    synchronized void close() {
        isClosed = true;
        if (process != null) {
            ledger.advance(epochMicros.getAsLong());
            ledger.release(process, ExitReason.DISCONNECTED);
            process = null;
            ledger.publish();
        }
    }
}
