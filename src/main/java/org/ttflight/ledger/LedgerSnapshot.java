package org.ttflight.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole ledger at one moment, but for the single buffers. Immutable: any thread may keep it.
 *
 * <p>Of a recording the counts are not always known; they are -1 then.
 *
 * @param epochMicros when, in microseconds since the epoch
 * @param structure changes whenever a device or a process came or went
 * @param devices all devices that were ever reported, by ordinal
 * @param processes the live processes, in the order in which they first reported
 * @param anomalies counts, indexed by the ordinal of {@link Anomaly}; use {@link #count}
 * @param allocations how many buffers, circular buffers and kernels were opened since the start
 * @param frees how many of these were released by their owners
 * @param orphans how many were released because their process was gone
 */
public record LedgerSnapshot(
        long epochMicros,
        long structure,
        List<DeviceUsage> devices,
        List<ProcessUsage> processes,
        List<Long> anomalies,
        long allocations,
        long frees,
        long orphans) {

    /** Returns how often this was seen since the start; -1 if unknown. */
    public long count(Anomaly anomaly) {
        return anomalies.get(anomaly.ordinal());
    }

    /** Returns how often each anomaly was seen since the start, by label; without the unknown. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Anomaly anomaly : Anomaly.values()) {
            if (count(anomaly) >= 0) {
                counts.put(anomaly.label(), count(anomaly));
            }
        }
        return counts;
    }

    /** Returns how many buffers, circular buffers and kernels are live. */
    public long liveBuffers() {
        if (allocations >= 0) {
            return allocations - frees - orphans;
        }
        return devices.stream().mapToLong(device -> device.usage().buffers()).sum();
    }

    /** Returns what is held on this device, {@link Usage#NONE} if it was never reported. */
    public Usage on(int device) {
        for (DeviceUsage held : devices) {
            if (held.device() == device) {
                return held.usage();
            }
        }
        return Usage.NONE;
    }

    /** Returns the live process with this pid, or null. */
    public @Nullable ProcessUsage process(int pid) {
        for (ProcessUsage process : processes) {
            if (process.identity().pid() == pid) {
                return process;
            }
        }
        return null;
    }
}
