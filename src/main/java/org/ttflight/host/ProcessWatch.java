package org.ttflight.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows processes from one pass to the next: one small file for each, and what people call it
 * only when it is new. Not thread-safe.
 */
final class ProcessWatch {
    private static final double NANOS_PER_MILLI = 1e6;

    private final ProcFs procFs;
    private final int pageSize;
    private final ProcessStat stat = new ProcessStat();
    private final Map<Integer, Followed> followed = new HashMap<>();
    private long pass;

    /** What is remembered of one process; only with this start is it the same one. */
    private static final class Followed {
        private final long startTicks;
        private int nameHash;
        private ProcessDescription description = ProcessDescription.UNKNOWN;
        private long cpuMillis = -1;
        private long readNanos;
        private long pass;

        Followed(long startTicks) {
            this.startTicks = startTicks;
        }
    }

    ProcessWatch(ProcFs procFs) {
        this.procFs = procFs;
        this.pageSize = procFs.pageSize();
    }

    /**
     * Reads these processes, and forgets all others.
     *
     * @param pids in any order, each as often as it likes
     * @param nowNanos of {@link System#nanoTime}, for the length of the interval
     * @return those that are alive, by pid; one that is hidden from us is there without figures
     */
    List<HostProcess> read(Collection<Integer> pids, long nowNanos) {
        pass++;
        List<HostProcess> processes = new ArrayList<>(pids.size());
        for (Integer pid : pids) {
            Followed known = followed.get(pid);
            if (known == null || known.pass != pass) {
                HostProcess process = read(pid, known, nowNanos);
                if (process != null) {
                    processes.add(process);
                }
            }
        }
        followed.values().removeIf(other -> other.pass != pass);
        processes.sort(Comparator.comparingInt(HostProcess::pid));
        return processes;
    }

    private @Nullable HostProcess read(int pid, @Nullable Followed known, long nowNanos) {
        boolean isReadable;
        try {
            isReadable = procFs.stat(pid, stat);
        } catch (IOException e) {
            isReadable = false;
        }
        if (!isReadable) {
            return hidden(pid, known);
        }
        if (stat.isDead()) {
            return null;
        }
        Followed process = known;
        if (process == null || process.startTicks != stat.startTicks()) {
            process = new Followed(stat.startTicks());
            followed.put(pid, process);
        }
        describe(pid, process);
        long ticks = stat.cpuTicks();
        long cpuMillis = ticks < 0 ? -1 : ticks * ProcFs.MILLIS_PER_TICK;
        Double ratio = ratio(process, cpuMillis, nowNanos);
        process.cpuMillis = cpuMillis;
        process.readNanos = nowNanos;
        process.pass = pass;
        long pages = stat.residentPages();
        return new HostProcess(
                pid,
                process.startTicks,
                process.description,
                cpuMillis < 0 ? null : cpuMillis,
                ratio,
                pages < 0 ? null : pages * pageSize);
    }

    /** What cannot be read may still be alive: procfs can hide the processes of others. */
    private @Nullable HostProcess hidden(int pid, @Nullable Followed known) {
        if (pid <= 0 || procFs.liveness(pid, -1) == Liveness.DEAD) {
            return null;
        }
        Followed process = known;
        if (process == null || process.startTicks >= 0) {
            process = new Followed(-1);
            process.description = procFs.describe(pid);
            followed.put(pid, process);
        }
        process.pass = pass;
        return new HostProcess(pid, -1, process.description, null, null, null);
    }

    /** Another program in the same process has another short name, and is described anew. */
    private void describe(int pid, Followed process) {
        if (process.description.name() == null || process.nameHash != stat.nameHash()) {
            process.description = procFs.describe(pid);
            process.nameHash = stat.nameHash();
        }
    }

    private static @Nullable Double ratio(Followed process, long cpuMillis, long nowNanos) {
        double intervalMillis = (nowNanos - process.readNanos) / NANOS_PER_MILLI;
        if (process.cpuMillis < 0 || cpuMillis < 0 || intervalMillis <= 0) {
            return null;
        }
        return Math.max(0, cpuMillis - process.cpuMillis) / intervalMillis;
    }
}
