package org.ttflight.jmx;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One device: which chip it is, how it is doing, who uses it, and what is held on it.
 *
 * <p>Registered as {@code tenstorrent:type=Device,device=<n>}. The ordinal is today's place of the
 * chip; when another chip takes it, the bean is registered anew. Counters of incidents follow the
 * chip, not the ordinal.
 */
@Doc("One device: which chip it is, how it is doing, who uses it, what is held on it")
public interface DeviceMXBean extends DeviceTelemetry {
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

    /** Returns the board's number in hexadecimal digits, or null if unknown. */
    @Doc(
            "The board's number, 16 hexadecimal digits, shared by all chips of the board; null "
                    + "if unknown")
    @Nullable String getSerial();

    /** Returns the PCI address, or null if unknown. */
    @Doc("PCI domain, bus, device and function, such as 0000:41:00.0; null if unknown")
    @Nullable String getPciAddress();

    /** Returns the NUMA node, or null if unknown or if the host has none. */
    @Doc("NUMA node of the device; null if unknown or if the host has none")
    @Doc.Units("node")
    @Nullable Integer getNumaNode();

    /** Returns the versions of the firmware, by component. */
    @Doc("Versions of the firmware by component, those the driver tells")
    Map<String, String> getFirmware();

    /** Returns whether the device is made up. */
    @Doc("Whether there is no such device, but one was asked for on the command line")
    boolean isSimulated();

    /** Returns how it is doing, in words. */
    @Doc("How it is doing, in words: ok, or what is wrong")
    String getHealth();

    /** Returns the health in one of six words. */
    @Doc("Health in one word: ok, degraded, stalled, resetting, lost or unknown")
    String getHealthState();

    /** Returns how many live processes use the device, whoever says so. */
    @Doc(
            "Live processes that report this device, have a slot for it in shared memory or "
                    + "have it open")
    @Doc.Units("processes")
    int getProcesses();

    /** Returns the pids of {@link #getProcesses}. */
    @Doc("Pids of these processes")
    @Doc.Units("process id")
    int[] getProcessIds();

    /** Returns how many processes have it open and report nothing. */
    @Doc("Processes that have it open and report nothing, so that what is held is incomplete")
    @Doc.Units("processes")
    int getUntrackedProcesses();

    /** Returns how many visible processes have it open, or null if nobody can be asked. */
    @Doc("Processes that have it open, of those visible to the daemon; null if nobody can be asked")
    @Doc.Units("processes")
    @Nullable Integer getOpenProcesses();

    /** Returns the pids of {@link #getOpenProcesses}. */
    @Doc("Pids of these processes; empty if nobody can be asked")
    @Doc.Units("process id")
    int[] getOpenProcessIds();

    /** Returns how many files processes elsewhere have open, or null if nobody can be asked. */
    @Doc("Open files of processes in other pid namespaces; null if nobody can be asked")
    @Doc.Units("files")
    @Nullable Integer getOpenElsewhere();

    /** Returns who says who has it open. */
    @Doc("Who says so: driver, open files or unknown")
    String getOpenSource();

    /** Returns why that may be incomplete, or null if it is not. */
    @Doc("Why that may be incomplete; null if it is not")
    @Nullable String getOpenDetail();

    /** Returns DRAM and TRACE together in bytes, or null if unknown. */
    @Doc("What is taken of the device's DRAM: DRAM + TRACE; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getDramInUse();

    /** Returns the chip's DRAM in bytes, or null if unknown. */
    @Doc("The chip's DRAM; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getDramCapacity();

    /** Returns what is taken of the DRAM, 0 to 1 as a rule, or null if unknown. */
    @Doc("DramInUse by DramCapacity; null if either is unknown")
    @Doc.Units("ratio")
    @Nullable Double getDramUsedRatio();

    /** Returns L1, L1_SMALL and circular buffers together in bytes, or null if unknown. */
    @Doc("What programs share of the cores' L1: L1 + L1_SMALL + CB; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getL1InUse();

    /** Returns the L1 of all worker cores in bytes, or null if unknown. */
    @Doc("L1 of all worker cores; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getL1Capacity();

    /** Returns what is taken of the L1, 0 to 1 as a rule, or null if unknown. */
    @Doc("L1InUse by L1Capacity; null if either is unknown")
    @Doc.Units("ratio")
    @Nullable Double getL1UsedRatio();

    /** Returns bytes of L1 that no buffer explains, or null without anything to infer them from. */
    @Doc(
            "L1 that is counted but that no buffer explains; inferred, and part of no other "
                    + "figure; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getUnexplainedL1();

    /** Returns from what that is inferred, or why it cannot be; null without anything to go by. */
    @Doc(
            "From what UnexplainedL1 is inferred, or why it cannot be; null if there is nothing to "
                    + "infer it from")
    @Nullable String getUnexplainedL1Basis();

    /** Returns what is held of all types that live on the device, in bytes, or null. */
    @Doc("All that is held on the device: every memory type but SYSTEM_MEMORY; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getMemoryInUse();

    /** Returns the host memory held for this device in bytes, or null if unknown. */
    @Doc("Host memory held for this device: SYSTEM_MEMORY; null if unknown")
    @Doc.Units("bytes")
    @Nullable Long getSystemMemoryInUse();

    /** Returns the live buffers, circular buffers and kernels, or null if nobody reports each. */
    @Doc(
            "Live buffers, circular buffers and kernels that programs report one by one; null "
                    + "if none does")
    @Doc.Units("buffers")
    @Nullable Long getBuffers();

    /** Returns whether its shared memory can be believed, or null without any. */
    @Doc(
            "Whether tt-metal's shared memory for it can be believed: live, stale, unverifiable "
                    + "or unreadable; null without any")
    @Nullable String getSharedMemoryState();

    /** Returns when that last changed, in milliseconds since the epoch, or null. */
    @Doc("When that last changed, since 1970-01-01 UTC; null if unknown")
    @Doc.Units("milliseconds")
    @Nullable Long getSharedMemoryTime();

    /** Returns what shared memory counts, by chip and memory type. */
    @Doc(
            "What shared memory counts by chip and memory type, such as local0/DRAM, or "
                    + "remote1/L1 for a chip behind this one")
    @Doc.Units("bytes")
    Map<String, Long> getSharedChips();

    /** Returns when the allocator wrote its report, in milliseconds since the epoch, or null. */
    @Doc(
            "How old the banks of its memory are: when the allocator wrote its report, since "
                    + "1970-01-01 UTC; null without one")
    @Doc.Units("milliseconds")
    @Nullable Long getReportTime();

    /** Returns how often this chip was lost. */
    @Doc("How often this chip was lost")
    @Doc.Units("losses")
    long getDisappearances();

    /** Returns how often this chip came back with another ordinal. */
    @Doc("How often this chip came back with another ordinal")
    @Doc.Units("changes")
    long getOrdinalChanges();

    /** Returns how often a read of this chip did not return in time. */
    @Doc("How often a read of this chip did not return in time, because of a reset or a hang")
    @Doc.Units("blockings")
    long getBlockings();
}
