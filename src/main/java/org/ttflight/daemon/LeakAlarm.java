package org.ttflight.daemon;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ttflight.jfr.LeakSuspectEvent;
import org.ttflight.leak.GrowthWatch;
import org.ttflight.leak.LeakFinder;
import org.ttflight.leak.LeakRequest;
import org.ttflight.ledger.DeviceUsage;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;

/**
 * Tells the recording of suspects, each once for as long as it stays one, and of a few at a time:
 * what has to wait is told at the next look.
 */
final class LeakAlarm {
    static final int MOST_AT_ONCE = 10;

    private record Suspect(ProcessIdentity process, int device, String kind) {}

    private Set<Suspect> told = new HashSet<>();
    private int budget;

    /** Tells of what is new. */
    void tell(List<GrowthWatch.Growth> growing, LedgerSnapshot ledger, long nowMicros) {
        Set<Suspect> still = new HashSet<>();
        budget = MOST_AT_ONCE;
        for (GrowthWatch.Growth one : growing) {
            Suspect suspect = new Suspect(one.process(), one.device(), "growth of " + one.memory());
            if (isNew(suspect, still)) {
                LeakSuspectEvent.growing(
                        one.process().pid(),
                        one.device(),
                        one.memory(),
                        one.used(),
                        one.bytesPerSecond(),
                        one.secondsToFull());
            }
        }
        for (ProcessUsage process :
                LeakFinder.idle(ledger, nowMicros, LeakRequest.DEFAULT_OLDER_THAN_SECONDS)) {
            long idleMicros = nowMicros - LeakFinder.lastAllocationMicros(process);
            for (DeviceUsage device : process.devices()) {
                long bytes = device.usage().deviceBytes();
                Suspect suspect = new Suspect(process.identity(), device.device(), "idle");
                if (bytes > 0 && isNew(suspect, still)) {
                    LeakSuspectEvent.idle(
                            process.identity().pid(), device.device(), bytes, idleMicros);
                }
            }
        }
        told = still;
    }

    /** Notes a suspect as told, unless it is new and has to wait; returns whether it is new. */
    private boolean isNew(Suspect suspect, Set<Suspect> still) {
        if (told.contains(suspect)) {
            still.add(suspect);
            return false;
        }
        if (budget == 0) {
            return false;
        }
        budget--;
        return still.add(suspect);
    }
}
