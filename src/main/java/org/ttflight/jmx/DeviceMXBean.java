package org.ttflight.jmx;

import org.jspecify.annotations.Nullable;

/**
 * One device: which chip it is, who uses it, and what is held on it.
 *
 * <p>Registered as {@code tenstorrent:type=Device,device=<n>}. The ordinal is today's place of the
 * chip; when another chip takes it, the bean is registered anew.
 */
@Doc("One device: which chip it is, who uses it, what is held on it")
public interface DeviceMXBean {
    /** Returns the ordinal. */
    @Doc("Ordinal of the device, as people type it")
    @Doc.Units("device")
    int getOrdinal();

    /** Returns the driver's name of the card, or null if unknown. */
    @Doc("Card the chip is on, as the driver names it; null if unknown")
    @Nullable String getCardType();

    /** Returns the generation of the chip, or null if unknown. */
    @Doc("Generation of the chip; null if unknown")
    @Nullable String getArchitecture();

    /** Returns the chip's own number in hexadecimal digits, or null if unknown. */
    @Doc("The chip's own number, 16 hexadecimal digits; null if unknown")
    @Nullable String getAsicId();

    /** Returns whether the device is made up. */
    @Doc("Whether there is no such device, but one was asked for on the command line")
    boolean isSimulated();

    /** Returns how many live processes have reported this device. */
    @Doc("Live processes that have reported this device")
    @Doc.Units("processes")
    int getProcesses();

    /** Returns the pids of {@link #getProcesses}. */
    @Doc("Pids of the live processes that have reported this device")
    @Doc.Units("process id")
    int[] getProcessIds();

    /** Returns DRAM and TRACE together, in bytes. */
    @Doc("What is taken of the device's DRAM: DRAM + TRACE")
    @Doc.Units("bytes")
    long getDramInUse();

    /** Returns the chip's DRAM in bytes, or null if unknown. */
    @Doc("The chip's DRAM; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getDramCapacity();

    /** Returns what is taken of the DRAM, 0 to 1 as a rule, or null without a capacity. */
    @Doc("DramInUse by DramCapacity; null if the capacity is unknown")
    @Doc.Units("ratio")
    @Nullable Double getDramUsedRatio();

    /** Returns L1, L1_SMALL and circular buffers together, in bytes. */
    @Doc("What programs share of the cores' L1: L1 + L1_SMALL + CB")
    @Doc.Units("bytes")
    long getL1InUse();

    /** Returns the L1 of all worker cores in bytes, or null if unknown. */
    @Doc("L1 of all worker cores; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getL1Capacity();

    /** Returns what is taken of the L1, 0 to 1 as a rule, or null without a capacity. */
    @Doc("L1InUse by L1Capacity; null if the capacity is unknown")
    @Doc.Units("ratio")
    @Nullable Double getL1UsedRatio();

    /** Returns what is held of all types that live on the device, in bytes. */
    @Doc("All that is held on the device: every memory type but SYSTEM_MEMORY")
    @Doc.Units("bytes")
    long getMemoryInUse();

    /** Returns the host memory held for this device, in bytes. */
    @Doc("Host memory held for this device: SYSTEM_MEMORY")
    @Doc.Units("bytes")
    long getSystemMemoryInUse();

    /** Returns the live buffers, circular buffers and kernels on this device. */
    @Doc("Live buffers, circular buffers and kernels on this device")
    @Doc.Units("buffers")
    long getBuffers();
}
