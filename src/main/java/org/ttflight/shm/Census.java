package org.ttflight.shm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostProcess;
import org.ttflight.host.ProcFs;
import org.ttflight.shm.Workload.Presence;

/**
 * Looks up the processes that come into question, each once in a pass, and remembers from pass to
 * pass what cannot change while a process lives. Not thread-safe.
 */
final class Census {
    private final ProcFs procFs;
    private Map<Integer, HostProcess> followed = Map.of();
    private Map<Integer, Workload> last = Map.of();
    private Map<Integer, Workload> current = new HashMap<>();

    Census(ProcFs procFs) {
        this.procFs = procFs;
    }

    /** Begins a pass; who was not asked for in the last one is forgotten. */
    void begin(List<HostProcess> processes) {
        last = current;
        current = new HashMap<>();
        followed = new HashMap<>(processes.size() * 2);
        for (HostProcess process : processes) {
            followed.put(process.pid(), process);
        }
    }

    /** Returns what is known of this pid now. */
    Workload of(int pid) {
        Workload known = current.get(pid);
        if (known == null) {
            known = read(pid);
            current.put(pid, known);
        }
        return known;
    }

    private Workload read(int pid) {
        HostProcess process = followed.get(pid);
        long startTicks = process == null ? procFs.startTicks(pid) : process.startTicks();
        Presence presence = process == null ? presence(pid, startTicks) : Presence.ALIVE;
        if (presence != Presence.ALIVE) {
            return new Workload(
                    pid, startTicks, presence, pid, presence == Presence.UNKNOWN, List.of());
        }
        Workload before = last.get(pid);
        if (before != null
                && startTicks >= 0
                && before.startTicks() == startTicks
                && before.presence() == Presence.ALIVE) {
            return before;
        }
        List<Integer> pids = procFs.namespacePids(pid);
        return new Workload(
                pid,
                startTicks,
                presence,
                pids.isEmpty() ? pid : pids.get(pids.size() - 1),
                pids.size() != 1,
                names(pid, process));
    }

    private Presence presence(int pid, long startTicks) {
        return switch (procFs.liveness(pid, startTicks)) {
            case ALIVE -> Presence.ALIVE;
            case DEAD, PID_REUSED -> Presence.GONE;
            case UNKNOWN -> Presence.UNKNOWN;
        };
    }

    private List<String> names(int pid, @Nullable HostProcess process) {
        String name = process == null ? procFs.describe(pid).name() : process.description().name();
        String shortName = procFs.shortName(pid);
        List<String> names = new ArrayList<>();
        if (name != null) {
            names.add(name);
        }
        if (shortName != null && !shortName.equals(name)) {
            names.add(shortName);
        }
        return names;
    }
}
