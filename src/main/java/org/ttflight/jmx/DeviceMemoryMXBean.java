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

    /** Returns the bytes held by live buffers; zero or more. */
    @Doc("Held by live buffers")
    @Doc.Units("bytes")
    long getUsed();

    /** Returns the most bytes held at one time since the start or the last reset. */
    @Doc("Most that was held at one time since the start or the last reset")
    @Doc.Units("bytes")
    long getPeak();

    /** Returns the number of live buffers. */
    @Doc("Live buffers of this type")
    @Doc.Units("buffers")
    long getBuffers();

    /** Returns the bytes there are, or null if unknown or not a memory of its own. */
    @Doc(
            "How much there is; null if unknown, and for types that share DRAM or L1 (see the Device"
                    + " bean)")
    @Doc.Units("bytes")
    @Nullable Long getCapacity();

    /** Returns who says so. */
    @Doc("Who says how much there is: table, configuration, csv or unknown")
    String getCapacitySource();

    /** Returns what is used of the capacity, or null without a capacity. */
    @Doc("Used by Capacity; null if the capacity is unknown")
    @Doc.Units("ratio")
    @Nullable Double getUsedRatio();

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

    /** Makes the peak the usage of now. */
    @Doc("Makes the peak the usage of now")
    @Doc.Impact(MBeanOperationInfo.ACTION)
    void resetPeakUsage();

    /** Lists the largest live buffers of this type on this device. */
    @Doc("Lists the largest live buffers of this type on this device")
    BufferRow[] listBuffers(
            @Doc.Argument(value = "limit", doc = "at most so many, 0 to 10000") int limit);
}
