package org.ttflight.daemon;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.ttflight.host.ProcFs;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.ProcessIdentity;

/**
 * What people call the processes that reported, read once and remembered, so that a process keeps
 * its name when it is gone. Thread-safe.
 */
final class ProcessDescriptions implements Function<ProcessIdentity, ProcessDescription> {
    private static final int REMEMBERED = 4096;

    private final ProcFs procFs;
    private final Map<ProcessIdentity, ProcessDescription> known =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<ProcessIdentity, ProcessDescription> eldest) {
                    return size() > REMEMBERED;
                }
            };

    ProcessDescriptions(ProcFs procFs) {
        this.procFs = procFs;
    }

    @Override
    public ProcessDescription apply(ProcessIdentity process) {
        if (!process.verified()) {
            return ProcessDescription.UNKNOWN; // a pid of another pid namespace
        }
        synchronized (known) {
            ProcessDescription description = known.get(process);
            if (description == null || description.name() == null) {
                description = describe(process);
                known.put(process, description);
            }
            return description;
        }
    }

    private ProcessDescription describe(ProcessIdentity process) {
        ProcessDescription description = procFs.describe(process.pid());
        return procFs.startTicks(process.pid()) == process.startTicks()
                ? description
                : ProcessDescription.UNKNOWN;
    }
}
