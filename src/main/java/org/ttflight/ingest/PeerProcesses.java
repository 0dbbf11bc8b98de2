package org.ttflight.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.ProcessIdentity;

/** What the server must know of processes. Thread-safe. */
public interface PeerProcesses {
    /** Returns the start time in clock ticks since boot, or -1 if it cannot be read. */
    long startTicks(int pid);

    /** Returns the effective user, or -1 if it cannot be read. */
    int uid(int pid);

    /**
     * Returns the pids of a process, from the daemon's pid namespace down to the process's own;
     * empty if they cannot be read.
     */
    List<Integer> namespacePids(int pid);

    /** Returns all processes that can be seen. */
    List<Integer> pids();

    /** Returns why this process is known to be gone, or null if it is alive or nobody can tell. */
    @Nullable ExitReason exitOf(ProcessIdentity process);
}
