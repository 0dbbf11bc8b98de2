package org.ttflight.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one process holds. Of a recording some of it is not known; it is -1 then.
 *
 * @param attachedMicros when the process first reported, in microseconds since the epoch
 * @param lastReportMicros when the process last reported, in microseconds since the epoch
 * @param lastAllocationMicros when it last reported a buffer, circular buffer or kernel, in
 *     microseconds since the epoch; null if it never has
 * @param devices the devices it has reported, by ordinal
 * @param allocations how many buffers, circular buffers and kernels it has reported in all
 * @param frees how many of these it has released itself
 */
public record ProcessUsage(
        ProcessIdentity identity,
        long attachedMicros,
        long lastReportMicros,
        @Nullable Long lastAllocationMicros,
        List<DeviceUsage> devices,
        long allocations,
        long frees) {

    /** Returns what it holds on all devices together; peaks are an upper bound. */
    public Usage total() {
        return devices.stream().map(DeviceUsage::usage).reduce(Usage.NONE, Usage::plus);
    }

    /** Returns what it holds on this device, {@link Usage#NONE} if it never reported it. */
    public Usage on(int device) {
        for (DeviceUsage held : devices) {
            if (held.device() == device) {
                return held.usage();
            }
        }
        return Usage.NONE;
    }
}
