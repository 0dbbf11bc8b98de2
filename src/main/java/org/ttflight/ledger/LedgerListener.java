package org.ttflight.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Hears of every change, on the writer's thread and before the next message is applied: whoever
 * listens must be quick, must not block, and must not call back into the ledger. Sizes are in
 * bytes.
 */
public interface LedgerListener {
    /** Hears nothing. */
    LedgerListener NONE = new LedgerListener() {};

    /**
     * A buffer was opened, or got one more reference.
     *
     * @param references 1 for a new buffer
     */
    default void bufferAllocated(
            ProcessIdentity process,
            int device,
            MemoryType type,
            long id,
            long size,
            long references) {}

    /**
     * A buffer lost a reference; with the last one it is gone.
     *
     * @param references how many are left; 0 if the buffer is gone
     * @param ageMicros how long it had lived, in microseconds
     */
    default void bufferFreed(
            ProcessIdentity process,
            int device,
            MemoryType type,
            long id,
            long size,
            long references,
            long ageMicros) {}

    /** A release named a buffer that is not live. */
    default void unknownFree(ProcessIdentity process, int device, long id) {}

    /**
     * A circular buffer was placed.
     *
     * @param deviceTotal all circular buffers of the device, this one included
     */
    default void circularBufferAllocated(
            ProcessIdentity process, int device, long id, long size, long deviceTotal) {}

    /** A circular buffer was released; see {@link #circularBufferAllocated}. */
    default void circularBufferFreed(
            ProcessIdentity process,
            int device,
            long id,
            long size,
            long ageMicros,
            long deviceTotal) {}

    /**
     * A kernel was loaded.
     *
     * @param deviceTotal all kernels of the device, this one included
     */
    default void kernelLoaded(
            ProcessIdentity process,
            int device,
            KernelType type,
            long id,
            long size,
            long deviceTotal) {}

    /** A kernel was unloaded; see {@link #kernelLoaded}. */
    default void kernelUnloaded(
            ProcessIdentity process,
            int device,
            KernelType type,
            long id,
            long size,
            long ageMicros,
            long deviceTotal) {}

    /** A process reported for the first time. */
    default void processAttached(ProcessIdentity process) {}

    /**
     * A process is gone; what it still held was released.
     *
     * @param last what it held until now, the orphaned memory
     * @param reason how it became known
     */
    default void processExited(ProcessUsage last, ExitReason reason) {}

    /**
     * A program reported something that hints at a mistake of its own: a release of what is not
     * held, or another size than before. What is usual, such as one more reference, is not told.
     *
     * @param epochMicros when, in microseconds since the epoch
     * @param type null if the message does not tell
     * @param oldSize the size known until now; -1 if there is none
     * @param newSize the size in the message; -1 if it has none
     */
    default void anomaly(
            Anomaly kind,
            ProcessIdentity process,
            long epochMicros,
            int device,
            @Nullable MemoryType type,
            long id,
            long oldSize,
            long newSize) {}

    /** A device's usage of a memory type reached its threshold from below. */
    default void thresholdReached(int device, MemoryType type, long used, long threshold) {}
}
