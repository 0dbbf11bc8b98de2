package org.ttflight.jmx;

import org.jspecify.annotations.Nullable;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.Usage;

/**
 * One process, as a client sees it in a list. Sizes are in bytes and over all devices.
 *
 * @param pid the process id; if not verified, as the process claims it
 * @param verified whether the kernel vouches for the pid
 * @param name the program; null if it could not be read
 * @param user the user; null if it could not be read
 * @param dramInUse DRAM and TRACE
 * @param l1InUse L1, L1_SMALL and circular buffers
 * @param used everything but SYSTEM_MEMORY
 * @param buffers live buffers, circular buffers and kernels
 * @param lastReportTime when it last reported, in milliseconds since the epoch
 */
public record ProcessRow(
        int pid,
        boolean verified,
        @Nullable String name,
        @Nullable String user,
        long dramInUse,
        long l1InUse,
        long used,
        long buffers,
        long lastReportTime) {

    static ProcessRow of(ProcessUsage process, ProcessDescription description) {
        Usage total = process.total();
        return new ProcessRow(
                process.identity().pid(),
                process.identity().verified(),
                description.name(),
                description.user(),
                total.dramInUse(),
                total.l1InUse(),
                total.deviceBytes(),
                total.buffers(),
                process.lastReportMicros() / 1000);
    }
}
