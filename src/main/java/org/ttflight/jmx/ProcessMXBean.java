package org.ttflight.jmx;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One process that reports, and what it holds on all devices.
 *
 * <p>Registered as {@code tenstorrent:type=Process,pid=<p>}; where the kernel does not vouch for
 * the pid, as {@code tenstorrent:type=Process,pid=<p>,connection=<n>}. Between the end of the
 * process and the end of the bean, at most a moment, it shows what was last known.
 */
@Doc("One process that reports, and what it holds on all devices")
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

    /** Returns when the process first reported, in milliseconds since the epoch. */
    @Doc("When the process first reported, since 1970-01-01 UTC")
    @Doc.Units("milliseconds")
    long getAttachTime();

    /** Returns when the process last reported, in milliseconds since the epoch. */
    @Doc("When the process last reported, since 1970-01-01 UTC")
    @Doc.Units("milliseconds")
    long getLastReportTime();

    /** Returns the ordinals of the devices it has reported. */
    @Doc("Ordinals of the devices the process has reported")
    @Doc.Units("device")
    int[] getDevices();

    /** Returns all it holds on devices, in bytes. */
    @Doc("All it holds on devices: every memory type but SYSTEM_MEMORY")
    @Doc.Units("bytes")
    long getUsed();

    /** Returns DRAM held, in bytes. */
    @Doc("DRAM held on all devices")
    @Doc.Units("bytes")
    long getUsedDram();

    /** Returns L1 held, in bytes. */
    @Doc("L1 held on all devices")
    @Doc.Units("bytes")
    long getUsedL1();

    /** Returns SYSTEM_MEMORY held, in bytes. */
    @Doc("Host memory that devices can reach, held for all devices")
    @Doc.Units("bytes")
    long getUsedSystemMemory();

    /** Returns L1_SMALL held, in bytes. */
    @Doc("L1_SMALL held on all devices")
    @Doc.Units("bytes")
    long getUsedL1Small();

    /** Returns TRACE held, in bytes. */
    @Doc("TRACE held on all devices")
    @Doc.Units("bytes")
    long getUsedTrace();

    /** Returns circular buffers held, in bytes. */
    @Doc("Circular buffers held on all devices")
    @Doc.Units("bytes")
    long getUsedCircularBuffers();

    /** Returns kernel code held, in bytes. */
    @Doc("Kernel code held on all devices")
    @Doc.Units("bytes")
    long getUsedKernels();

    /** Returns the sum of the DRAM peaks of the devices, in bytes. */
    @Doc("Sum of the DRAM peaks of its devices, an upper bound of its peak")
    @Doc.Units("bytes")
    long getPeakDram();

    /** Returns the sum of the L1 peaks of the devices, in bytes. */
    @Doc("Sum of the L1 peaks of its devices, an upper bound of its peak")
    @Doc.Units("bytes")
    long getPeakL1();

    /** Returns usage and peak by "device/memory type"; pairs never used are left out. */
    @Doc(
            "Usage and peak in bytes, by device and memory type, such as 0/DRAM; what it never used is"
                    + " left out")
    Map<String, MemoryRow> getMemory();

    /** Returns the live buffers, circular buffers and kernels. */
    @Doc("Live buffers, circular buffers and kernels")
    @Doc.Units("buffers")
    long getBuffers();

    /** Returns how many it has reported in all. */
    @Doc("Buffers, circular buffers and kernels the process has opened")
    @Doc.Units("buffers")
    long getAllocations();

    /** Returns how many of them it released. */
    @Doc("Buffers, circular buffers and kernels the process has released")
    @Doc.Units("buffers")
    long getFrees();

    /** Lists its largest live buffers. */
    @Doc("Lists the largest live buffers of the process")
    BufferRow[] listBuffers(
            @Doc.Argument(value = "limit", doc = "at most so many, 0 to 10000") int limit);

    /** Lists its oldest live buffers. */
    @Doc("Lists the oldest live buffers of the process, the first place to look for a leak")
    BufferRow[] oldestBuffers(
            @Doc.Argument(value = "limit", doc = "at most so many, 0 to 10000") int limit);
}
