package org.ttflight.jmx;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.ProcessIdentity;

/** Remembers what processes are called, because nobody can be asked when they are gone. */
final class ProcessNames {
    private static final System.Logger LOG = System.getLogger(ProcessNames.class.getName());

    private final Function<ProcessIdentity, ProcessDescription> source;
    private final Map<ProcessIdentity, ProcessDescription> known = new ConcurrentHashMap<>();

    ProcessNames(Function<ProcessIdentity, ProcessDescription> source) {
        this.source = source;
    }

    /** Returns what is known, after asking the host if that is nothing yet. */
    ProcessDescription find(ProcessIdentity process) {
        return known.computeIfAbsent(process, this::ask);
    }

    /** Whatever goes wrong there, a process without a name is still one to show. */
    private ProcessDescription ask(ProcessIdentity process) {
        try {
            return source.apply(process);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "no description of " + process, e);
            return ProcessDescription.UNKNOWN;
        }
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
