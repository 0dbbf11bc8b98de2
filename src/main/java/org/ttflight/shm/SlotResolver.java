package org.ttflight.shm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.SharedSlot;
import org.ttflight.ledger.Verdict;
import org.ttflight.shm.Workload.Presence;

/**
 * Tells which process a slot belongs to. The pid in a slot is that of the process's own pid
 * namespace, and slots outlive their processes. In this order:
 *
 * <ol>
 *   <li>the one process that has the device open and calls itself by this pid; of several, the one
 *       with the slot's name;
 *   <li>the same among those who have any device open;
 *   <li>a process of our own namespace with this pid and the slot's name, although it has no device
 *       open as far as we are told.
 * </ol>
 *
 * <p>A slot of nobody is stale if all who have the device open are known and are in our namespace,
 * as its process would be one of them; or if no process has the pid, and nobody in another
 * namespace has the device open. Otherwise it cannot be told.
 */
final class SlotResolver {
    private final Tenants tenants;
    private final Census census;

    SlotResolver(Tenants tenants, Census census) {
        this.tenants = tenants;
        this.census = census;
    }

    /**
     * Resolves one slot.
     *
     * @param device that the file belongs to; null if unknown
     */
    SharedSlot resolve(RegionContents.Slot slot, @Nullable Integer device) {
        List<Workload> candidates = device == null ? List.of() : tenants.candidates(slot, device);
        if (candidates.isEmpty()) {
            candidates = tenants.candidates(slot, null);
        }
        if (candidates.size() > 1) {
            return unresolved(slot, Verdict.UNVERIFIABLE);
        }
        if (candidates.size() == 1) {
            return resolved(slot, candidates.get(0));
        }
        Workload namesake = census.of(slot.pid());
        if (namesake.presence() == Presence.ALIVE
                && namesake.ownPid() == slot.pid()
                && namesake.hasName(slot.name())) {
            return resolved(slot, namesake);
        }
        boolean isOver =
                (device != null && tenants.isComplete(device))
                        || (namesake.presence() == Presence.GONE
                                && !tenants.isHeldElsewhere(device));
        return unresolved(slot, isOver ? Verdict.STALE : Verdict.UNVERIFIABLE);
    }

    private static SharedSlot resolved(RegionContents.Slot slot, Workload workload) {
        // The driver's word that a process has the device open counts where procfs hides it.
        boolean isGone = workload.presence() == Presence.GONE;
        return new SharedSlot(
                slot.slot(),
                slot.pid(),
                workload.pid(),
                workload.startTicks(),
                isGone ? Verdict.STALE : Verdict.LIVE,
                slot.name(),
                slot.usage(),
                slot.lastUpdateMicros());
    }

    private static SharedSlot unresolved(RegionContents.Slot slot, Verdict verdict) {
        return new SharedSlot(
                slot.slot(),
                slot.pid(),
                -1,
                -1,
                verdict,
                slot.name(),
                slot.usage(),
                slot.lastUpdateMicros());
    }
}
