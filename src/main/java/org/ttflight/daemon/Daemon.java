package org.ttflight.daemon;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.ProcFs;
import org.ttflight.ingest.Collaborators;
import org.ttflight.ingest.IngestListener;
import org.ttflight.ingest.IngestServer;
import org.ttflight.ledger.LedgerListener;

/** A running daemon. */
final class Daemon implements AutoCloseable {
    private final LineLog log;
    private final IngestServer server;

    private Daemon(DaemonConfig config) throws IOException {
        this.log = new LineLog(System.out);
        DeviceCatalog catalog = new DeviceCatalog();
        catalog.replace(config.devices());
        List<LedgerListener> listeners = new ArrayList<>();
        if (config.logAllocations()) {
            listeners.add(new AllocationLog(log));
        }
        ProcFs procFs = new ProcFs(config.proc());
        Collaborators collaborators =
                new Collaborators(
                        new HostPeerProcesses(procFs),
                        new CatalogDirectory(catalog),
                        request -> null,
                        new IngestListener() {});
        this.server =
                IngestServer.start(config.ingest(), collaborators, new LedgerListeners(listeners));
    }

    static Daemon start(DaemonConfig config) throws IOException {
        Daemon daemon = new Daemon(config);
        daemon.log.line("Listening on: " + daemon.server.socket());
        return daemon;
    }

    void sayGoodbye() {
        log.line("🛑 Allocation Server stopped");
    }

    @Override
    public void close() throws IOException {
        server.close();
        log.close();
    }
}
