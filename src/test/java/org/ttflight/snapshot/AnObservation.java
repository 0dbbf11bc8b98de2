package org.ttflight.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostState;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.SharedMemory;
import org.ttflight.report.MemoryReports;

/** Observations for tests of the views, which no source has to be set up for. */
public final class AnObservation {
    private AnObservation() {}

    /** Returns one of these devices and processes. */
    public static Observation of(
            @Nullable LedgerSnapshot ledger,
            List<ObservedDevice> devices,
            List<ObservedProcess> processes) {
        return new Observation(
                ledger,
                SharedMemory.NOT_READ,
                HostState.NOT_READ,
                MemoryReports.NONE,
                devices,
                processes);
    }
}
