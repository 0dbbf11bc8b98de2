package org.ttflight.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

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

    void add(LedgerProcess process) {
        Integer pid = query.pid();
        if (query.limit() == 0 || (pid != null && pid != process.identity().pid())) {
            return;
        }
        process.buffers.forEach(
                (device, type, id, size, allocated, references) ->
                        offer(
                                process,
                                device,
                                MemoryType.ofBufferType(type),
                                id,
                                size,
                                allocated,
                                references));
        process.circularBuffers()
                .forEach(
                        (device, type, id, size, allocated, references) ->
                                offer(
                                        process,
                                        device,
                                        MemoryType.CIRCULAR_BUFFER,
                                        id,
                                        size,
                                        allocated,
                                        references));
        process.kernels()
                .forEach(
                        (device, type, id, size, allocated, references) ->
                                offer(
                                        process,
                                        device,
                                        MemoryType.KERNEL,
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
