package org.ttflight.jmx;

import javax.management.MBeanOperationInfo;
import org.jspecify.annotations.Nullable;

/**
 * One memory type on one device, held by all processes together; in the spirit of {@link
 * java.lang.management.MemoryPoolMXBean}, but flat, so that clients chart it.
 *
 * <p>Registered as {@code tenstorrent:type=DeviceMemory,device=<n>,memory=<type>}. Sends {@value
 * DeviceMemoryBean#THRESHOLD_EXCEEDED} when usage reaches the threshold from below.
 */
@Doc("One memory type on one device, held by all processes together")
public interface DeviceMemoryMXBean {
    /** Returns the device's ordinal. */
    @Doc("Ordinal of the device")
    @Doc.Units("device")
    int getDevice();

    /** Returns the memory type. */
    @Doc("Memory type")
    String getMemory();

    /** Returns the bytes held by live processes, or null if nobody says. */
    @Doc("Held by live processes; null if nobody says")
    @Doc.Units("bytes")
    @Nullable Long getUsed();

    /** Returns the most bytes held at one time since the start or the last reset, or null. */
    @Doc("Most that was held at one time since the start or the last reset; null if nobody says")
    @Doc.Units("bytes")
    @Nullable Long getPeak();

    /** Returns the number of live buffers, or null if nobody reports each. */
    @Doc("Live buffers of this type that programs report one by one; null if none does")
    @Doc.Units("buffers")
    @Nullable Long getBuffers();

    /** Returns who says how much is held. */
    @Doc("Who says how much is held: socket, shared memory, socket and shared memory, or none")
    String getSource();

    /** Returns what shared memory states for the whole device in bytes, or null without it. */
    @Doc(
            "What tt-metal's shared memory states for the whole device, also of processes that "
                    + "are gone; null without it")
    @Doc.Units("bytes")
    @Nullable Long getShared();

    /** Returns {@link #getShared} less what its live processes hold, in bytes, or null. */
    @Doc("Shared less what its live processes hold there; null without shared memory")
    @Doc.Units("bytes")
    @Nullable Long getUnattributed();

    /** Returns the bytes there are, or null if unknown or not a memory of its own. */
    @Doc(
            "How much there is; null if unknown, and for types that share DRAM or L1 (see the "
                    + "Device bean)")
    @Doc.Units("bytes")
    @Nullable Long getCapacity();

    /** Returns who says so. */
    @Doc("Who says how much there is: table, configuration, csv or unknown")
    String getCapacitySource();

    /** Returns what is used of the capacity, or null if unknown. */
    @Doc("Used by Capacity; null if either is unknown")
    @Doc.Units("ratio")
    @Nullable Double getUsedRatio();

    /** Returns the number of banks, or null if unknown. */
    @Doc("Banks of this memory, all alike; null if the report does not tell")
    @Doc.Units("banks")
    @Nullable Integer getBanks();

    /** Returns what can be allocated of one bank in bytes, or null without a report. */
    @Doc("What can be allocated of one bank; null without a report")
    @Doc.Units("bytes")
    @Nullable Long getBankAllocatable();

    /** Returns what is allocated of one bank in bytes, or null without a report. */
    @Doc("What is allocated of one bank; null without a report")
    @Doc.Units("bytes")
    @Nullable Long getBankAllocated();

    /** Returns what is free of one bank in bytes, or null without a report. */
    @Doc("What is free of one bank; null without a report")
    @Doc.Units("bytes")
    @Nullable Long getBankFree();

    /** Returns the largest free block of one bank in bytes, or null without a report. */
    @Doc("Largest free block of one bank; null without a report")
    @Doc.Units("bytes")
    @Nullable Long getBankLargestFreeBlock();

    /** Returns how much of what is free is not in one piece, 0 to below 1, or null. */
    @Doc(
            "Share of what is free that is not in the largest block: 1 - BankLargestFreeBlock /"
                    + " BankFree; null without a report or if nothing is free")
    @Doc.Units("ratio")
    @Nullable Double getFragmentation();

    /** Returns when the allocator wrote that report, in milliseconds since the epoch, or null. */
    @Doc("When the allocator wrote that report, since 1970-01-01 UTC; null without one")
    @Doc.Units("milliseconds")
    @Nullable Long getReportTime();

    /** Returns the usage threshold in bytes; 0 if there is none. */
    @Doc("Usage at which a notification is sent; 0 for none")
    @Doc.Units("bytes")
    long getUsageThreshold();

    /** Sets the usage threshold in bytes; 0 for none. */
    void setUsageThreshold(long bytes);

    /** Returns whether there is a threshold and usage is not below it. */
    @Doc("Whether there is a threshold and usage is not below it")
    boolean isUsageThresholdExceeded();

    /** Returns how often usage reached the threshold from below. */
    @Doc("How often usage reached the threshold from below")
    @Doc.Units("crossings")
    long getUsageThresholdCount();

    /** Makes the peak the usage of now, whoever says what is used. */
    @Doc("Makes the peak the usage of now")
    @Doc.Impact(MBeanOperationInfo.ACTION)
    void resetPeakUsage();

    /** Judges by the allocator's report whether one more buffer would find room. */
    @Doc(
            "Tells whether a buffer of this size, spread over all banks, would have fitted when the"
                    + " allocator wrote its report")
    FitAnswer doesFit(
            @Doc.Argument(value = "bytes", doc = "the size of the whole buffer, more than 0")
                    long bytes);

    /** Lists the largest live buffers of this type on this device. */
    @Doc("Lists the largest live buffers of this type on this device")
    BufferRow[] listBuffers(
            @Doc.Argument(value = "limit", doc = "at most so many, 0 to 10000") int limit);
}
