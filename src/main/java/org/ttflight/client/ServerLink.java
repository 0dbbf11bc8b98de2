package org.ttflight.client;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ttflight.wire.MessageType;
import org.ttflight.wire.QueryResponse;

/**
 * The conversation with the server: connects, reports, and brings the server up to date.
 *
 * <p>Never blocks: the channel is non-blocking, and an interrupt of the calling thread does not
 * close such a channel. Not thread-safe; {@link ReportingLoop} guards it.
 */
final class ServerLink {
    /*
     * A report takes one of two ways.
     *
     * Directly: it becomes a frame in the backlog, which is written at once as far as the socket
     * takes it. Deferred: there is no connection, or the backlog is full, or we are catching up. It
     * then only changes the table of live buffers, where it is marked as not told, or, for a free of
     * something the server knows, joins the unsaid frees. Catching up sends the unsaid frees and
     * then the untold buffers, as the socket takes them, and ends when nothing is left.
     *
     * While we catch up, everything is deferred. Otherwise the allocation of an address could
     * overtake the unsaid free of what was there before, and the server would end with the wrong
     * one. For the same reason the unsaid frees go before the untold buffers.
     *
     * A new connection begins with everything untold: the server behind it may be another one.
     */

    /** Frames put into the backlog at once while catching up: one write of 9 KiB. */
    private static final int BATCH_FRAMES = 64;

    /** Batches sent in one call, so that a caller does not pay for a long catch-up. */
    private static final int BATCHES_AT_ONCE = 16;

    /** More questions than this without an answer, and the next is not asked. */
    private static final int MAX_QUERIES = 64;

    private static final int SEND_BUFFER_BYTES = 1 << 20;

    /** A free, or what an unload names, that the server should hear of. */
    private record UnsaidFree(MessageType type, int device, long size, long id) {}

    private record Query(int device, CompletableFuture<Optional<QueryResponse>> answer) {}

    private final UnixDomainSocketAddress address;
    private final int processId;
    private final LongSupplier nanoTime;
    private final Backlog backlog;
    private final LiveBuffers live;
    private final int maxUnsaidFrees;
    private final Backoff backoff = new Backoff();
    private final ArrayDeque<UnsaidFree> unsaidFrees = new ArrayDeque<>();
    private final ArrayDeque<Query> queries = new ArrayDeque<>();
    private final ByteBuffer in =
            ByteBuffer.allocate(16 * Backlog.FRAME.bytes()).order(ByteOrder.LITTLE_ENDIAN);

    private @Nullable SocketChannel channel;

    /** Of {@link #queries}, how many at the end have not been put into the backlog. */
    private int unaskedQueries;

    /** Of the frames in the backlog, how many at the head repeat what was reported before. */
    private int repeatsInBacklog;

    private long connections;
    private long sent;
    private long dropped;
    private long replayed;

    ServerLink(
            UnixDomainSocketAddress address,
            int processId,
            LongSupplier nanoTime,
            int queueBytes,
            int maxLiveBuffers) {
        this.address = address;
        this.processId = processId;
        this.nanoTime = nanoTime;
        this.backlog = new Backlog(queueBytes);
        this.live = new LiveBuffers(maxLiveBuffers);
        this.maxUnsaidFrees = maxLiveBuffers;
    }

    /**
     * Reports one event, now or later.
     *
     * @param type any but the queries and their answers
     */
    void report(MessageType type, int device, long size, int bufferType, long id, long timestamp) {
        boolean direct = connect() && !isCatchingUp() && makeRoom();
        remember(type, device, size, bufferType, id, timestamp, direct);
        if (direct) {
            backlog.append(type, device, size, bufferType, processId, id, timestamp);
            write();
        } else {
            dropped++;
        }
    }

    /** Asks for the totals of a device; the answer is empty if the connection ends first. */
    CompletableFuture<Optional<QueryResponse>> query(int device) {
        CompletableFuture<Optional<QueryResponse>> answer = new CompletableFuture<>();
        if (!connect() || queries.size() == MAX_QUERIES) {
            answer.complete(Optional.empty());
            return answer;
        }
        queries.add(new Query(device, answer));
        unaskedQueries++;
        advance();
        return answer;
    }

    /** Connects if there is no connection and an attempt is due; returns whether there is one. */
    boolean connect() {
        if (channel != null) {
            return true;
        }
        long now = nanoTime.getAsLong();
        if (backoff.remainingNanos(now) > 0) {
            return false;
        }
        backoff.attempted(now);
        channel = open();
        if (channel == null) {
            return false;
        }
        connections++;
        advance();
        return channel != null;
    }

    private @Nullable SocketChannel open() {
        SocketChannel opened = null;
        try {
            opened = SocketChannel.open(StandardProtocolFamily.UNIX);
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
            if (opened.connect(address)) {
                return opened;
            }
            // A Unix socket connects at once or, when the server's backlog is full, not now.
        } catch (IOException | UnsupportedOperationException e) {
            // Absent, refused, out of descriptors: all the same to us, we come back later.
        }
        closeQuietly(opened);
        return null;
    }

    /** Writes what is waiting and catches up, as far as the socket takes it. */
    void advance() {
        if (!connect()) {
            return;
        }
        write();
        for (int i = 0; i < BATCHES_AT_ONCE && channel != null; i++) {
            if (!backlog.isEmpty() || !refill()) {
                return;
            }
            write();
        }
    }

    /** Takes the answers that have come, and notices when the server has gone. */
    void receive() {
        SocketChannel open = channel;
        if (open == null) {
            return;
        }
        try {
            int read = open.read(in);
            in.flip();
            boolean understood = true;
            while (understood && in.remaining() >= Backlog.FRAME.bytes()) {
                understood = take(in.position());
                in.position(in.position() + Backlog.FRAME.bytes());
            }
            in.compact();
            if (read < 0 || !understood) {
                lost();
            }
        } catch (IOException e) {
            lost();
        }
    }

    /** Hands an answer to who asked for it; false if it is not the answer we wait for. */
    private boolean take(int offset) {
        Query query = queries.size() > unaskedQueries ? queries.poll() : null;
        if (query == null || MessageType.of(in.get(offset) & 0xff) != MessageType.RESPONSE) {
            if (query != null) {
                query.answer.complete(Optional.empty());
            }
            return false;
        }
        query.answer.complete(Optional.of(QueryResponse.read(in, offset, Backlog.FRAME)));
        return true;
    }

    private void remember(
            MessageType type,
            int device,
            long size,
            int bufferType,
            long id,
            long timestamp,
            boolean told) {
        LiveBuffers.Kind kind = kindOf(type);
        if (type == MessageType.ALLOC
                || type == MessageType.CB_ALLOC
                || type == MessageType.KERNEL_LOAD) {
            live.add(kind, bufferType, device, id, size, timestamp, told);
            return;
        }
        LiveBuffers.Removed removed = live.remove(kind, device, id);
        if (!told
                && channel != null
                && removed != LiveBuffers.Removed.UNTOLD
                && unsaidFrees.size() < maxUnsaidFrees) {
            unsaidFrees.add(new UnsaidFree(type, device, size, id));
        }
    }

    private static LiveBuffers.Kind kindOf(MessageType type) {
        return switch (type) {
            case ALLOC, FREE -> LiveBuffers.Kind.BUFFER;
            case CB_ALLOC, CB_FREE -> LiveBuffers.Kind.CIRCULAR_BUFFER;
            case KERNEL_LOAD, KERNEL_UNLOAD -> LiveBuffers.Kind.KERNEL;
            default -> throw new IllegalArgumentException(type + " is not a report");
        };
    }

    private boolean isCatchingUp() {
        return !unsaidFrees.isEmpty() || live.untold() > 0;
    }

    /** Fills the empty backlog with what the server does not know; false if it knows all. */
    private boolean refill() {
        for (int i = 0; i < BATCH_FRAMES && backlog.hasRoom(); i++) {
            UnsaidFree free = unsaidFrees.poll();
            if (free != null) {
                backlog.append(free.type, free.device, free.size, 0, processId, free.id, 0);
            } else if (live.tellNext()) {
                backlog.append(
                        allocationOf(live.kind()),
                        live.device(),
                        live.size(),
                        live.type(),
                        processId,
                        live.id(),
                        live.timestamp());
            } else {
                break;
            }
            repeatsInBacklog++;
        }
        if (!isCatchingUp()) {
            ask();
        }
        return !backlog.isEmpty();
    }

    private static MessageType allocationOf(LiveBuffers.Kind kind) {
        return switch (kind) {
            case BUFFER -> MessageType.ALLOC;
            case CIRCULAR_BUFFER -> MessageType.CB_ALLOC;
            case KERNEL -> MessageType.KERNEL_LOAD;
        };
    }

    private void ask() {
        int asked = queries.size() - unaskedQueries;
        int index = 0;
        for (Query query : queries) {
            if (index++ >= asked && backlog.hasRoom()) {
                backlog.append(MessageType.QUERY, query.device, 0, 0, 0, 0, 0);
                unaskedQueries--;
            }
        }
    }

    private boolean makeRoom() {
        if (backlog.hasRoom()) {
            return true;
        }
        write();
        return channel != null && backlog.hasRoom();
    }

    private void write() {
        SocketChannel open = channel;
        if (open == null) {
            return;
        }
        long before = backlog.finishedFrames();
        boolean failed = false;
        try {
            backlog.writeTo(open);
        } catch (IOException e) {
            failed = true;
        }
        long finished = backlog.finishedFrames() - before;
        int repeats = (int) Math.min(finished, repeatsInBacklog);
        repeatsInBacklog -= repeats;
        replayed += repeats;
        sent += finished;
        if (failed) {
            lost();
        }
    }

    private void lost() {
        closeQuietly(channel);
        channel = null;
        backoff.lost(nanoTime.getAsLong());
        for (int i = repeatsInBacklog; i < backlog.frames(); i++) {
            dropped += backlog.type(i) == MessageType.QUERY ? 0 : 1;
        }
        repeatsInBacklog = 0;
        backlog.clear();
        in.clear();
        unsaidFrees.clear();
        live.forgetTold();
        for (Query query : queries) {
            query.answer.complete(Optional.empty());
        }
        queries.clear();
        unaskedQueries = 0;
    }

    /** Ends the conversation; what waits is dropped. */
    void close() {
        if (channel != null) {
            lost();
        }
    }

    private static void closeQuietly(@Nullable SocketChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // Nothing was owed to it any more.
            }
        }
    }

    @Nullable SocketChannel channel() {
        return channel;
    }

    /** Returns whether something waits for the socket. */
    boolean wantsWrite() {
        return !backlog.isEmpty() || isCatchingUp() || unaskedQueries > 0;
    }

    /** Returns how long until the next attempt to connect; 0 or less if it is due. */
    long retryNanos() {
        return backoff.remainingNanos(nanoTime.getAsLong());
    }

    long connections() {
        return connections;
    }

    long sent() {
        return sent;
    }

    long dropped() {
        return dropped;
    }

    long replayed() {
        return replayed;
    }

    int liveBuffers() {
        return live.count();
    }

    int waiting() {
        return backlog.frames();
    }
}
