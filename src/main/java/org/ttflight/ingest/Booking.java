package org.ttflight.ingest;

import java.util.HashMap;
import java.util.Map;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.KernelType;
import org.ttflight.ledger.Ledger;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.wire.FrameView;
import org.ttflight.wire.MessageType;

/** Turns messages into bookings: finds whose they are, and passes primitives to the ledger. */
final class Booking {
    /** Told when a claim is refused, once for each claim on a connection. */
    interface RefusedClaims {
        void refused(Connection connection, int claim);
    }

    /**
     * So many pids may be claimed on one connection at a time; beyond that nobody is looked up, and
     * the memory is the peer's. More than any program forks, and too few to fill memory with.
     */
    private static final int MAX_CLAIMS = 128;

    private final Ledger ledger;
    private final PidResolver resolver;
    private final RefusedClaims refusedClaims;

    /** How many open connections each process has reported on. */
    private final Map<LedgerProcess, Integer> connections = new HashMap<>();

    /** Answers of the resolver for connections that carry several claims. */
    private final Map<Connection, Map<Integer, PidResolver.Resolution>> claims = new HashMap<>();

    Booking(Ledger ledger, PidResolver resolver, RefusedClaims refusedClaims) {
        this.ledger = ledger;
        this.resolver = resolver;
        this.refusedClaims = refusedClaims;
    }

    /** Books a message that is not a question. */
    void book(Connection connection, MessageType type, FrameView message) {
        LedgerProcess process = process(connection, message.processId());
        int device = message.deviceId();
        long id = message.bufferId();
        switch (type) {
            case ALLOC ->
                    ledger.allocate(
                            process,
                            device,
                            MemoryType.ofBufferType(message.bufferType()),
                            id,
                            message.size());
            case FREE -> ledger.free(process, device, id);
            case CB_ALLOC -> ledger.allocateCircularBuffer(process, device, id, message.size());
            case CB_FREE -> ledger.freeCircularBuffer(process, device, id, message.size());
            case KERNEL_LOAD ->
                    ledger.loadKernel(
                            process,
                            device,
                            KernelType.ofCode(message.bufferType()),
                            id,
                            message.size());
            case KERNEL_UNLOAD -> ledger.unloadKernel(process, device, id, message.size());
            default -> throw new IllegalArgumentException("not to be booked: " + type);
        }
    }

    private LedgerProcess process(Connection connection, int claim) {
        LedgerProcess process = connection.processOf(claim);
        return process != null ? process : resolve(connection, claim);
    }

    private LedgerProcess resolve(Connection connection, int claim) {
        Map<Integer, PidResolver.Resolution> known =
                claims.computeIfAbsent(connection, key -> new HashMap<>(2));
        PidResolver.Resolution resolution = known.get(claim);
        if (resolution == null && known.size() >= MAX_CLAIMS) {
            refusedClaims.refused(connection, claim);
            resolution =
                    known.computeIfAbsent(
                            0, own -> resolver.resolve(connection.peer, connection.id, own));
        }
        if (resolution == null) {
            resolution = resolver.resolve(connection.peer, connection.id, claim);
            known.put(claim, resolution);
            if (resolution.refused()) {
                refusedClaims.refused(connection, claim);
            }
        }
        LedgerProcess process = ledger.attach(resolution.identity());
        if (connection.remember(claim, process)) {
            connections.merge(process, 1, Integer::sum);
        }
        return process;
    }

    /** Releases the processes that reported on this connection and have no other. */
    void closed(Connection connection, ExitReason reason) {
        claims.remove(connection);
        for (LedgerProcess process : connection.processes()) {
            Integer left = connections.computeIfPresent(process, (p, n) -> n == 1 ? null : n - 1);
            if (left == null) {
                ledger.release(process, reason);
            }
        }
    }

    /** Releases a process that is known to be gone, whatever connections there are. */
    void exited(LedgerProcess process, ExitReason reason) {
        connections.remove(process);
        claims.forEach((connection, known) -> forget(process.identity(), connection, known));
        ledger.release(process, reason);
    }

    /**
     * The next child with the same pid is another process, so the answer must be looked up again.
     * Not the peer's own: that pid may be a stranger's by now, and it is not the stranger who
     * reports here.
     */
    private static void forget(
            ProcessIdentity gone,
            Connection connection,
            Map<Integer, PidResolver.Resolution> known) {
        if (connection.peer.pid() != gone.pid()) {
            known.values().removeIf(resolution -> resolution.identity().equals(gone));
        }
    }
}
