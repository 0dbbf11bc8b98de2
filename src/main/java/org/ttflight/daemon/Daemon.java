package org.ttflight.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.DeviceCatalog;
import org.ttflight.host.HostListeners;
import org.ttflight.host.ProcFs;
import org.ttflight.ingest.Collaborators;
import org.ttflight.ingest.IngestCounters;
import org.ttflight.ingest.IngestServer;
import org.ttflight.jfr.BlackBox;
import org.ttflight.jfr.BlackBoxOptions;
import org.ttflight.jfr.DaemonCounters;
import org.ttflight.jfr.JfrHostListener;
import org.ttflight.jfr.JfrLedgerListener;
import org.ttflight.jfr.PeriodicEvents;
import org.ttflight.jmx.BeanPublisher;
import org.ttflight.jmx.NotificationQueue;
import org.ttflight.ledger.KnownText;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.LedgerListeners;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.Observations;
import org.ttflight.snapshot.SnapshotBuilder;

/**
 * A running daemon: starts its parts in an order in which nothing is missed, and stops them in the
 * reverse one.
 *
 * <p>The recording runs before the first client is served, so that it holds all that they report;
 * both it and the native library of the sockets take a while to load, so they load side by side.
 */
final class Daemon implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Daemon.class.getName());
    private static final int WAITING_NOTIFICATIONS = 1000;
    private static final long STATISTICS_SECONDS = 10;

    private final Instant startTime = Instant.now();
    private final long startNanos = System.nanoTime();
    private final LineLog log = new LineLog(System.out);
    private final NotificationQueue notifications = new NotificationQueue(WAITING_NOTIFICATIONS);
    private final DeviceCatalog catalog = new DeviceCatalog();
    private final ProcessDescriptions descriptions;
    private final Sources sources;
    private final Observations observations;
    private final HistorySampler sampler;
    private final LeakWatch leaks;
    private final Incidents incidents;
    private final IngestServer server;
    private final BlackBox blackBox;
    private final BlackBoxOptions recordingOptions;
    private final DaemonState state;
    private final PeriodicEvents periodicEvents;
    private final BeanPublisher beans;
    private final @Nullable ScheduledThreadPoolExecutor statistics;

    private Daemon(DaemonConfig config) throws IOException {
        CompletableFuture<DaemonState> claim = new CompletableFuture<>();
        CompletableFuture<BlackBox> recording =
                CompletableFuture.supplyAsync(() -> record(config, claim), Daemon::onOwnThread);
        this.recordingOptions = config.recording();
        ProcFs procFs = new ProcFs(config.roots().proc());
        this.descriptions = new ProcessDescriptions(procFs);
        this.incidents =
                new Incidents(
                        config,
                        this::observation,
                        (device, type) -> beans().thresholds().get(device, type),
                        procFs,
                        descriptions,
                        this::blackBox,
                        this::state,
                        notifications);
        this.sources =
                new Sources(
                        config,
                        catalog,
                        procFs,
                        new HostListeners(
                                List.of(
                                        new JfrHostListener(),
                                        notifications,
                                        new HostLog(),
                                        incidents.listener())),
                        this::reportingPids);
        this.observations =
                new Observations(
                        () -> server().snapshot(),
                        sources::shared,
                        sources::host,
                        sources::reports,
                        catalog,
                        descriptions);
        this.sampler = new HistorySampler(observations, InstantSource.system());
        this.leaks =
                new LeakWatch(
                        this::server,
                        observations,
                        descriptions,
                        InstantSource.system(),
                        startTime);
        this.server = bindOrLetGo(config, procFs, recording);
        this.blackBox = awaitOrLetGo(recording, server);
        this.state = claim.join();
        this.periodicEvents =
                PeriodicEvents.register(
                        observations, this::daemonCounters, new LargestBufferSearch(this::server));
        int deviceLimit = config.ingest().deviceLimit();
        this.beans =
                new BeanPublisher(
                        ManagementFactory.getPlatformMBeanServer(),
                        server,
                        observations,
                        new DaemonAccess(
                                server,
                                blackBox,
                                state,
                                incidents,
                                deviceLimit,
                                startTime,
                                startNanos,
                                sampler.history()),
                        descriptions,
                        notifications);
        this.statistics = config.logAllocations() ? new ScheduledThreadPoolExecutor(1) : null;
    }

    /**
     * Starts a daemon, and tells on the log when it listens.
     *
     * @throws IOException if it cannot start; the message says why and what to do
     */
    static Daemon start(DaemonConfig config) throws IOException {
        Daemon daemon = new Daemon(config);
        try {
            daemon.sources.start();
            daemon.sampler.start();
            daemon.beans.start();
            daemon.server.serve();
            daemon.leaks.start();
            daemon.incidents.start();
            daemon.periodicEvents.writeSnapshot(); // the recording began before there was one
            daemon.greet();
            daemon.state.start(daemon.recordingOptions);
            daemon.logStatistics();
            return daemon;
        } catch (RuntimeException e) {
            daemon.close();
            throw e;
        }
    }

    private static void onOwnThread(Runnable task) {
        Thread thread = new Thread(task, "tt-flight recording start");
        thread.setDaemon(true);
        thread.start();
    }

    private IngestServer bind(DaemonConfig config, ProcFs procFs) throws IOException {
        List<LedgerListener> listeners = new ArrayList<>();
        listeners.add(new JfrLedgerListener());
        if (config.logAllocations()) {
            listeners.add(new AllocationLog(log));
        }
        Answers answers =
                new Answers(
                        this::server,
                        this::counters,
                        observations,
                        new SnapshotBuilder(InstantSource.system()),
                        sampler.history(),
                        leaks,
                        incidents,
                        new Dumps(this::server, config.ingest().deviceLimit()),
                        config.ingest().socket().toString(),
                        startTime);
        Collaborators collaborators =
                new Collaborators(
                        new HostPeerProcesses(procFs),
                        new CatalogDirectory(catalog),
                        answers,
                        new ConnectionReports(log, config.ingest().deviceLimit()));
        List<LedgerListener> ofProcesses = new ArrayList<>(leaks.listeners());
        ofProcesses.add(notifications);
        ofProcesses.add(incidents.listener());
        return IngestServer.bind(
                config.ingest(), collaborators, new LedgerListeners(listeners, ofProcesses));
    }

    /** A JVM that exits while its recorder starts complains about that, so wait for it. */
    private IngestServer bindOrLetGo(
            DaemonConfig config, ProcFs procFs, CompletableFuture<BlackBox> recording)
            throws IOException {
        try {
            return bind(config, procFs);
        } catch (IOException e) {
            try {
                await(recording).close();
            } catch (IOException unusable) {
                e.addSuppressed(unusable);
            }
            throw e;
        }
    }

    private IngestServer server() {
        return server;
    }

    private Observation observation() {
        return observations.get();
    }

    private BlackBox blackBox() {
        return blackBox;
    }

    private DaemonState state() {
        return state;
    }

    private BeanPublisher beans() {
        return beans;
    }

    /** What these use of the host is of interest even where they have no device open. */
    private List<Integer> reportingPids() {
        List<ProcessUsage> processes = server.snapshot().processes();
        List<Integer> pids = new ArrayList<>(processes.size());
        for (ProcessUsage process : processes) {
            if (process.identity().verified()) {
                pids.add(process.identity().pid());
            }
        }
        return pids;
    }

    private IngestCounters counters() {
        return server.counters();
    }

    private static BlackBox awaitOrLetGo(CompletableFuture<BlackBox> recording, IngestServer server)
            throws IOException {
        try {
            return await(recording);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private static BlackBox record(DaemonConfig config, CompletableFuture<DaemonState> claim) {
        BlackBoxOptions options = config.recording();
        DaemonState state = DaemonState.claim(config.state(), !options.isOff());
        claim.complete(state);
        try {
            return BlackBox.start(options.isOff() || state.hasRoom() ? options : off());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** A wrong setting is the user's to mend; where recording fails otherwise, we go on without. */
    private static BlackBox await(CompletableFuture<BlackBox> recording) throws IOException {
        try {
            return recording.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof UncheckedIOException unusable) {
                throw new IOException("cannot record: " + unusable.getMessage(), unusable);
            }
            LOG.log(Level.WARNING, "Cannot record; going on without a recording", cause);
            return BlackBox.start(off());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting", e);
        }
    }

    private static BlackBoxOptions off() {
        return new BlackBoxOptions(
                BlackBoxOptions.OFF,
                BlackBoxOptions.DEFAULT.maxAge(),
                BlackBoxOptions.DEFAULT.maxBytes());
    }

    private DaemonCounters daemonCounters() {
        IngestCounters now = server.counters();
        return new DaemonCounters(
                now.messages(),
                now.bytes(),
                now.rejected(),
                now.connections(),
                now.openConnections(),
                server.snapshot().liveBuffers());
    }

    /**
     * Waits until somebody counts the latch down.
     *
     * @throws IOException if the server ended before that
     */
    void runUntil(CountDownLatch stop) throws InterruptedException, IOException {
        CompletableFuture<Void> ended = server.ended().toCompletableFuture();
        var unused = ended.thenRun(stop::countDown);
        stop.await();
        if (ended.isDone()) {
            throw new IOException("the server failed and is stopping; the reason is above");
        }
    }

    private void greet() {
        log.line(
                """
                🚀 Allocation Server started
                   Listening on: %s
                   Press Ctrl+C to stop"""
                        .formatted(server.socket()));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a line that fails is not the last
    private void logStatistics() {
        if (statistics != null) {
            statistics.scheduleAtFixedRate(
                    () -> {
                        LedgerSnapshot now = server.snapshot();
                        log.line(KnownText.statistics(now));
                    },
                    STATISTICS_SECONDS,
                    STATISTICS_SECONDS,
                    TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() throws IOException {
        state.keepRecording();
        if (statistics != null) {
            statistics.shutdownNow();
        }
        sampler.close();
        sources.close();
        leaks.close();
        incidents.close(); // while there still is a recording
        server.close();
        beans.close();
        periodicEvents.close();
        state.keepRecording();
        blackBox.close();
        state.close();
        log.line("🛑 Allocation Server stopped");
        log.close();
    }
}
