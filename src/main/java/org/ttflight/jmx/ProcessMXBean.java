package org.ttflight.jmx;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One process that uses a device, as any source tells, and what it holds on all devices.
 *
 * <p>Registered as {@code tenstorrent:type=Process,pid=<p>}; where the pid is only claimed, as
 * {@code tenstorrent:type=Process,pid=<p>,connection=<n>} if it reports, and as {@code
 * tenstorrent:type=Process,pid=<p>,slot=<n>} if only shared memory tells of it. Between the end of
 * the process and the end of the bean, at most a moment, it shows what was last known.
 */
@Doc("One process that uses a device, and what it holds on all devices")
public interface ProcessMXBean {
    /** Returns the pid. */
    @Doc("Process id; if not verified, as the process claims it")
    @Doc.Units("process id")
    int getPid();

    /** Returns whether the kernel vouches for the pid. */
    @Doc("Whether the kernel vouches for the pid")
    boolean isVerified();

    /** Returns the last part of the command, or null if it could not be read. */
    @Doc("Name of the program; null if it could not be read")
    @Nullable String getName();

    /** Returns the user's name, or null if it could not be read. */
    @Doc("User of the process; null if it could not be read")
    @Nullable String getUser();

    /** Returns the number of the user as the kernel tells it, or null if it does not. */
    @Doc("Number of the user as the kernel tells it; null if it does not")
    @Doc.Units("user id")
    @Nullable Long getUserId();

    /** Returns the command line, or null if it could not be read. */
    @Doc("Command line; null if it could not be read")
    @Nullable String getCommandLine();

    /** Returns when the process started, in milliseconds since the epoch, or null. */
    @Doc("When the process started, since 1970-01-01 UTC; null if it could not be read")
    @Doc.Units("milliseconds")
    @Nullable Long getStartTime();

    /** Returns when the process first reported, in milliseconds since the epoch, or null. */
    @Doc("When the process first reported, since 1970-01-01 UTC; null if it does not")
    @Doc.Units("milliseconds")
    @Nullable Long getAttachTime();

    /** Returns when the process last reported, in milliseconds since the epoch, or null. */
    @Doc("When the process last reported, since 1970-01-01 UTC; null if it does not")
    @Doc.Units("milliseconds")
    @Nullable Long getLastReportTime();

    /** Returns the ordinals of the devices it uses. */
    @Doc("Ordinals of the devices that it reports, has a slot for in shared memory or has open")
    @Doc.Units("device")
    int[] getDevices();

    /** Returns the ordinals of the devices that it has open. */
    @Doc("Ordinals of the devices that the driver says it has open; empty if nobody can be asked")
    @Doc.Units("device")
    int[] getOpenDevices();

    /** Returns how much is known of what it holds, in a word or two. */
    @Doc("How much is known of what it holds, such as Connected, Shared memory, Tracking disabled")
    String getTracking();

    /** Returns what that means. */
    @Doc("What Tracking means, in a sentence")
    String getTrackingDescription();

    /** Returns whose figures are shown, by device. */
    @Doc("Whose figures are shown, by device: socket, shared memory or none")
    Map<String, String> getSources();

    /** Returns by how much two sources differ that should not, by "device/memory type". */
    @Doc(
            "What it reports less what shared memory states, by device and memory type, such as"
                    + " 0/DRAM; only where the two have differed for long")
    @Doc.Units("bytes")
    Map<String, Long> getDiscrepancies();

    /** Returns the id of its container, or null. */
    @Doc("Id of the container it runs in; null if none or if it could not be read")
    @Nullable String getContainer();

    /** Returns the uid of its pod, or null. */
    @Doc("Uid of the Kubernetes pod it runs in; null if none or if it could not be read")
    @Nullable String getPod();

    /** Returns the processor time it has used, in milliseconds, or null. */
    @Doc("Processor time it has used, user and system; null if unknown")
    @Doc.Units("milliseconds")
    @Nullable Long getCpuTime();

    /** Returns the processor time over the last interval by its length, or null. */
    @Doc("Processor time over the last interval by its length, 1 for one core; null if unknown")
    @Doc.Units("cores")
    @Nullable Double getCpuRatio();

    /** Returns the memory of the host that it occupies in bytes, or null. */
    @Doc("Memory of the host that it occupies; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getResidentBytes();

    /** Returns all it holds on devices in bytes, or null if unknown. */
    @Doc("All it holds on devices: every memory type but SYSTEM_MEMORY; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getUsed();

    /** Returns DRAM held in bytes, or null if unknown. */
    @Doc("DRAM held on all devices; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getUsedDram();

    /** Returns L1 held in bytes, or null if unknown. */
    @Doc("L1 held on all devices; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getUsedL1();

    /** Returns SYSTEM_MEMORY held in bytes, or null if unknown. */
    @Doc("Host memory that devices can reach, held for all devices; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getUsedSystemMemory();

    /** Returns L1_SMALL held in bytes, or null if unknown. */
    @Doc("L1_SMALL held on all devices; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getUsedL1Small();

    /** Returns TRACE held in bytes, or null if unknown. */
    @Doc("TRACE held on all devices; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getUsedTrace();

    /** Returns circular buffers held in bytes, or null if unknown. */
    @Doc("Circular buffers held on all devices; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getUsedCircularBuffers();

    /** Returns kernel code held in bytes, or null if unknown. */
    @Doc("Kernel code held on all devices; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getUsedKernels();

    /** Returns the sum of the DRAM peaks of the devices in bytes, or null if unknown. */
    @Doc("Sum of the DRAM peaks of its devices, an upper bound of its peak; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getPeakDram();

    /** Returns the sum of the L1 peaks of the devices in bytes, or null if unknown. */
    @Doc("Sum of the L1 peaks of its devices, an upper bound of its peak; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getPeakL1();

    /** Returns usage and peak by "device/memory type"; pairs unknown or never used are left out. */
    @Doc(
            "Usage and peak in bytes, by device and memory type, such as 0/DRAM; what is unknown or"
                    + " was never used is left out")
    Map<String, MemoryRow> getMemory();

    /** Returns the live buffers, circular buffers and kernels, or null if it does not report. */
    @Doc("Live buffers, circular buffers and kernels; null if it does not report")
    @Doc.Units("buffers")
    @Nullable Long getBuffers();

    /** Returns how many it has reported in all, or null if it does not report. */
    @Doc("Buffers, circular buffers and kernels the process has opened; null if it does not report")
    @Doc.Units("buffers")
    @Nullable Long getAllocations();

    /** Returns how many of them it released, or null if it does not report. */
    @Doc(
            "Buffers, circular buffers and kernels the process has released; null if it does not report")
    @Doc.Units("buffers")
    @Nullable Long getFrees();

    /** Lists its largest live buffers. */
    @Doc("Lists the largest live buffers of the process")
    BufferRow[] listBuffers(
            @Doc.Argument(value = "limit", doc = "at most so many, 0 to 10000") int limit);

    /** Lists its oldest live buffers. */
    @Doc("Lists the oldest live buffers of the process, the first place to look for a leak")
    BufferRow[] oldestBuffers(
            @Doc.Argument(value = "limit", doc = "at most so many, 0 to 10000") int limit);
}
