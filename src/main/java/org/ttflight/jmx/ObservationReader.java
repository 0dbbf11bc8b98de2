package org.ttflight.jmx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.BufferInfo;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.LedgerControl;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedHolding;
import org.ttflight.snapshot.ObservedProcess;

/**
 * What the beans read: an observation, and through the ledger's writer what no observation holds.
 *
 * <p>The ledger may have another state every ten milliseconds, and a client reads one attribute
 * after the other. So beans share an observation for a tenth of a second: else reading all
 * processes would join all sources anew a hundred times a second.
 *
 * <p>Thread-safe; two threads may make the same index.
 */
final class ObservationReader {
    static final long MOST_AGE_NANOS = 100_000_000;
    private static final int MOST_BUFFERS = 10_000;
    private static final int[] NO_PIDS = {};

    private final LedgerControl control;
    private final Supplier<Observation> observations;
    private final PeakReset otherPeaks;
    private final LongSupplier nanoTime;
    private volatile @Nullable Shared shared;
    private volatile @Nullable Pids last;

    /** Makes a peak that is kept beside the ledger's the usage of now. */
    interface PeakReset {
        void resetPeak(int device, MemoryType type);
    }

    /** An observation that the beans share, and a moment at which it was not yet out of date. */
    private record Shared(Observation observation, long nanos) {}

    /**
     * @param nanoTime a clock in nanoseconds that is never set
     */
    ObservationReader(
            LedgerControl control,
            Supplier<Observation> observations,
            PeakReset otherPeaks,
            LongSupplier nanoTime) {
        this.control = control;
        this.observations = observations;
        this.otherPeaks = otherPeaks;
        this.nanoTime = nanoTime;
    }

    /** Returns what all sources said at most {@link #MOST_AGE_NANOS} ago; waits for none. */
    Observation now() {
        Shared known = shared;
        return known != null && nanoTime.getAsLong() - known.nanos < MOST_AGE_NANOS
                ? known.observation
                : latest();
    }

    /** Returns what all sources say now, and shows it to the beans from now on; waits for none. */
    Observation latest() {
        long nanos = nanoTime.getAsLong();
        Observation observation = observations.get();
        shared = new Shared(observation, nanos);
        return observation;
    }

    /** Returns the state the ledger last published; does not wait. */
    LedgerSnapshot ledger() {
        return control.snapshot();
    }

    /** Returns the pids of the processes that use this device; the caller's own copy. */
    @SuppressWarnings("ReferenceEquality") // an observation is immutable
    int[] pids(int device) {
        Observation observation = now();
        Pids pids = last;
        if (pids == null || pids.observation != observation) {
            pids = new Pids(observation);
            last = pids;
        }
        return pids.byDevice.getOrDefault(device, NO_PIDS).clone();
    }

    /** Lists live buffers; waits for the writer. */
    BufferRow[] list(BufferQuery query) {
        return rows(control.list(check(query)));
    }

    /** Lists live buffers of just this process, also where others claim the same pid. */
    BufferRow[] list(ProcessIdentity process, BufferQuery.Order order, int limit) {
        BufferQuery query = check(new BufferQuery(process.pid(), null, null, order, limit));
        List<BufferInfo> found = control.list(query);
        List<BufferInfo> own = only(process, found);
        while (own.size() < limit && found.size() == query.limit()) {
            query = new BufferQuery(process.pid(), null, null, order, query.limit() * 4);
            found = control.list(query);
            own = only(process, found);
        }
        return rows(own.subList(0, Math.min(limit, own.size())));
    }

    private static List<BufferInfo> only(ProcessIdentity process, List<BufferInfo> buffers) {
        return buffers.stream().filter(buffer -> buffer.process().equals(process)).toList();
    }

    private static BufferQuery check(BufferQuery query) {
        if (query.limit() > MOST_BUFFERS) {
            throw new IllegalArgumentException(
                    "limit must be 0 to " + MOST_BUFFERS + ", but is " + query.limit());
        }
        return query;
    }

    private BufferRow[] rows(List<BufferInfo> buffers) {
        long nowMicros = control.snapshot().epochMicros();
        return buffers.stream()
                .map(buffer -> BufferRow.of(buffer, nowMicros))
                .toArray(BufferRow[]::new);
    }

    /** Makes a peak the usage of now; waits for the writer. */
    void resetPeak(int device, MemoryType type) {
        control.resetPeak(device, type);
        otherPeaks.resetPeak(device, type);
        shared = null;
    }

    /** The pids of one observation by device. */
    private static final class Pids {
        final Observation observation;
        final Map<Integer, int[]> byDevice = new HashMap<>();

        Pids(Observation observation) {
            this.observation = observation;
            Map<Integer, IntStream.Builder> builders = new HashMap<>();
            for (ObservedProcess process : observation.processes()) {
                for (ObservedHolding held : process.devices()) {
                    builders.computeIfAbsent(held.device(), device -> IntStream.builder())
                            .add(process.pid());
                }
            }
            builders.forEach((device, builder) -> byDevice.put(device, builder.build().toArray()));
        }
    }
}
