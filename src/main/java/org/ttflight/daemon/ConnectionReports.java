package org.ttflight.daemon;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ttflight.ingest.IngestListener;
import org.ttflight.ingest.Peer;
import org.ttflight.jfr.ClientConnectionEvent;
import org.ttflight.jfr.MessageRejectedEvent;
import org.ttflight.ledger.KnownText;
import org.ttflight.ledger.Ledger;
import org.ttflight.wire.Rejection;

/**
 * Tells of connections, rejections and dumps: to the recording, and to the log one line for each
 * offender. An offender is a process and a reason, however often it comes back. On the writer's
 * thread only.
 */
final class ConnectionReports implements IngestListener {
    private static final Logger LOG = System.getLogger(ConnectionReports.class.getName());
    private static final int REMEMBERED_OFFENDERS = 1024;

    private record Offender(Peer peer, Rejection reason) {}

    private final Map<Long, ClientConnectionEvent> open = new HashMap<>();
    private final Set<Offender> offenders =
            Collections.newSetFromMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Offender, Boolean> eldest) {
                            return size() > REMEMBERED_OFFENDERS;
                        }
                    });
    private final LineLog log;
    private final int deviceLimit;

    ConnectionReports(LineLog log, int deviceLimit) {
        this.log = log;
        this.deviceLimit = deviceLimit;
    }

    @Override
    public void opened(long connection, Peer peer) {
        open.put(connection, ClientConnectionEvent.opened(System.currentTimeMillis()));
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
        ClientConnectionEvent event = open.remove(connection);
        boolean hasReported = messages > 0 || rejected > 0; // a screen that asks has not
        if (event != null && hasReported) {
            String why = reason == Rejection.NONE ? "closed by the client" : reason.label();
            event.closed(peer.pid(), peer.uid(), messages, bytes, rejected, frameBytes, why);
        }
    }

    @Override
    public void rejected(
            long connection, Peer peer, Rejection reason, boolean first, String detail) {
        MessageRejectedEvent.emit(peer.pid(), reason.label(), detail);
        if (offenders.add(new Offender(peer, reason))) {
            LOG.log(
                    Level.WARNING,
                    "Process {0} (user {1}), connection {2}: {3}{4}. Counted as {5}; not logged again.",
                    Integer.toString(peer.pid()),
                    Integer.toString(peer.uid()),
                    Long.toString(connection),
                    reason.description(),
                    detail.isEmpty() ? "" : " (" + detail + ")",
                    reason.label());
        }
    }

    @Override
    public void dumpRemaining(Ledger ledger) {
        log.line(KnownText.remaining(ledger, deviceLimit));
    }

    @Override
    public void dumpKernels(Ledger ledger) {
        log.line(KnownText.kernels(ledger, System.currentTimeMillis() * 1000));
    }
}
