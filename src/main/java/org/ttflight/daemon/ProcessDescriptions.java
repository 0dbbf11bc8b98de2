package org.ttflight.daemon;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.ttflight.host.ProcFs;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.ProcessIdentity;

/**
 * What people call the processes that reported, read once and remembered, so that a process keeps
 * its name when it is gone. Thread-safe.
 */
final class ProcessDescriptions implements Function<ProcessIdentity, ProcessDescription> {
    private static final int REMEMBERED = 4096;

    /** How long nobody asks again for what could not be read, in nanoseconds. */
    static final long RETRY_NANOS = 1_000_000_000;

    private final ProcFs procFs;
    private final LongSupplier nanoTime;
    private final Map<ProcessIdentity, Answer> known =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ProcessIdentity, Answer> eldest) {
                    return size() > REMEMBERED;
                }
            };

    private record Answer(ProcessDescription description, long nanos) {}

    ProcessDescriptions(ProcFs procFs) {
        this(procFs, System::nanoTime);
    }

    ProcessDescriptions(ProcFs procFs, LongSupplier nanoTime) {
        this.procFs = procFs;
        this.nanoTime = nanoTime;
    }

    @Override
    public ProcessDescription apply(ProcessIdentity process) {
        if (!process.verified()) {
            return ProcessDescription.UNKNOWN; // a pid of another pid namespace
        }
        synchronized (known) {
            Answer answer = known.get(process);
            if (answer == null || isDue(answer)) {
                answer = new Answer(describe(process), nanoTime.getAsLong());
                known.put(process, answer);
            }
            return answer.description();
        }
    }

    private boolean isDue(Answer answer) {
        return answer.description().name() == null
                && nanoTime.getAsLong() - answer.nanos() >= RETRY_NANOS;
    }

    private ProcessDescription describe(ProcessIdentity process) {
        ProcessDescription description = procFs.describe(process.pid());
        return procFs.startTicks(process.pid()) == process.startTicks()
                ? description
                : ProcessDescription.UNKNOWN;
    }
}
