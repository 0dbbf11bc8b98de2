package org.ttflight.snapshot;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.ledger.LedgerProcess;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedRegion;
import org.ttflight.ledger.SharedSlot;
import org.ttflight.ledger.SharedUsage;

/**
 * Random histories that both sources observe, each of them seeing only some of the processes: the
 * totals are those of the history, whoever saw it.
 */
class TwoObservationsTest {
    private static final int DEVICES = 3;
    private static final int PROCESSES = 12;
    private static final MemoryType[] TYPES = {
        MemoryType.DRAM, MemoryType.L1, MemoryType.L1_SMALL, MemoryType.TRACE
    };

    private final Sources sources = new Sources();

    /** The truth: bytes by process, device and type. */
    private final Map<Integer, TreeMap<Integer, Map<MemoryType, Long>>> held = new TreeMap<>();

    private final Map<Integer, LedgerProcess> reporting = new HashMap<>();
    private final boolean[] isShared = new boolean[PROCESSES + 1];

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldNeverAddTheTwo(long seed) {
        Random random = new Random(seed);
        for (int pid = 1; pid <= PROCESSES; pid++) {
            boolean reports = random.nextInt(3) > 0;
            isShared[pid] = !reports || random.nextBoolean();
            if (reports) {
                reporting.put(pid, sources.attach(pid));
            }
            held.put(pid, new TreeMap<>());
        }
        List<long[]> buffers = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            if (buffers.isEmpty() || random.nextInt(3) > 0) {
                allocate(random, buffers, step);
            } else {
                free(buffers.remove(random.nextInt(buffers.size())));
            }
            if (step % 20 == 0) {
                check(random);
            }
        }
        check(random);
    }

    private void allocate(Random random, List<long[]> buffers, int id) {
        int pid = 1 + random.nextInt(PROCESSES);
        int device = random.nextInt(DEVICES);
        int type = random.nextInt(TYPES.length);
        long size = random.nextInt(1000);
        buffers.add(new long[] {pid, device, type, id, size});
        requireNonNull(held.get(pid))
                .computeIfAbsent(device, key -> new HashMap<>())
                .merge(TYPES[type], size, Long::sum);
        LedgerProcess process = reporting.get(pid);
        if (process != null) {
            sources.ledger.allocate(process, device, TYPES[type], id, size);
        }
    }

    private void free(long[] buffer) {
        int pid = (int) buffer[0];
        int device = (int) buffer[1];
        requireNonNull(requireNonNull(held.get(pid)).get(device))
                .merge(TYPES[(int) buffer[2]], -buffer[4], Long::sum);
        LedgerProcess process = reporting.get(pid);
        if (process != null) {
            sources.ledger.free(process, device, buffer[3]);
        }
    }

    private void check(Random random) {
        long ghost = random.nextInt(100);
        SharedRegion[] regions = new SharedRegion[DEVICES];
        for (int device = 0; device < DEVICES; device++) {
            regions[device] = region(device, ghost);
        }
        sources.share(regions);
        Observation observation = sources.observe();
        for (int device = 0; device < DEVICES; device++) {
            ObservedDevice observed = observation.device(device);
            assertNotNull(observed);
            for (MemoryType type : TYPES) {
                long expected = 0;
                for (TreeMap<Integer, Map<MemoryType, Long>> process : held.values()) {
                    expected += process.getOrDefault(device, Map.of()).getOrDefault(type, 0L);
                }
                ObservedMemory memory = observed.memory(type);
                String what = device + " " + type;
                assertEquals(expected, memory.used(), what);
                assertEquals(ghost, memory.unattributed(), what);
                assertEquals(expected, sumOfProcesses(observation, device, type), what);
            }
        }
        for (ObservedProcess process : observation.processes()) {
            for (ObservedHolding holding : process.devices()) {
                for (MemoryType type : TYPES) {
                    Long difference = holding.difference(type);
                    assertEquals(0, difference == null ? 0 : difference, process::toString);
                }
            }
        }
    }

    private static long sumOfProcesses(Observation observation, int device, MemoryType type) {
        long sum = 0;
        for (ObservedProcess process : observation.processes()) {
            for (ObservedHolding holding : process.devices()) {
                Long used = holding.device() == device ? holding.used(type) : null;
                sum += used == null ? 0 : used;
            }
        }
        return sum;
    }

    private SharedRegion region(int device, long ghost) {
        List<SharedSlot> slots = new ArrayList<>();
        long[] claimed = {ghost, ghost, ghost, ghost};
        slots.add(Sources.stale(999, Sources.usage(ghost, ghost, ghost, ghost, 0)));
        for (int pid = 1; pid <= PROCESSES; pid++) {
            Map<MemoryType, Long> there = requireNonNull(held.get(pid)).get(device);
            if (there != null && isShared[pid]) {
                long[] used = new long[TYPES.length];
                for (int at = 0; at < TYPES.length; at++) {
                    used[at] = there.getOrDefault(TYPES[at], 0L);
                    claimed[at] += used[at];
                }
                slots.add(Sources.live(pid, usage(used)));
            }
        }
        return Sources.region(device, usage(claimed), slots.toArray(new SharedSlot[0]));
    }

    private static SharedUsage usage(long[] used) {
        return Sources.usage(used[0], used[1], used[2], used[3], 0);
    }
}
