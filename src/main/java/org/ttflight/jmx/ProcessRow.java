package org.ttflight.jmx;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostProcess;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.snapshot.ObservedHolding;
import org.ttflight.snapshot.ObservedProcess;

/**
 * One process, as a client sees it in a list. Sizes are in bytes and over all devices.
 *
 * @param pid the process id; if not verified, as the process claims it
 * @param verified whether the kernel vouches for the pid
 * @param name the program; null if it could not be read
 * @param user the user; null if it could not be read
 * @param container the id of its container; null if none or unreadable
 * @param pod the uid of its pod; null if none or unreadable
 * @param tracking how much is known of what it holds
 * @param devices ordinals of the devices it uses
 * @param dramInUse DRAM and TRACE; null if unknown
 * @param l1InUse L1, L1_SMALL and circular buffers; null if unknown
 * @param used everything but SYSTEM_MEMORY; null if unknown
 * @param buffers live buffers, circular buffers and kernels; null if it does not report
 * @param lastReportTime when it last reported, in milliseconds since the epoch; null if it does not
 * @param cpuTime processor time it has used, in milliseconds; null if unknown
 * @param cpuRatio processor time over the last interval by its length; null if unknown
 * @param residentBytes memory of the host that it occupies; null if unknown
 */
public record ProcessRow(
        int pid,
        boolean verified,
        @Nullable String name,
        @Nullable String user,
        @Nullable String container,
        @Nullable String pod,
        String tracking,
        List<Integer> devices,
        @Nullable Long dramInUse,
        @Nullable Long l1InUse,
        @Nullable Long used,
        @Nullable Long buffers,
        @Nullable Long lastReportTime,
        @Nullable Long cpuTime,
        @Nullable Double cpuRatio,
        @Nullable Long residentBytes) {

    static ProcessRow of(ObservedProcess process) {
        ProcessDescription description = process.description();
        ProcessUsage reported = process.reported();
        HostProcess host = process.host();
        return new ProcessRow(
                process.pid(),
                process.identity().verified(),
                description.name(),
                description.user(),
                description.container(),
                description.pod(),
                process.tracking().label(),
                process.devices().stream().map(ObservedHolding::device).toList(),
                sum(process, MemoryType.DRAM, MemoryType.TRACE),
                sum(process, MemoryType.L1, MemoryType.L1_SMALL, MemoryType.CIRCULAR_BUFFER),
                ProcessBean.used(process),
                reported == null ? null : Long.valueOf(reported.total().buffers()),
                reported == null ? null : ProcessBean.millis(reported.lastReportMicros()),
                host == null ? null : host.cpuMillis(),
                host == null ? null : host.cpuRatio(),
                host == null ? null : host.residentBytes());
    }

    /** Adds up what is known; null if the first is not, since it is the biggest part. */
    private static @Nullable Long sum(
            ObservedProcess process, MemoryType first, MemoryType... others) {
        Long sum = process.used(first);
        if (sum != null) {
            for (MemoryType type : others) {
                sum = DeviceBean.plus(sum, process.used(type));
            }
        }
        return sum;
    }
}
