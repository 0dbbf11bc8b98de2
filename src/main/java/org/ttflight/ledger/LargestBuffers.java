package org.ttflight.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Finds the largest live buffers (not circular buffers, not kernels) of all processes, in steps
 * that are short however many there are: the writer applies messages between them.
 *
 * <p>Has to be given to the writer, step after step, and may be read when there are no more. Not
 * thread-safe, but the steps and the reading may be on different threads one after another.
 */
public final class LargestBuffers {
    private static final Comparator<Found> SMALLEST_FIRST =
            Comparator.comparingLong(found -> found.buffer().size());

    /** A table costs as much as so many places, so that a thousand empty ones are no free step. */
    private static final int TABLE_PLACES = 16;

    private final int most;
    private final PriorityQueue<Found> largest = new PriorityQueue<>(SMALLEST_FIRST);
    private @Nullable List<LedgerProcess> processes;
    private int at;
    private long from;
    private long smallest = -1;

    private record Found(LedgerProcess process, BufferInfo buffer) {}

    /**
     * @param most how many to find; at least 1
     */
    public LargestBuffers(int most) {
        this.most = most;
    }

    /** Looks at some more; returns whether there is more to look at. On the writer's thread. */
    public boolean step(Ledger ledger) {
        List<LedgerProcess> all = processes;
        if (all == null) {
            all = ledger.processes();
            processes = all;
        }
        for (long places = 0; places < BufferSurvey.STEP_PLACES && at < all.size(); ) {
            LedgerProcess process = all.get(at);
            places += TABLE_PLACES + process.buffers.placesOfLeaf(from);
            from =
                    process.buffers.forEachOfLeaf(
                            from,
                            (device, type, id, size, allocated, references) -> {
                                if (size > smallest) {
                                    add(process, device, type, id, size, allocated, references);
                                }
                            });
            if (from == 0) {
                at++;
            }
        }
        boolean isMore = at < all.size();
        if (!isMore) {
            largest.removeIf(found -> found.process().isReleased());
        }
        return isMore;
    }

    private void add(
            LedgerProcess process,
            int device,
            int type,
            long id,
            long size,
            long allocatedMicros,
            long references) {
        MemoryType memory = MemoryType.ofBufferType(type);
        if (largest.size() == most) {
            largest.remove();
        }
        largest.add(
                new Found(
                        process,
                        new BufferInfo(
                                process.identity(),
                                device,
                                memory,
                                id,
                                size,
                                allocatedMicros,
                                references)));
        smallest = largest.size() < most ? -1 : largest.element().buffer().size();
    }

    /** Returns what was found, the largest first. */
    public List<BufferInfo> found() {
        List<Found> sorted = new ArrayList<>(largest);
        sorted.sort(SMALLEST_FIRST.reversed());
        return sorted.stream().map(Found::buffer).toList();
    }
}
