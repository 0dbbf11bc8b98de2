package org.ttflight.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostProcess;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;

/**
 * One process as all sources together see it. Immutable.
 *
 * @param identity which it is; uid and gid are -1 where only files tell of it
 * @param description what people call it
 * @param host what it uses of the host; null if it is not visible
 * @param reported what it reports on the socket; null if it does not
 * @param tracking how much is known of what it holds
 * @param devices what it holds on each device that it has open, reports or has a slot for
 */
public record ObservedProcess(
        ProcessIdentity identity,
        ProcessDescription description,
        @Nullable HostProcess host,
        @Nullable ProcessUsage reported,
        Tracking tracking,
        List<ObservedHolding> devices) {
    /** Takes a copy of the list. */
    public ObservedProcess {
        devices = List.copyOf(devices);
    }

    /** Returns the pid; where it is not verified, as claimed. */
    public int pid() {
        return identity.pid();
    }

    /** Returns the bytes of this type on all devices together; null if unknown on all. */
    public @Nullable Long used(MemoryType type) {
        Long sum = null;
        for (ObservedHolding holding : devices) {
            Long used = holding.used(type);
            if (used != null) {
                sum = Long.valueOf((sum == null ? 0 : sum) + used);
            }
        }
        return sum;
    }
}
