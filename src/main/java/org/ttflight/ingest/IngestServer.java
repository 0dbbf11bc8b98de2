package org.ttflight.ingest;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.ttflight.ledger.BufferInfo;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerControl;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;

/**
 * The server that programs report to: owns the socket, the ledger and the writer's thread.
 *
 * <p>All public methods may be called from any thread but the writer's.
 */
public final class IngestServer implements LedgerControl, AutoCloseable {
    private static final Logger LOG = System.getLogger(IngestServer.class.getName());
    private static final long ANSWER_SECONDS = 5;

    private final IngestConfig config;
    private final PeerProcesses processes;
    private final Ledger ledger;
    private final SocketFile socketFile;
    private final ServerSocketChannel channel;
    private final Writer writer;
    private final Thread thread;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final TextDesk textDesk;
    private final ScheduledExecutorService livenessChecks;

    private IngestServer(
            IngestConfig config, Collaborators collaborators, LedgerListener ledgerListener)
            throws IOException {
        this.config = config;
        this.processes = collaborators.processes();
        this.ledger = new Ledger(config.deviceLimit(), ledgerListener);
        this.socketFile = new SocketFile(config.socket());
        this.channel = socketFile.listen(config.socketMode());
        this.textDesk = new TextDesk(collaborators.textRequests());
        this.writer = new Writer(config, channel, ledger, collaborators, textDesk);
        this.thread = new Thread(this::write, "tt-flight writer");
        this.livenessChecks =
                new ScheduledThreadPoolExecutor(1, daemonThreads("tt-flight liveness"));
    }

    /**
     * Takes the socket, and makes ready to serve. Clients that connect wait until {@link #serve}.
     *
     * @throws IOException if the socket cannot be had; the message says why and what to do
     */
    public static IngestServer bind(
            IngestConfig config, Collaborators collaborators, LedgerListener ledgerListener)
            throws IOException {
        return new IngestServer(config, collaborators, ledgerListener);
    }

    /** Begins to serve. To be called once. */
    @SuppressWarnings("FutureReturnValueIgnored") // the check catches its own exceptions
    public void serve() {
        thread.start();
        livenessChecks.scheduleWithFixedDelay(
                this::checkLiveness,
                config.livenessMillis(),
                config.livenessMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Binds and serves. */
    public static IngestServer start(
            IngestConfig config, Collaborators collaborators, LedgerListener ledgerListener)
            throws IOException {
        IngestServer server = bind(config, collaborators, ledgerListener);
        server.serve();
        return server;
    }

    private static ThreadFactory daemonThreads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private void write() {
        try {
            writer.run();
        } finally {
            ended.complete(null);
        }
    }

    /** Returns what completes when the server serves no more, for whatever reason. */
    public CompletionStage<Void> ended() {
        return ended;
    }

    /** Returns where the server listens. */
    public Path socket() {
        return config.socket();
    }

    /** Returns the counts last published. */
    public IngestCounters counters() {
        return writer.counters();
    }

    @Override
    public LedgerSnapshot snapshot() {
        return ledger.snapshot();
    }

    @Override
    public List<BufferInfo> list(BufferQuery query) {
        return call(books -> books.list(query));
    }

    @Override
    public void resetPeak(int device, MemoryType type) {
        call(
                books -> {
                    books.resetPeak(device, type);
                    books.publish(); // whoever waited for this must see it
                    return true;
                });
    }

    @Override
    public void setThreshold(int device, MemoryType type, long bytes) {
        call(
                books -> {
                    books.setThreshold(device, type, bytes);
                    return true;
                });
    }

    /** Has the writer do something with the ledger between two batches, and waits for it. */
    public <T> T call(Function<Ledger, T> task) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        writer.post(
                () -> {
                    try {
                        answer.complete(task.apply(ledger));
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                });
        try {
            return answer.get(thread.isAlive() ? ANSWER_SECONDS : 0, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the server does not answer, or has stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the server", e);
        }
    }

    private void checkLiveness() {
        try {
            for (ProcessUsage process : ledger.snapshot().processes()) {
                ProcessIdentity identity = process.identity();
                ExitReason reason = identity.verified() ? processes.exitOf(identity) : null;
                if (reason != null) {
                    writer.post(() -> writer.release(identity, reason));
                }
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A bug, met while checking which processes are alive", e);
        }
    }

    /** Stops serving: closes all connections, releases all processes and removes the socket. */
    @Override
    public void close() throws IOException {
        livenessChecks.shutdownNow();
        writer.stop();
        boolean wasInterrupted = false;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(ANSWER_SECONDS));
        } catch (InterruptedException e) {
            wasInterrupted = true;
        }
        textDesk.close();
        socketFile.remove();
        channel.close();
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
