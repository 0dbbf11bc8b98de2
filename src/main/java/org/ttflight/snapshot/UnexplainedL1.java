package org.ttflight.snapshot;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.MemoryType;
import org.ttflight.report.BankReport;
import org.ttflight.report.DeviceReport;

/**
 * L1 that somebody counts and no reported buffer explains. Inferred, so never mixed into another
 * figure, and only where programs report buffers on the device, else there is nothing to explain it
 * with.
 *
 * <ul>
 *   <li>From shared memory, which is as fresh as the socket: what it states for the processes that
 *       also report, less what they report. What belongs to others is in {@link
 *       ObservedMemory#used}, what belongs to nobody in {@link ObservedMemory#unattributed}.
 *   <li>Else from MemoryReporter: what the allocator has allocated in all banks, less all that is
 *       known to be held. CB is not the allocator's, so it is on neither side. A report from before
 *       a process began to report is of another time and says nothing.
 * </ul>
 *
 * <p>Less than nothing means that the two do not fit together: then it is unknown, and the basis
 * says why.
 *
 * @param bytes null if unknown
 * @param basis from what it is inferred, or why it cannot be; null if nothing was there to infer it
 *     from
 */
record UnexplainedL1(@Nullable Long bytes, @Nullable String basis) {
    static final UnexplainedL1 UNKNOWN = new UnexplainedL1(null, null);

    /**
     * @param stated L1, L1_SMALL and CB in shared memory, of the processes that report as well;
     *     null if a counter of theirs is unknown
     * @param reported the same as they report
     */
    static UnexplainedL1 fromSharedMemory(@Nullable Long stated, long reported) {
        if (stated == null) {
            return new UnexplainedL1(null, "shared memory lost count of a process's L1");
        }
        if (stated < reported) {
            return new UnexplainedL1(null, "shared memory counts less L1 than is reported");
        }
        return new UnexplainedL1(
                stated - reported, "shared memory less reported buffers, of L1, L1_SMALL and CB");
    }

    /**
     * @param l1 bytes of L1 that are known to be held
     * @param l1Small bytes of L1_SMALL that are known to be held
     * @param latestAttachMicros when the last of the processes there began to report
     */
    static UnexplainedL1 fromReport(
            DeviceReport report, long l1, long l1Small, long latestAttachMicros) {
        BankReport bank = report.banks().get(MemoryType.L1.label());
        if (bank == null) {
            return UNKNOWN;
        }
        if (report.epochMillis() < latestAttachMicros / 1000) {
            return new UnexplainedL1(null, "the report is older than a process that reports");
        }
        Long counted = ReportedCapacity.allBanks(bank, bank.allocated());
        long held = l1;
        BankReport small = report.banks().get(MemoryType.L1_SMALL.label());
        if (small != null) {
            Long countedSmall = ReportedCapacity.allBanks(small, small.allocated());
            counted = counted == null || countedSmall == null ? null : counted + countedSmall;
            held += l1Small;
        }
        if (counted == null) {
            return new UnexplainedL1(null, "the report does not tell how many banks there are");
        }
        if (counted < held) {
            return new UnexplainedL1(null, "the report counts less L1 than is held now");
        }
        return new UnexplainedL1(
                counted - held,
                "MemoryReporter at "
                        + Instant.ofEpochMilli(report.epochMillis()).truncatedTo(ChronoUnit.SECONDS)
                        + " less what is held now, of L1"
                        + (small == null ? "" : " and L1_SMALL"));
    }
}
