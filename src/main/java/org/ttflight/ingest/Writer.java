package org.ttflight.ingest;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.wire.FrameSize;
import org.ttflight.wire.FrameView;
import org.ttflight.wire.MessageType;
import org.ttflight.wire.Rejection;

/**
 * The loop of the one thread that owns the ledger and all connections.
 *
 * <p>Each turn waits for readable connections, reads each of them once into one large buffer that
 * all share, applies every whole message, and then does what is due: tasks from other threads,
 * connections whose pause has ended, and publishing. A snapshot is published when the last is older
 * than the publish interval, not after each read: under load a read holds a dozen messages, and a
 * snapshot costs as much as they do.
 */
final class Writer implements Runnable, Protocol.Sink, Acceptor.Sink {
    private static final Logger LOG = System.getLogger(Writer.class.getName());
    private static final int READ_BYTES = 256 * 1024;

    /** Who asked in text and then reads nothing for so long is let go. */
    private static final int ASKER_PAUSE_MS = 10_000;

    private final ByteBuffer in =
            ByteBuffer.allocateDirect(READ_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Pauses pauses = new Pauses();
    private final RejectionCounters rejections = new RejectionCounters();
    private final EpochClock clock = new EpochClock();
    private final Selector selector;
    private final Acceptor acceptor;
    private final Ledger ledger;
    private final Booking booking;
    private final Protocol protocol;
    private final Replies replies;
    private final IngestListener listener;
    private final TextDesk textDesk;
    private final long publishNanos;

    private final PacedDump remainingDumps;
    private final PacedDump kernelDumps;
    private boolean isStopping;
    private boolean isChanged = true;
    private long publishedNanos;
    private long openConnections;
    private long messages;
    private long bytes;
    private long queries;
    private long textAnswers;
    private volatile IngestCounters counters;

    Writer(
            IngestConfig config,
            ServerSocketChannel server,
            Ledger ledger,
            Collaborators collaborators,
            TextDesk textDesk)
            throws IOException {
        this.ledger = ledger;
        this.listener = new CarefulListener(collaborators.listener());
        this.textDesk = textDesk;
        this.publishNanos = TimeUnit.MILLISECONDS.toNanos(config.publishMillis());
        this.protocol = new Protocol(config.deviceLimit(), config.takesReports(), this);
        this.replies = new Replies(ledger, collaborators.devices());
        this.booking =
                new Booking(
                        ledger,
                        new PidResolver(collaborators.processes()),
                        (connection, claim) ->
                                rejected(connection, Rejection.CLAIMED_PID, "pid " + claim));
        this.remainingDumps = new PacedDump(() -> listener.dumpRemaining(ledger));
        this.kernelDumps = new PacedDump(() -> listener.dumpKernels(ledger));
        this.selector = Selector.open();
        this.acceptor = new Acceptor(server, selector, this);
        this.counters = makeCounters();
    }

    /** Has a task run on this thread; any thread may ask. */
    void post(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    void stop() {
        post(() -> isStopping = true);
    }

    IngestCounters counters() {
        return counters;
    }

    @Override
    public void run() {
        try {
            while (!isStopping) {
                select();
                ledger.advance(clock.epochMicros());
                runTasks();
                endPauses();
                remainingDumps.catchUp();
                kernelDumps.catchUp();
                acceptor.resume();
                publishIfDue();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "The server stopped: its thread failed", e);
        } finally {
            closeAll();
        }
    }

    private void select() throws IOException {
        long wait = nanosUntilDue();
        if (wait == 0) {
            selector.selectNow(this::handle);
        } else {
            // Rounded up: waking a little late is harmless, waking early would spin.
            selector.select(
                    this::handle, wait == Long.MAX_VALUE ? 0 : (wait + 999_999) / 1_000_000);
        }
    }

    /** Returns how long nothing will be due; {@code Long.MAX_VALUE} if only input is awaited. */
    private long nanosUntilDue() {
        if (!tasks.isEmpty()) {
            return 0;
        }
        long wait =
                isChanged || ledger.isChanged()
                        ? publishedNanos + publishNanos - System.nanoTime()
                        : Long.MAX_VALUE;
        wait = Math.min(wait, pauses.nanosUntilDue());
        wait = Math.min(wait, acceptor.nanosUntilDue());
        wait = Math.min(wait, remainingDumps.nanosUntilDue());
        wait = Math.min(wait, kernelDumps.nanosUntilDue());
        return Math.max(0, wait);
    }

    private void handle(SelectionKey key) {
        if (acceptor.isFor(key)) {
            ledger.advance(clock.epochMicros());
            accept();
            return;
        }
        Connection connection = (Connection) key.attachment();
        guard(
                connection,
                () -> {
                    if (key.isWritable()) {
                        flush(connection);
                    } else if (key.isReadable()) {
                        read(connection);
                    }
                });
    }

    private void accept() {
        try {
            acceptor.accept();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A bug, met while accepting a connection", e);
            acceptFailed();
        }
    }

    /** A bug costs the connection on which it is met, not the server. */
    private void guard(Connection connection, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A bug, met on connection " + connection.id + "; it closes", e);
            close(connection, Rejection.READ_ERROR);
        }
    }

    @Override
    public void opened(Connection connection) {
        openConnections++;
        isChanged = true;
        listener.opened(connection.id, connection.peer);
    }

    @Override
    public void acceptFailed() {
        rejections.increment(Rejection.ACCEPT_FAILED);
        isChanged = true;
    }

    private void read(Connection connection) {
        in.clear();
        connection.restoreTail(in);
        int kept = in.position();
        int read;
        Rejection why = Rejection.NONE;
        try {
            read = connection.channel.read(in);
        } catch (IOException e) {
            read = -1;
            why = Rejection.READ_ERROR;
        }
        if (read == 0) {
            return;
        }
        in.flip();
        if (read > 0) {
            bytes += read;
            connection.bytes += read;
            isChanged = true;
        } else if (kept == 0 && why == Rejection.NONE) {
            close(connection, Rejection.NONE);
            return;
        }
        boolean isEnd = read < 0;
        ledger.advance(clock.epochMicros());
        Rejection refused = protocol.consume(connection, in, isEnd);
        after(connection, refused == Rejection.NONE ? why : refused, isEnd);
    }

    /** Decides what happens to a connection after its bytes were taken. */
    private void after(Connection connection, Rejection why, boolean isEnd) {
        if (connection.state == Connection.State.ANSWERING) {
            connection.interest(0);
        } else if (why != Rejection.NONE || isEnd) {
            if (why == Rejection.READ_ERROR && !connection.isDeaf) {
                rejected(connection, lostReason(connection), "");
            }
            close(connection, why);
        } else if (!connection.outbox.isEmpty()) {
            rejected(connection, Rejection.SLOW_READER, "");
            connection.interest(SelectionKey.OP_WRITE);
        } else if (connection.pauseMillis > 0) {
            pauses.await(connection);
        }
    }

    /** A client that leaves without reading an answer breaks the connection, no more. */
    private static Rejection lostReason(Connection connection) {
        return connection.frame != null ? Rejection.REPLY_UNDELIVERED : Rejection.READ_ERROR;
    }

    private void endPauses() {
        for (Connection connection : pauses.takeDue()) {
            guard(connection, () -> endPause(connection));
        }
    }

    private void endPause(Connection connection) {
        if (connection.state == Connection.State.ANSWERING) {
            rejected(connection, Rejection.SLOW_READER, "a request in text");
            close(connection, Rejection.SLOW_READER);
        } else {
            after(connection, protocol.consumeAfterPause(connection), false);
        }
    }

    private void flush(Connection connection) {
        try {
            if (!connection.outbox.flush(connection.channel)) {
                if (connection.state == Connection.State.ANSWERING) {
                    connection.pauseMillis = ASKER_PAUSE_MS;
                    pauses.await(connection);
                }
                return;
            }
        } catch (IOException e) {
            deaf(connection);
        }
        if (connection.state == Connection.State.ANSWERING) {
            close(connection, Rejection.NONE);
        } else {
            connection.interest(SelectionKey.OP_READ);
        }
    }

    /** Nobody reads the answers any more, but what was reported before still counts. */
    private void deaf(Connection connection) {
        if (!connection.isDeaf) {
            connection.isDeaf = true;
            rejected(connection, Rejection.REPLY_UNDELIVERED, "");
        }
        connection.outbox.clear();
    }

    @Override
    public void message(
            Connection connection, MessageType type, FrameView message, FrameSize frame) {
        messages++;
        switch (type) {
            case QUERY -> reply(connection, replies.totals(message.deviceId(), frame));
            case DEVICE_INFO_QUERY ->
                    reply(connection, replies.deviceInfo(message.deviceId(), frame));
            case DUMP_REMAINING -> remainingDumps.request();
            case DUMP_KERNELS -> kernelDumps.request();
            default -> booking.book(connection, type, message);
        }
    }

    private void reply(Connection connection, ByteBuffer answer) {
        queries++;
        if (connection.isDeaf) {
            return;
        }
        try {
            connection.outbox.send(connection.channel, answer);
        } catch (IOException e) {
            deaf(connection);
        }
    }

    @Override
    public void rejected(Connection connection, Rejection reason, String detail) {
        rejections.increment(reason);
        isChanged = true;
        boolean isFirst = connection.reject(reason);
        listener.rejected(connection.id, connection.peer, reason, isFirst, detail);
    }

    @Override
    public void textRequest(Connection connection, String request) {
        ledger.publish();
        counters = makeCounters();
        textDesk.answer(request, answer -> post(() -> answered(connection, request, answer)));
    }

    private void answered(Connection connection, String request, TextDesk.Answer answer) {
        if (answer.isKnown()) {
            textAnswers++;
        } else {
            rejected(connection, Rejection.UNKNOWN_TEXT_REQUEST, TextDesk.abbreviate(request));
        }
        isChanged = true;
        if (connection.state == Connection.State.CLOSED) {
            textDesk.delivered(answer);
            return;
        }
        connection.answer = answer;
        connection.outbox.keep(ByteBuffer.wrap(answer.text()));
        flush(connection);
        if (connection.state != Connection.State.CLOSED) {
            connection.interest(SelectionKey.OP_WRITE);
        }
    }

    private void close(Connection connection, Rejection reason) {
        if (connection.state == Connection.State.CLOSED) {
            return;
        }
        connection.state = Connection.State.CLOSED;
        connection.pauseEndsNanos = 0;
        openConnections--;
        isChanged = true;
        closeQuietly(connection.channel);
        booking.closed(
                connection, isStopping ? ExitReason.DAEMON_STOPPED : ExitReason.DISCONNECTED);
        TextDesk.Answer answer = connection.answer;
        if (answer != null) {
            textDesk.delivered(answer);
            connection.answer = null;
        }
        FrameSize frame = connection.frame;
        listener.closed(
                connection.id,
                connection.peer,
                connection.messages,
                connection.rejected,
                connection.bytes,
                frame == null ? 0 : frame.bytes(),
                reason);
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a connection failed", e);
        }
    }

    /** Releases a process that was found to be gone. On this thread only. */
    void release(ProcessIdentity identity, ExitReason reason) {
        LedgerProcess process = ledger.process(identity);
        if (process != null) {
            booking.exited(process, reason);
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "A bug, met in a task of the server", e);
            }
        }
    }

    private void publishIfDue() {
        if (!isChanged && !ledger.isChanged()) {
            return;
        }
        long now = System.nanoTime();
        if (now - publishedNanos >= publishNanos) {
            publishedNanos = now;
            isChanged = false;
            ledger.publish();
            counters = makeCounters();
        }
    }

    private IngestCounters makeCounters() {
        return new IngestCounters(
                openConnections,
                acceptor.accepted(),
                messages,
                bytes,
                queries,
                textAnswers,
                rejections.toList());
    }

    private void closeAll() {
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Connection connection) {
                close(connection, Rejection.NONE);
            }
        }
        ledger.publish();
        counters = makeCounters();
        runTasks();
        try {
            selector.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing the selector failed", e);
        }
    }
}
