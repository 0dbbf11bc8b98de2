package org.ttflight.daemon;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.ProcFs;
import org.ttflight.ingest.PeerProcesses;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.ProcessIdentity;

/** Answers the server's questions about processes from procfs. */
record HostPeerProcesses(ProcFs procFs) implements PeerProcesses {
    @Override
    public long startTicks(int pid) {
        return procFs.startTicks(pid);
    }

    @Override
    public int uid(int pid) {
        return procFs.uid(pid);
    }

    @Override
    public List<Integer> namespacePids(int pid) {
        return procFs.namespacePids(pid);
    }

    @Override
    public List<Integer> pids() {
        return procFs.pids();
    }

    @Override
    public @Nullable ExitReason exitOf(ProcessIdentity process) {
        return switch (procFs.liveness(process.pid(), process.startTicks())) {
            case DEAD -> ExitReason.DEAD;
            case PID_REUSED -> ExitReason.PID_REUSED;
            case ALIVE, UNKNOWN -> null;
        };
    }
}
