package org.ttflight.ingest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.wire.FrameSize;
import org.ttflight.wire.Rejection;

/** What is remembered of one client. Confined to the writer's thread; kept small, it may idle. */
final class Connection {
    /** The longest request line in text, in bytes. */
    static final int MAX_TEXT_REQUEST = 1024;

    /** What kind of bytes come next. */
    enum State {
        /** The size of the frames is not known yet. */
        DETECTING,
        /** Frames of {@link #frame}. */
        FRAMED,
        /** A request line in text. */
        TEXT,
        /** Nothing: the answer to the request line is awaited, then the connection closes. */
        ANSWERING,
        /** Nothing any more. */
        CLOSED
    }

    final long id;
    final SocketChannel channel;
    final Peer peer;
    final Outbox outbox = new Outbox();
    State state = State.DETECTING;
    @Nullable SelectionKey key;
    @Nullable FrameSize frame;

    /** Whether the first frame was applied although its size is not known. */
    boolean isHeadApplied;

    /** Whether writing failed, so that no answer can be delivered any more. */
    boolean isDeaf;

    long messages;
    long rejected;
    long bytes;
    int unknownInARow;

    /** When the silence has lasted long enough to decide, in nanoseconds; 0 if none would. */
    long pauseEndsNanos;

    int pauseMillis;

    /** The answer to a request in text that is on its way. */
    TextDesk.@Nullable Answer answer;

    private byte @Nullable [] tail;
    private int tailLength;
    private int lastClaim;
    private @Nullable LedgerProcess lastProcess;
    private final List<LedgerProcess> processes = new ArrayList<>(1);

    Connection(long id, SocketChannel channel, Peer peer) {
        this.id = id;
        this.channel = channel;
        this.peer = peer;
    }

    /** Puts the bytes kept from the last read in front of what is read next. */
    void restoreTail(ByteBuffer in) {
        byte[] kept = tail;
        if (kept != null && tailLength > 0) {
            in.put(kept, 0, tailLength);
        }
    }

    /** Keeps what is left in the buffer, which is less than a frame or a request line. */
    void keepTail(ByteBuffer in) {
        int length = in.remaining();
        if (length == 0) {
            tailLength = 0;
            return;
        }
        byte[] kept = tail;
        if (kept == null || kept.length < length) {
            kept = new byte[Math.max(length, FrameSize.LONGEST)];
            tail = kept;
        }
        in.get(kept, 0, length);
        tailLength = length;
    }

    /** Returns the bytes kept, for a second look at them after a pause. */
    ByteBuffer tail() {
        byte[] kept = tail;
        return kept == null
                ? ByteBuffer.allocate(0)
                : ByteBuffer.wrap(kept, 0, tailLength).order(ByteOrder.LITTLE_ENDIAN);
    }

    int tailLength() {
        return tailLength;
    }

    /** Returns whom the last message with this claim was booked on, or null if not known. */
    @Nullable LedgerProcess processOf(int claim) {
        LedgerProcess process = lastProcess;
        return process != null && claim == lastClaim && !process.isReleased() ? process : null;
    }

    /** Remembers the answer; returns whether the process is new to this connection. */
    boolean remember(int claim, LedgerProcess process) {
        lastClaim = claim;
        lastProcess = process;
        processes.removeIf(LedgerProcess::isReleased);
        if (processes.contains(process)) {
            return false;
        }
        processes.add(process);
        return true;
    }

    /** Returns the processes that have reported on this connection. */
    List<LedgerProcess> processes() {
        return processes;
    }

    void interest(int operations) {
        SelectionKey registered = key;
        if (registered != null && registered.isValid()) {
            registered.interestOps(operations);
        }
    }

    /** Counts one rejected message; returns whether it was the first on this connection. */
    boolean reject(Rejection reason) {
        unknownInARow = reason == Rejection.UNKNOWN_TYPE ? unknownInARow + 1 : 0;
        return rejected++ == 0;
    }
}
