package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random histories, in few ids and devices so that they collide, beside {@link NaiveLedger}. */
class LedgerHistoriesTest {
    private static final MemoryType[] TYPES = MemoryType.values();
    private static final long[] SIZES = {0, 1, 4096, 4096, 4096, 100L << 30};

    /** One history, told by its seed alone. */
    private static final class History {
        private final Random random;
        private final int ids;
        private final int devices;
        private final int pids;
        private final Ledger ledger = new Ledger(Books.DEVICES, LedgerListener.NONE);
        private final NaiveLedger naive = new NaiveLedger();

        History(long seed, int ids, int devices, int pids) {
            this.random = new Random(seed);
            this.ids = ids;
            this.devices = devices;
            this.pids = pids;
        }

        void step() {
            int pid = 1 + random.nextInt(pids);
            int device = random.nextInt(3) == 0 ? 0 : random.nextInt(devices);
            long id = 0x1000L * random.nextInt(ids);
            long size = SIZES[random.nextInt(SIZES.length)];
            ledger.advance(ledger.snapshot().epochMicros() + random.nextInt(100));
            if (random.nextInt(60) == 0) {
                release(pid);
                return;
            }
            LedgerProcess process = ledger.attach(Books.identity(pid));
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    MemoryType type = TYPES[random.nextInt(5)];
                    ledger.allocate(process, device, type, id, size);
                    naive.allocate(pid, device, type, id, size);
                }
                case 2, 3 -> {
                    ledger.free(process, device, id);
                    naive.free(pid, device, id);
                }
                case 4 -> {
                    ledger.allocateCircularBuffer(process, device, id, size);
                    naive.allocateById(pid, device, MemoryType.CIRCULAR_BUFFER, id, size);
                }
                case 5 -> {
                    ledger.freeCircularBuffer(process, device, id, size);
                    naive.freeById(pid, device, MemoryType.CIRCULAR_BUFFER, id, size);
                }
                case 6 -> {
                    KernelType type = KernelType.ofCode(random.nextInt(4));
                    ledger.loadKernel(process, device, type, id, size);
                    naive.allocateById(pid, device, MemoryType.KERNEL, id, size);
                }
                default -> {
                    ledger.unloadKernel(process, device, id, size);
                    naive.freeById(pid, device, MemoryType.KERNEL, id, size);
                }
            }
        }

        void release(int pid) {
            if (naive.processes.containsKey(pid)) {
                ledger.release(ledger.attach(Books.identity(pid)), ExitReason.DEAD);
                naive.release(pid);
            }
        }

        /** Frees or releases all there is. */
        void end() {
            for (int pid = 1; pid <= pids; pid++) {
                if (naive.processes.containsKey(pid) && random.nextBoolean()) {
                    freeAll(pid);
                } else {
                    release(pid);
                }
            }
        }

        private void freeAll(int pid) {
            LedgerProcess process = ledger.attach(Books.identity(pid));
            List<NaiveLedger.Live> left = naive.process(pid).live;
            while (!left.isEmpty()) {
                NaiveLedger.Live live = left.get(random.nextInt(left.size()));
                switch (live.type) {
                    case CIRCULAR_BUFFER -> {
                        ledger.freeCircularBuffer(process, live.device, live.id, live.size);
                        naive.freeById(pid, live.device, live.type, live.id, live.size);
                    }
                    case KERNEL -> {
                        ledger.unloadKernel(process, live.device, live.id, live.size);
                        naive.freeById(pid, live.device, live.type, live.id, live.size);
                    }
                    default -> {
                        ledger.free(process, live.device, live.id);
                        naive.free(pid, live.device, live.id);
                    }
                }
            }
        }

        void compare() {
            ledger.publish();
            LedgerSnapshot snapshot = ledger.snapshot();
            List<NaiveLedger.Holder> all = List.copyOf(naive.processes.values());
            long[][] used = NaiveLedger.used(all);
            long[][] buffers = NaiveLedger.buffers(all);
            for (int device = 0; device < Books.DEVICES; device++) {
                compare(snapshot.on(device), used[device], naive.peak[device], buffers[device]);
            }
            assertEquals(naive.processes.size(), snapshot.processes().size());
            for (ProcessUsage process : snapshot.processes()) {
                compare(process);
            }
            assertEquals(naive.allocations, snapshot.allocations());
            assertEquals(naive.frees, snapshot.frees());
            assertEquals(naive.orphans, snapshot.orphans());
            assertEquals(
                    all.stream().mapToLong(process -> process.live.size()).sum(),
                    snapshot.liveBuffers());
            compareAnomalies(snapshot);
        }

        private void compare(ProcessUsage process) {
            NaiveLedger.Holder expected = naive.process(process.identity().pid());
            long[][] used = NaiveLedger.used(List.of(expected));
            long[][] buffers = NaiveLedger.buffers(List.of(expected));
            for (int device = 0; device < Books.DEVICES; device++) {
                compare(process.on(device), used[device], expected.peak[device], buffers[device]);
            }
            assertEquals(expected.allocations, process.allocations());
            assertEquals(expected.frees, process.frees());
        }

        private static void compare(Usage usage, long[] used, long[] peak, long[] buffers) {
            for (MemoryType type : TYPES) {
                int at = type.ordinal();
                assertEquals(used[at], usage.used(type));
                assertEquals(peak[at], usage.peak(type));
                assertEquals(buffers[at], usage.buffers(type));
            }
        }

        private void compareAnomalies(LedgerSnapshot snapshot) {
            for (Anomaly anomaly : Anomaly.values()) {
                long counted = snapshot.count(anomaly);
                switch (anomaly) {
                    case UNKNOWN_FREE ->
                            assertEquals(
                                    naive.anomalies[anomaly.ordinal()],
                                    counted + snapshot.count(Anomaly.DOUBLE_FREE));
                    case DOUBLE_FREE -> assertTrue(counted <= naive.mayBeDouble);
                    default ->
                            assertEquals(
                                    naive.anomalies[anomaly.ordinal()], counted, anomaly::name);
                }
            }
        }

        void compareLists() {
            List<String> lines =
                    ledger
                            .list(
                                    new BufferQuery(
                                            null, null, null, BufferQuery.Order.OLDEST, 1 << 20))
                            .stream()
                            .map(
                                    info ->
                                            NaiveLedger.line(
                                                    info.process().pid(),
                                                    info.device(),
                                                    info.type(),
                                                    info.id(),
                                                    info.size(),
                                                    info.references()))
                            .sorted()
                            .toList();
            assertEquals(naive.lines(), lines);
        }

        void assertEmpty() {
            for (DeviceUsage device : ledger.snapshot().devices()) {
                for (MemoryType type : TYPES) {
                    assertEquals(0, device.usage().used(type));
                    assertEquals(0, device.usage().buffers(type));
                }
            }
            assertEquals(0, ledger.snapshot().liveBuffers());
        }
    }

    /**
     * Where this run's own seeds begin; a failure prints the seed, which is all a history needs.
     */
    private static final long FRESH = System.nanoTime();

    @ParameterizedTest(name = "{0} histories of {1} steps: {2} ids, {3} devices, {4} processes")
    @CsvSource({
        "1500, 60,  2,  2, 2",
        "1500, 60,  4,  3, 3",
        " 500, 60, 40, 16, 1",
        " 300, 100, 8,  4, 12",
        "  10, 3000, 60, 4, 3", // long enough for tables to grow
    })
    void shouldEqualTheNaiveLedgerAfterEveryStep(
            int histories, int steps, int ids, int devices, int pids) {
        for (int number = 0; number < histories; number++) {
            // Half of them the same on each run, half of them never seen before.
            long seed = number % 2 == 0 ? number : FRESH + number;
            History history = new History(seed, ids, devices, pids);
            int step = 0;
            try {
                for (; step < steps; step++) {
                    history.step();
                    history.compare();
                }
                history.compareLists();
                history.end();
                history.compare();
                history.compareLists();
                history.assertEmpty();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ", step " + step, e);
            }
        }
    }
}
