package org.ttflight.jmx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.BufferInfo;
import org.ttflight.ledger.BufferQuery;
import org.ttflight.ledger.DeviceUsage;
import org.ttflight.ledger.LedgerControl;
import org.ttflight.ledger.LedgerSnapshot;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.ledger.Usage;

/**
 * The ledger as the beans read it: the published snapshot with an index by process and device, made
 * once for each snapshot that anybody reads. Thread-safe; two threads may make the same index.
 */
final class LedgerReader {
    private static final int MOST_BUFFERS = 10_000;

    private final LedgerControl control;
    private volatile @Nullable Index last;

    LedgerReader(LedgerControl control) {
        this.control = control;
    }

    /** Returns the state last published; does not wait. */
    @SuppressWarnings("ReferenceEquality") // a snapshot is immutable, and comparing it is dear
    Index now() {
        LedgerSnapshot snapshot = control.snapshot();
        Index index = last;
        if (index == null || index.snapshot != snapshot) {
            index = new Index(snapshot);
            last = index;
        }
        return index;
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
    }

    /** One snapshot and the ways into it. */
    static final class Index {
        final LedgerSnapshot snapshot;
        private final Map<ProcessIdentity, ProcessUsage> processes;
        private final Map<Integer, Usage> devices = new TreeMap<>();
        private volatile @Nullable Map<Integer, int[]> pids;

        Index(LedgerSnapshot snapshot) {
            this.snapshot = snapshot;
            this.processes = new HashMap<>(snapshot.processes().size() * 2);
            for (ProcessUsage process : snapshot.processes()) {
                processes.put(process.identity(), process);
            }
            for (DeviceUsage device : snapshot.devices()) {
                devices.put(device.device(), device.usage());
            }
        }

        @Nullable ProcessUsage process(ProcessIdentity identity) {
            return processes.get(identity);
        }

        Usage on(int device) {
            return devices.getOrDefault(device, Usage.NONE);
        }

        /** Returns the pids of the processes that have reported this device; not to be changed. */
        int[] pids(int device) {
            Map<Integer, int[]> byDevice = pids;
            if (byDevice == null) {
                byDevice = pidsByDevice();
                pids = byDevice;
            }
            return byDevice.getOrDefault(device, new int[0]);
        }

        private Map<Integer, int[]> pidsByDevice() {
            Map<Integer, IntStream.Builder> builders = new HashMap<>();
            for (ProcessUsage process : snapshot.processes()) {
                for (DeviceUsage held : process.devices()) {
                    builders.computeIfAbsent(held.device(), device -> IntStream.builder())
                            .add(process.identity().pid());
                }
            }
            Map<Integer, int[]> byDevice = new HashMap<>();
            builders.forEach((device, builder) -> byDevice.put(device, builder.build().toArray()));
            return byDevice;
        }
    }
}
