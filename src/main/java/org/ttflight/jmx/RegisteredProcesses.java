package org.ttflight.jmx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.snapshot.ObservedProcess;

/** The beans of processes. Confined to the publisher, which guards it. */
final class RegisteredProcesses {
    private final Registrations registrations;
    private final ObservationReader reader;
    private final Map<ObjectName, ProcessIdentity> processes = new HashMap<>();
    private final List<ProcessIdentity> last = new ArrayList<>();

    RegisteredProcesses(Registrations registrations, ObservationReader reader) {
        this.registrations = registrations;
        this.reader = reader;
    }

    /**
     * Makes the beans those of these processes; cheap if they are those of last time.
     *
     * @return whether they are others
     */
    boolean sync(List<ObservedProcess> current) {
        if (isAsLastTime(current)) {
            return false;
        }
        Map<ObjectName, ObservedProcess> live = new HashMap<>(current.size() * 2);
        last.clear();
        for (ObservedProcess process : current) {
            last.add(process.identity());
            // Two live ones can share a name when a pid is reused: the later one gets it.
            live.put(Names.process(process.identity()), process);
        }
        for (Map.Entry<ObjectName, ProcessIdentity> gone : List.copyOf(processes.entrySet())) {
            ObservedProcess process = live.get(gone.getKey());
            if (process == null || !process.identity().equals(gone.getValue())) {
                processes.remove(gone.getKey());
                registrations.unregister(gone.getKey());
            }
        }
        live.forEach(
                (name, process) -> {
                    if (processes.putIfAbsent(name, process.identity()) == null) {
                        registrations.register(new ProcessBean(process, reader), name);
                    }
                });
        return true;
    }

    private boolean isAsLastTime(List<ObservedProcess> current) {
        if (current.size() != last.size()) {
            return false;
        }
        for (int at = 0; at < current.size(); at++) {
            if (!current.get(at).identity().equals(last.get(at))) {
                return false;
            }
        }
        return true;
    }

    Set<ProcessIdentity> identities() {
        return new HashSet<>(last);
    }

    void clear() {
        processes.clear();
        last.clear();
    }
}
