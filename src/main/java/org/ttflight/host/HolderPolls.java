package org.ttflight.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps a {@link HolderPoll} going though a file of the driver in procfs may hang: that poll is
 * left behind with its thread, and the next one asks for all devices but the one that hangs, until
 * that thread comes back. So there is at most one more thread for each device. For one thread.
 */
final class HolderPolls {
    private final HostRoots roots;
    private final Supplier<? extends Collection<Integer>> followed;
    private final long deadlineNanos;
    private final Map<Integer, Worker> hanging = new HashMap<>();
    private HolderPoll poll;
    private Worker worker;

    /**
     * @param followed returns the pids of more processes to follow
     * @param deadlineNanos how long a poll may take before another one takes over
     */
    HolderPolls(
            HostRoots roots, Supplier<? extends Collection<Integer>> followed, long deadlineNanos) {
        this.roots = roots;
        this.followed = followed;
        this.deadlineNanos = deadlineNanos;
        this.poll = new HolderPoll(roots, followed);
        this.worker = new Worker("tt-flight processes", poll::read);
    }

    /** Returns the thread of the poll that is in charge now, with these devices to ask for. */
    Worker worker(Collection<Integer> devices) {
        hanging.values().removeIf(left -> !left.isAlive());
        int ordinal = poll.reading();
        if (worker.busyNanos() >= deadlineNanos && ordinal >= 0 && !hanging.containsKey(ordinal)) {
            HolderPoll next = new HolderPoll(roots, followed, poll.latest());
            Worker hired = new Worker("tt-flight processes", next::read);
            worker.dismiss();
            hanging.put(ordinal, worker);
            poll = next;
            worker = hired;
        }
        List<Integer> unasked = new ArrayList<>(hanging.keySet());
        poll.devices(devices, unasked);
        return worker;
    }

    HolderPoll.Result latest() {
        return poll.latest();
    }

    /** Ends all threads but those that hang, which end when they come back. */
    void close() {
        worker.dismiss();
    }
}
