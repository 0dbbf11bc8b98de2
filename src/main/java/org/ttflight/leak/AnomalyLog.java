package org.ttflight.leak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.Anomaly;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;

/**
 * Counts programs' mistakes by process, device and kind, and keeps some of the last of each as
 * examples. Told by the writer, which it never makes wait and for which it allocates only so much a
 * second however many mistakes there are; any thread may read.
 */
public final class AnomalyLog implements LedgerListener {
    static final int REMEMBERED = 2048;
    static final int EXAMPLES = 4;
    private static final long WINDOW_MICROS = 1_000_000;

    private final Map<Key, Tally> tallies = new ConcurrentHashMap<>();
    private final Deque<Tally> inOrder = new ConcurrentLinkedDeque<>();
    private final AtomicLong forgotten = new AtomicLong();
    private @Nullable Tally lastTally;
    private int size;

    private record Key(ProcessIdentity process, int device, Anomaly kind) {}

    /** One time it happened; sizes are -1 where there is none. */
    record Example(
            long epochMicros, @Nullable MemoryType type, long id, long oldSize, long newSize) {}

    /** How often one process did one thing on one device. */
    static final class Tally {
        private final Key key;
        private final AtomicLong count = new AtomicLong();
        private final AtomicLong lastMicros = new AtomicLong();
        private final AtomicReferenceArray<@Nullable Example> examples =
                new AtomicReferenceArray<>(EXAMPLES);
        private long windowMicros = Long.MIN_VALUE;
        private int inWindow;
        private int next;

        private Tally(Key key) {
            this.key = key;
        }

        ProcessIdentity process() {
            return key.process();
        }

        int device() {
            return key.device();
        }

        Anomaly kind() {
            return key.kind();
        }

        long count() {
            return count.get();
        }

        long lastMicros() {
            return lastMicros.get();
        }

        /** Returns what is kept, the newest first. */
        List<Example> examples() {
            List<Example> kept = new ArrayList<>();
            for (int at = 0; at < EXAMPLES; at++) {
                Example example = examples.get(at);
                if (example != null) {
                    kept.add(example);
                }
            }
            kept.sort(Comparator.comparingLong(Example::epochMicros).reversed());
            return kept;
        }

        private boolean isOf(Anomaly kind, ProcessIdentity process, int device) {
            return key.kind() == kind && key.device() == device && key.process().equals(process);
        }

        private void add(
                long epochMicros, @Nullable MemoryType type, long id, long oldSize, long newSize) {
            count.incrementAndGet();
            lastMicros.set(epochMicros);
            if (windowMicros == Long.MIN_VALUE || epochMicros - windowMicros >= WINDOW_MICROS) {
                windowMicros = epochMicros;
                inWindow = 0;
            }
            if (inWindow < EXAMPLES) {
                inWindow++;
                examples.set(next, new Example(epochMicros, type, id, oldSize, newSize));
                next = (next + 1) % EXAMPLES;
            }
        }
    }

    @Override
    public void anomaly(
            Anomaly kind,
            ProcessIdentity process,
            long epochMicros,
            int device,
            @Nullable MemoryType type,
            long id,
            long oldSize,
            long newSize) {
        Tally tally = lastTally;
        if (tally == null || !tally.isOf(kind, process, device)) {
            tally = tally(new Key(process, device, kind));
            lastTally = tally;
        }
        tally.add(epochMicros, type, id, oldSize, newSize);
    }

    private Tally tally(Key key) {
        Tally tally = tallies.get(key);
        if (tally == null) {
            tally = new Tally(key);
            tallies.put(key, tally);
            inOrder.addLast(tally);
            if (++size > REMEMBERED) {
                size--;
                Tally eldest = inOrder.removeFirst();
                tallies.remove(eldest.key);
                forgotten.incrementAndGet();
            }
        }
        return tally;
    }

    /** Returns all that are remembered, in no order. */
    List<Tally> tallies() {
        return new ArrayList<>(inOrder);
    }

    /** Returns how many counts are not remembered any more. */
    long forgotten() {
        return forgotten.get();
    }
}
