package org.ttflight.ingest;

import java.util.List;
import org.ttflight.ledger.ProcessIdentity;

/**
 * Decides whose memory a message is about, from the kernel's word on the peer and the pid that the
 * message claims.
 *
 * <p>The kernel's word stands, and a claim is followed only where it can be explained without
 * giving anybody a hold on another user's process:
 *
 * <ul>
 *   <li>0, or the peer's own pid, also as seen in its own pid namespace (a container): the peer.
 *   <li>Another process of the same user in the peer's pid namespace: that one. A forked child
 *       reports on its parent's connection.
 *   <li>Anything else: refused; the memory is the peer's.
 *   <li>The kernel cannot name the peer (it is outside our pid namespace): a process that exists
 *       only on this connection, with the pid it claims and marked as unverified.
 * </ul>
 */
final class PidResolver {
    /**
     * Whose memory it is.
     *
     * @param refused whether the claim was not followed
     */
    record Resolution(ProcessIdentity identity, boolean refused) {}

    private final PeerProcesses processes;

    PidResolver(PeerProcesses processes) {
        this.processes = processes;
    }

    /** Costs a few file reads: remember the answer for the connection. */
    Resolution resolve(Peer peer, long connection, int claimed) {
        if (peer.pid() == 0) {
            return new Resolution(
                    new ProcessIdentity(claimed, -1, peer.uid(), peer.gid(), connection), false);
        }
        if (claimed == 0 || claimed == peer.pid()) {
            return new Resolution(identity(peer, peer.pid()), false);
        }
        List<Integer> own = processes.namespacePids(peer.pid());
        if (own.size() <= 1) {
            boolean isSameUser = claimed > 0 && processes.uid(claimed) == peer.uid();
            return new Resolution(identity(peer, isSameUser ? claimed : peer.pid()), !isSameUser);
        }
        if (own.contains(claimed)) {
            return new Resolution(identity(peer, peer.pid()), false);
        }
        int sibling = inNamespaceOf(peer, own.size(), claimed);
        return new Resolution(identity(peer, sibling < 0 ? peer.pid() : sibling), sibling < 0);
    }

    /** Looks for a descendant in a container: same user, as deep, and with this pid in there. */
    private int inNamespaceOf(Peer peer, int depth, int claimed) {
        int found = -1;
        for (int pid : processes.pids()) {
            List<Integer> pids = processes.namespacePids(pid);
            if (pids.size() == depth
                    && pids.get(depth - 1) == claimed
                    && processes.uid(pid) == peer.uid()) {
                if (found >= 0) {
                    return -1; // two containers: it could be either
                }
                found = pid;
            }
        }
        return found;
    }

    private ProcessIdentity identity(Peer peer, int pid) {
        return new ProcessIdentity(pid, processes.startTicks(pid), peer.uid(), peer.gid(), 0);
    }
}
