package org.ttflight.client;

/**
 * Hears of each report of an {@link AllocationReporter}, on the thread that makes it and before it
 * is sent. What it throws reaches that thread, so it should throw nothing; what it takes, the
 * program waits. Called by several threads at a time. All sizes are in bytes and at least 1,
 * devices are 0 and up.
 */
public interface ReportObserver {
    /** A buffer was allocated. */
    void allocated(int deviceId, BufferType type, long bufferId, long size);

    /** The newest buffer with this id was freed. */
    void freed(int deviceId, long bufferId);

    /** A circular buffer was placed. */
    void circularBufferAllocated(int deviceId, long circularBufferId, long size);

    /** A circular buffer was freed; the size is as it was allocated. */
    void circularBufferFreed(int deviceId, long circularBufferId, long size);

    /** Kernel code was loaded. */
    void kernelLoaded(int deviceId, KernelType type, long kernelId, long size);

    /** Kernel code was unloaded; the size is as it was loaded. */
    void kernelUnloaded(int deviceId, long kernelId, long size);
}
