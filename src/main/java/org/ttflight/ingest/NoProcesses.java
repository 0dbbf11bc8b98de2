package org.ttflight.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.ProcessIdentity;

/** Where nobody reports, nobody is looked up. */
final class NoProcesses implements PeerProcesses {
    @Override
    public long startTicks(int pid) {
        return -1;
    }

    @Override
    public int uid(int pid) {
        return -1;
    }

    @Override
    public List<Integer> namespacePids(int pid) {
        return List.of();
    }

    @Override
    public List<Integer> pids() {
        return List.of();
    }

    @Override
    public @Nullable ExitReason exitOf(ProcessIdentity process) {
        return null;
    }
}
