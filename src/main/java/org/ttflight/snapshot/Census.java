package org.ttflight.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostProcess;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedSlot;

/**
 * Which process is which: a pid with its start is one of ours, a pid of another pid namespace is
 * only a claim. The connection number of a process that only a slot tells of, and that is not
 * visible from here, is negative and made of its name; real connections count from 1.
 */
final class Census {
    private final int devices;
    private final Map<Integer, HostProcess> hostByPid;
    private final List<JoinedProcess> reporting = new ArrayList<>();
    private final List<JoinedProcess> others = new ArrayList<>();

    /** Those whose pid is one of ours. */
    private final Map<Integer, JoinedProcess> byPid = new HashMap<>();

    /** Those that only claim their pid. */
    private final Map<Integer, JoinedProcess> byClaimedPid = new HashMap<>();

    /**
     * @param devices how many there are
     */
    Census(List<HostProcess> onHost, int devices) {
        this.devices = devices;
        this.hostByPid = new HashMap<>(onHost.size() * 2);
        for (HostProcess process : onHost) {
            hostByPid.put(process.pid(), process);
        }
    }

    /** Adds a process that is not there yet. */
    JoinedProcess enter(ProcessIdentity identity, @Nullable ProcessUsage usage) {
        JoinedProcess process = new JoinedProcess(identity, usage, devices);
        Map<Integer, JoinedProcess> index = identity.verified() ? byPid : byClaimedPid;
        process.samePid = index.put(identity.pid(), process);
        if (identity.verified()) {
            HostProcess found = hostByPid.get(identity.pid());
            if (found != null && isSameStart(found.startTicks(), identity.startTicks())) {
                process.host = found;
            }
        }
        (usage == null ? others : reporting).add(process);
        return process;
    }

    /** Returns the process with this pid and start, entered if it was not; -1 fits any start. */
    JoinedProcess process(int pid, long startTicks) {
        JoinedProcess similar = null;
        for (JoinedProcess at = byPid.get(pid); at != null; at = at.samePid) {
            if (at.identity.startTicks() == startTicks) {
                return at;
            }
            if (similar == null && isSameStart(at.identity.startTicks(), startTicks)) {
                similar = at;
            }
        }
        return similar != null
                ? similar
                : enter(new ProcessIdentity(pid, startTicks, -1, -1, 0), null);
    }

    private static boolean isSameStart(long left, long right) {
        return left == right || left < 0 || right < 0;
    }

    /** Returns the process that has this pid now. */
    JoinedProcess holder(int pid) {
        HostProcess known = hostByPid.get(pid);
        return process(pid, known == null ? -1 : known.startTicks());
    }

    /**
     * Returns the process of a slot whose pid is one of another pid namespace. If a program on the
     * socket claims the same pid, it is that one: two that are one would be added. Else it is the
     * one with the same pid and name in other regions; two in the same region are two.
     */
    @SuppressWarnings("ReferenceEquality") // regions of one reading are told apart as objects
    JoinedProcess invisible(SharedRegion region, @Nullable JoinedDevice device, SharedSlot slot) {
        JoinedProcess claimed = null;
        for (JoinedProcess at = byClaimedPid.get(slot.claimedPid()); at != null; at = at.samePid) {
            if (at.reported != null && at.lastRegion != region) {
                boolean isThere = device != null && at.partOrNull(device) != null;
                claimed = claimed == null || isThere ? at : claimed;
            }
        }
        if (claimed != null) {
            return claimed;
        }
        for (long nth = 0; ; nth++) {
            long number = -1 - (slot.name().hashCode() & 0xffff_ffffL) * 64 - nth;
            JoinedProcess found = byClaimedPid.get(slot.claimedPid());
            while (found != null && found.identity.connection() != number) {
                found = found.samePid;
            }
            if (found == null) {
                return enter(new ProcessIdentity(slot.claimedPid(), -1, -1, -1, number), null);
            }
            if (found.lastRegion != region) {
                return found;
            }
        }
    }

    /** Returns all: those that report, in the order in which they first did, then by pid. */
    List<JoinedProcess> inOrder() {
        others.sort(
                Comparator.comparingInt((JoinedProcess process) -> process.identity.pid())
                        .thenComparingLong(process -> process.identity.startTicks())
                        .thenComparing(
                                process -> process.identity.connection(),
                                Comparator.reverseOrder()));
        List<JoinedProcess> all = new ArrayList<>(reporting.size() + others.size());
        all.addAll(reporting);
        all.addAll(others);
        return all;
    }
}
