package org.ttflight.host;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads who has the devices open and follows those processes, on a thread of its own, so that
 * procfs delays no device. {@link #latest} is for anybody.
 */
final class HolderPoll {
    private static final Logger LOG = System.getLogger(HolderPoll.class.getName());

    private static final String NOT_RETURNED = "reading it has not returned";

    private final HolderReader holderReader;
    private final ProcessWatch processWatch;
    private final Supplier<? extends Collection<Integer>> followed;
    private volatile List<Integer> ordinals = List.of();
    private volatile List<Integer> hanging = List.of();
    private volatile int reading = -1;
    private volatile Result latest;
    private boolean hasFailed;

    /**
     * What was read.
     *
     * @param holders by ordinal
     * @param nanos when, by {@link System#nanoTime}
     * @param problem why there is nothing; null if there is
     */
    record Result(
            Map<Integer, Holders> holders,
            List<HostProcess> processes,
            long nanos,
            @Nullable String problem) {
        /** Returns who has this device open. */
        Holders of(int ordinal) {
            Holders known = holders.get(ordinal);
            return known != null
                    ? known
                    : new Holders(List.of(), 0, Holders.Source.UNKNOWN, problem);
        }

        /** Returns what of this is still true when it is too old: who they were, not their use. */
        Result tooOld() {
            List<HostProcess> known = new ArrayList<>(processes.size());
            for (HostProcess process : processes) {
                known.add(
                        new HostProcess(
                                process.pid(),
                                process.startTicks(),
                                process.description(),
                                null,
                                null,
                                null));
            }
            return new Result(Map.of(), known, nanos, NOT_RETURNED);
        }
    }

    /**
     * @param followed returns the pids of more processes to follow
     */
    HolderPoll(HostRoots roots, Supplier<? extends Collection<Integer>> followed) {
        this(roots, followed, new Result(Map.of(), List.of(), System.nanoTime(), "not read yet"));
    }

    /** Makes one that takes over from another, which said this last. */
    HolderPoll(HostRoots roots, Supplier<? extends Collection<Integer>> followed, Result last) {
        this.latest = last;
        ProcFs procFs = new ProcFs(roots.proc());
        this.holderReader = new HolderReader(roots, procFs);
        this.processWatch = new ProcessWatch(procFs);
        this.followed = followed;
    }

    /**
     * Sets the devices to ask for the next time.
     *
     * @param unasked those that are not asked for, as somebody else hangs in them
     */
    void devices(Collection<Integer> now, Collection<Integer> unasked) {
        hanging = List.copyOf(unasked);
        ordinals = List.copyOf(now);
    }

    /** Returns the device that it asks for right now; -1 if none. */
    int reading() {
        return reading;
    }

    Result latest() {
        return latest;
    }

    /** Reads once; for the thread that does nothing else. */
    void read() {
        Map<Integer, Holders> holders = readHolders();
        Collection<Integer> pids = new TreeSet<>(others());
        holders.values().forEach(of -> pids.addAll(of.pids()));
        long now = System.nanoTime();
        latest = new Result(holders, processWatch.read(pids, now), now, null);
    }

    private Map<Integer, Holders> readHolders() {
        List<Integer> unasked = hanging;
        Map<Integer, Holders> holders = new TreeMap<>();
        for (Integer ordinal : ordinals) {
            if (unasked.contains(ordinal)) {
                holders.put(
                        ordinal, new Holders(List.of(), 0, Holders.Source.UNKNOWN, NOT_RETURNED));
            } else {
                reading = ordinal;
                holders.put(ordinal, holderReader.read(ordinal));
                reading = -1;
            }
        }
        return holders;
    }

    private Collection<Integer> others() {
        try {
            return followed.get();
        } catch (RuntimeException e) {
            if (!hasFailed) {
                hasFailed = true;
                LOG.log(Level.ERROR, "A bug in what to follow; watching goes on. Told once.", e);
            }
            return List.of();
        }
    }
}
