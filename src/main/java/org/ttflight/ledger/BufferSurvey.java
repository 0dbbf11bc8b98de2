package org.ttflight.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums up the live buffers (not circular buffers, not kernels) that were reported until some
 * moment, in steps that are short however many there are: the writer applies messages between them.
 * A buffer that lives from the first step to the last is counted exactly once.
 *
 * <p>Has to be given to the writer, step after step, and may be read when there are no more. Not
 * thread-safe, but the steps and the reading may be on different threads one after another.
 */
public final class BufferSurvey {
    /** So many places of tables are looked at in one step, half a millisecond's work or less. */
    static final int STEP_PLACES = 32 * 1024;

    /** A table costs as much as so many places, so that a thousand empty ones are no free step. */
    private static final int TABLE_PLACES = 16;

    private final @Nullable Integer pid;
    private final @Nullable Integer device;
    private final long untilMicros;
    private @Nullable List<LedgerProcess> processes;
    private int at;
    private long from;
    private long buffers;
    private Group[] groups = new Group[0];
    private final List<AgedBuffers> found = new ArrayList<>();

    /**
     * @param pid only those of this process; null for all
     * @param device only those on this device; null for all
     * @param untilMicros only those reported until this, in microseconds since the epoch
     */
    public BufferSurvey(@Nullable Integer pid, @Nullable Integer device, long untilMicros) {
        this.pid = pid;
        this.device = device;
        this.untilMicros = untilMicros;
    }

    /** Looks at some more; returns whether there is more to look at. On the writer's thread. */
    public boolean step(Ledger ledger) {
        List<LedgerProcess> all = processes;
        if (all == null) {
            all = ledger.processes();
            all.removeIf(process -> pid != null && pid != process.identity().pid());
            processes = all;
        }
        for (long places = 0; places < STEP_PLACES; ) {
            if (at == all.size()) {
                return false;
            }
            LedgerProcess process = all.get(at);
            places += TABLE_PLACES + process.buffers.placesOfLeaf(from);
            from =
                    process.buffers.forEachOfLeaf(
                            from,
                            (on, type, id, size, allocated, references) ->
                                    visit(process, on, type, id, size, allocated, references));
            if (from == 0) {
                endProcess(process);
            }
        }
        return at < all.size();
    }

    private void visit(
            LedgerProcess process,
            int on,
            int type,
            long id,
            long size,
            long allocatedMicros,
            long references) {
        if (device != null && device != on) {
            return;
        }
        buffers++;
        if (allocatedMicros > untilMicros) {
            return;
        }
        group(process, on, type).add(id, size, allocatedMicros, references);
    }

    private Group group(LedgerProcess process, int on, int type) {
        for (int seen = 0; seen < groups.length; seen++) {
            Group group = groups[seen];
            if (group.device == on && group.type == type) {
                Group first = groups[0];
                groups[0] = group; // the next is most often of the same
                groups[seen] = first;
                return group;
            }
        }
        Group[] more = Arrays.copyOf(groups, groups.length + 1);
        Group group = new Group(process, on, type);
        more[groups.length] = group;
        groups = more;
        return group;
    }

    private void endProcess(LedgerProcess process) {
        if (!process.isReleased()) {
            for (Group group : groups) {
                found.add(group.result());
            }
        }
        groups = new Group[0];
        at++;
    }

    /** Returns how many live buffers of the process and device asked for there were, of any age. */
    public long buffers() {
        return buffers;
    }

    /** Returns what was found, the most bytes first. */
    public List<AgedBuffers> found() {
        List<AgedBuffers> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingLong(AgedBuffers::bytes).reversed());
        return sorted;
    }

    /** What was found so far of one process, device and type; the oldest and largest inlined. */
    private static final class Group {
        private final LedgerProcess process;
        private final int device;
        private final int type;
        private long count;
        private long bytes;
        private long oldestId;
        private long oldestSize;
        private long oldestMicros = Long.MAX_VALUE;
        private long oldestReferences;
        private long largestId;
        private long largestSize = -1;
        private long largestMicros;
        private long largestReferences;

        Group(LedgerProcess process, int device, int type) {
            this.process = process;
            this.device = device;
            this.type = type;
        }

        void add(long id, long size, long allocatedMicros, long references) {
            count++;
            bytes += size;
            if (allocatedMicros < oldestMicros) {
                oldestMicros = allocatedMicros;
                oldestId = id;
                oldestSize = size;
                oldestReferences = references;
            }
            if (size > largestSize) {
                largestSize = size;
                largestId = id;
                largestMicros = allocatedMicros;
                largestReferences = references;
            }
        }

        private BufferInfo buffer(long id, long size, long micros, long references) {
            MemoryType memory = MemoryType.ofBufferType(type);
            return new BufferInfo(process.identity(), device, memory, id, size, micros, references);
        }

        AgedBuffers result() {
            return new AgedBuffers(
                    process.identity(),
                    device,
                    MemoryType.ofBufferType(type),
                    count,
                    bytes,
                    buffer(oldestId, oldestSize, oldestMicros, oldestReferences),
                    buffer(largestId, largestSize, largestMicros, largestReferences));
        }
    }
}
