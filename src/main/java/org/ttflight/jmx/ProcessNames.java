package org.ttflight.jmx;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.ProcessIdentity;

/** Remembers what processes are called, because nobody can be asked when they are gone. */
final class ProcessNames {
    private final Function<ProcessIdentity, ProcessDescription> source;
    private final Map<ProcessIdentity, ProcessDescription> known = new ConcurrentHashMap<>();

    ProcessNames(Function<ProcessIdentity, ProcessDescription> source) {
        this.source = source;
    }

    /** Returns what is known, after asking the host if that is nothing yet. */
    ProcessDescription find(ProcessIdentity process) {
        return known.computeIfAbsent(process, source);
    }

    /** Returns what is known, without asking. */
    ProcessDescription known(ProcessIdentity process) {
        return known.getOrDefault(process, ProcessDescription.UNKNOWN);
    }

    void forget(ProcessIdentity process) {
        known.remove(process);
    }

    void forgetAllBut(Set<ProcessIdentity> processes) {
        known.keySet().retainAll(processes);
    }

    int size() {
        return known.size();
    }
}
