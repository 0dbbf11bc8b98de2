package org.ttflight.ingest;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.ttflight.ledger.Ledger;
import org.ttflight.wire.Rejection;

/** Passes everything on; a listener that fails is logged once and does not matter. */
final class CarefulListener implements IngestListener {
    private static final Logger LOG = System.getLogger(CarefulListener.class.getName());

    private final IngestListener listener;
    private boolean hasFailed;

    CarefulListener(IngestListener listener) {
        this.listener = listener;
    }

    private void tell(Consumer<IngestListener> call) {
        try {
            call.accept(listener);
        } catch (RuntimeException e) {
            if (!hasFailed) {
                hasFailed = true;
                LOG.log(Level.ERROR, "A bug in a listener; the server goes on. Told once.", e);
            }
        }
    }

    @Override
    public void opened(long connection, Peer peer) {
        tell(to -> to.opened(connection, peer));
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
        tell(to -> to.closed(connection, peer, messages, rejected, bytes, frameBytes, reason));
    }

    @Override
    public void rejected(
            long connection, Peer peer, Rejection reason, boolean first, String detail) {
        tell(to -> to.rejected(connection, peer, reason, first, detail));
    }

    @Override
    public void dumpRemaining(Ledger ledger) {
        tell(to -> to.dumpRemaining(ledger));
    }

    @Override
    public void dumpKernels(Ledger ledger) {
        tell(to -> to.dumpKernels(ledger));
    }
}
