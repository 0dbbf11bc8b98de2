package org.ttflight.ingest;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.wire.Rejection;

/** What the server told its listeners, a line each. */
final class Heard implements IngestListener, LedgerListener {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile Peer lastPeer = Peer.UNKNOWN;

    /** The lines that begin like this, in the order in which they were told. */
    List<String> lines(String start) {
        return lines.stream().filter(line -> line.startsWith(start)).toList();
    }

    Peer lastPeer() {
        return lastPeer;
    }

    private void hear(String form, Object... values) {
        lines.add(String.format(Locale.ROOT, form, values));
    }

    @Override
    public void opened(long connection, Peer peer) {
        lastPeer = peer;
        hear("opened %d", connection);
    }

    @Override
    public void closed(
            long connection,
            Peer peer,
            long messages,
            long rejected,
            long bytes,
            int frameBytes,
            Rejection reason) {
        hear(
                "closed %d: %d messages, %d rejected, %d bytes, frames of %d, %s",
                connection, messages, rejected, bytes, frameBytes, reason);
    }

    @Override
    public void rejected(
            long connection, Peer peer, Rejection reason, boolean first, String detail) {
        hear("rejected %d: %s%s %s", connection, first ? "first " : "", reason, detail);
    }

    @Override
    public void dumpRemaining(Ledger ledger) {
        hear("dump remaining at %d", System.nanoTime());
    }

    @Override
    public void dumpKernels(Ledger ledger) {
        hear("dump kernels at %d", System.nanoTime());
    }

    @Override
    public void processAttached(ProcessIdentity process) {
        hear("attached %d", process.pid());
    }

    @Override
    public void processExited(ProcessUsage last, ExitReason reason) {
        hear(
                "exited %d: %s with %d bytes",
                last.identity().pid(), reason, last.total().deviceBytes());
    }
}
