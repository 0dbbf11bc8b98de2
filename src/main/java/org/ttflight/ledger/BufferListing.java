package org.ttflight.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Collects the answer to one {@link BufferQuery}, never holding more than its limit. */
final class BufferListing {
    private final BufferQuery query;
    private final Comparator<BufferInfo> firstToLast;
    private final PriorityQueue<BufferInfo> lastFirst;

    BufferListing(BufferQuery query) {
        this.query = query;
        this.firstToLast =
                query.order() == BufferQuery.Order.OLDEST
                        ? Comparator.comparingLong(BufferInfo::allocatedMicros)
                        : Comparator.comparingLong(BufferInfo::size).reversed();
        this.lastFirst = new PriorityQueue<>(firstToLast.reversed());
    }

    /** Tells which of a device's types are wanted. */
    interface Wanted {
        boolean test(int device, int type);
    }

    /** Lists all buffers (not circular buffers, not kernels) of the wanted devices and types. */
    static List<BufferInfo> few(Collection<LedgerProcess> processes, Wanted wanted) {
        List<BufferInfo> few = new ArrayList<>();
        for (LedgerProcess process : processes) {
            process.buffers.forEach(
                    (device, type, id, size, allocated, references) -> {
                        if (wanted.test(device, type)) {
                            few.add(
                                    new BufferInfo(
                                            process.identity(),
                                            device,
                                            MemoryType.ofBufferType(type),
                                            id,
                                            size,
                                            allocated,
                                            references));
                        }
                    });
        }
        return few;
    }

    void add(LedgerProcess process) {
        Integer pid = query.pid();
        if (query.limit() == 0 || (pid != null && pid != process.identity().pid())) {
            return;
        }
        MemoryType type = query.type();
        if (type == null || type.ordinal() < MemoryType.CIRCULAR_BUFFER.ordinal()) {
            addAll(process, process.buffers, null);
        }
        if (type == null || type == MemoryType.CIRCULAR_BUFFER) {
            addAll(process, process.circularBuffersOrNull(), MemoryType.CIRCULAR_BUFFER);
        }
        if (type == null || type == MemoryType.KERNEL) {
            addAll(process, process.kernelsOrNull(), MemoryType.KERNEL);
        }
    }

    /**
     * @param tableType the type of all entries, null if each has its own
     */
    private void addAll(
            LedgerProcess process, @Nullable LiveTable table, @Nullable MemoryType tableType) {
        if (table == null) {
            return;
        }
        table.forEach(
                (device, type, id, size, allocated, references) ->
                        offer(
                                process,
                                device,
                                tableType == null ? MemoryType.ofBufferType(type) : tableType,
                                id,
                                size,
                                allocated,
                                references));
    }

    private void offer(
            LedgerProcess process,
            int device,
            MemoryType type,
            long id,
            long size,
            long allocated,
            long references) {
        Integer wantedDevice = query.device();
        MemoryType wantedType = query.type();
        if ((wantedDevice != null && wantedDevice != device)
                || (wantedType != null && wantedType != type)) {
            return;
        }
        if (lastFirst.size() == query.limit()) {
            BufferInfo last = lastFirst.element();
            boolean isBehind =
                    query.order() == BufferQuery.Order.OLDEST
                            ? allocated >= last.allocatedMicros()
                            : size <= last.size();
            if (isBehind) {
                return;
            }
            lastFirst.remove();
        }
        lastFirst.add(
                new BufferInfo(process.identity(), device, type, id, size, allocated, references));
    }

    List<BufferInfo> result() {
        List<BufferInfo> result = new ArrayList<>(lastFirst);
        result.sort(firstToLast);
        return result;
    }
}
