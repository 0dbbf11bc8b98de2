package org.ttflight.client;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.ttflight.wire.MessageType;
import org.ttflight.wire.QueryResponse;

/**
 * Shares one {@link ServerLink} between the threads of the program and one daemon thread.
 *
 * <p>A report is sent by the thread that makes it. The daemon thread, which starts with the first
 * report, does what no report may ever come to do: it writes what the socket did not take, takes
 * answers, notices that the server has gone, and connects again. It sleeps in a selector otherwise.
 * All methods may be called from any thread.
 */
final class ReportingLoop {
    private final ServerLink link;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All guarded by the lock.
    private boolean started;
    private boolean closed;
    private @Nullable Selector selector;
    private @Nullable SocketChannel watchedChannel;
    private boolean watchedForWrite;

    ReportingLoop(ServerLink link) {
        this.link = link;
    }

    void report(MessageType type, int device, long size, int bufferType, long id, long timestamp) {
        lock.lock();
        try {
            if (!closed) {
                link.report(type, device, size, bufferType, id, timestamp);
                wake();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean connect() {
        lock.lock();
        try {
            boolean connected = !closed && link.connect();
            wake();
            return connected;
        } finally {
            lock.unlock();
        }
    }

    Optional<QueryResponse> query(int device, Duration timeout) {
        CompletableFuture<Optional<QueryResponse>> answer;
        lock.lock();
        try {
            if (closed) {
                return Optional.empty();
            }
            answer = link.query(device);
            wake();
        } finally {
            lock.unlock();
        }
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // No answer; one that comes later is taken and thrown away.
        }
        return Optional.empty();
    }

    boolean flush(Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        try {
            if (!closed) {
                link.advance();
                wake();
            }
            while (!closed && !isFlushed()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return isFlushed();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFlushed() {
        return link.channel() != null && !link.wantsWrite();
    }

    void close() {
        lock.lock();
        try {
            if (!closed) {
                if (link.channel() != null) {
                    link.advance();
                }
                closed = true;
                link.close();
                if (selector != null) {
                    selector.wakeup();
                }
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    long read(ToLongFunction<ServerLink> counter) {
        lock.lock();
        try {
            return counter.applyAsLong(link);
        } finally {
            lock.unlock();
        }
    }

    /** Starts the thread, or wakes it if what it watches is no longer what should be watched. */
    private void wake() {
        if (!started && !closed) {
            started = true;
            try {
                selector = Selector.open();
            } catch (IOException e) {
                return; // Out of descriptors: reports then move things along, one by one.
            }
            Selector opened = selector;
            Thread thread = new Thread(() -> run(opened), "tt-flight-reporter");
            thread.setDaemon(true);
            thread.start();
        } else if (selector != null
                && (link.channel() != watchedChannel || link.wantsWrite() != watchedForWrite)) {
            selector.wakeup();
        }
    }

    private void run(Selector opened) {
        try (opened) {
            while (true) {
                long waitMs;
                lock.lock();
                try {
                    if (closed) {
                        return;
                    }
                    link.receive();
                    link.advance();
                    waitMs = watch(opened);
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
                opened.select(key -> {}, waitMs);
                Thread.interrupted(); // Whoever interrupts us: a set flag would make us spin.
            }
        } catch (IOException e) {
            // The selector failed: as if it had not been opened.
            lock.lock();
            try {
                selector = null;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Returns how long to select, in milliseconds; 0 is for ever. */
    private long watch(Selector opened) throws IOException {
        SocketChannel channel = link.channel();
        watchedChannel = channel;
        watchedForWrite = link.wantsWrite();
        if (channel == null) {
            return Math.max(1, TimeUnit.NANOSECONDS.toMillis(link.retryNanos()) + 1);
        }
        int operations = SelectionKey.OP_READ | (watchedForWrite ? SelectionKey.OP_WRITE : 0);
        SelectionKey key = channel.keyFor(opened);
        if (key == null) {
            channel.register(opened, operations);
        } else {
            key.interestOps(operations);
        }
        return 0;
    }
}
