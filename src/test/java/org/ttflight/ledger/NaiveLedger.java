package org.ttflight.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules of the ledger in the plainest form: lists in the order of arrival, searched from end to
 * end, and totals that are counted anew whenever someone asks.
 */
final class NaiveLedger {
    /** One live buffer, circular buffer or kernel. */
    static final class Live {
        final int device;
        final MemoryType type;
        final long id;
        final long size;
        long references = 1;

        Live(int device, MemoryType type, long id, long size) {
            this.device = device;
            this.type = type;
            this.id = id;
            this.size = size;
        }

        boolean isBuffer() {
            return type != MemoryType.CIRCULAR_BUFFER && type != MemoryType.KERNEL;
        }
    }

    static final class Holder {
        final List<Live> live = new ArrayList<>();
        final Set<List<Long>> freed = new HashSet<>();
        final long[][] peak = new long[Books.DEVICES][MemoryType.COUNT];
        long allocations;
        long frees;
    }

    final Map<Integer, Holder> processes = new LinkedHashMap<>();
    final long[][] peak = new long[Books.DEVICES][MemoryType.COUNT];
    final long[] anomalies = new long[Anomaly.values().length];
    long allocations;
    long frees;
    long orphans;

    /** How many of the unknown releases were of buffers that had been released before. */
    long mayBeDouble;

    Holder process(int pid) {
        return processes.computeIfAbsent(pid, any -> new Holder());
    }

    private void count(Anomaly anomaly) {
        anomalies[anomaly.ordinal()]++;
    }

    void allocate(int pid, int device, MemoryType type, long id, long size) {
        Holder process = process(pid);
        if (size == 0) {
            count(Anomaly.ZERO_SIZE);
        }
        List<Live> same = select(process, live -> isAt(live, device, id) && live.isBuffer());
        List<Live> sameType = same.stream().filter(live -> live.type == type).toList();
        if (!sameType.isEmpty() && sameType.get(0).size == size) {
            count(Anomaly.REFERENCE_ADDED);
            sameType.get(0).references++;
            return;
        }
        if (!sameType.isEmpty()) {
            count(Anomaly.ADDRESS_REUSED);
            close(process, sameType.get(0));
        } else if (!same.isEmpty()) {
            count(Anomaly.SAME_ID_OTHER_TYPE);
        }
        open(process, new Live(device, type, id, size));
    }

    void free(int pid, int device, long id) {
        Holder process = process(pid);
        List<Live> found = select(process, live -> isAt(live, device, id) && live.isBuffer());
        if (found.isEmpty() && device == 0) {
            found = select(process, live -> live.id == id && live.isBuffer());
            if (found.stream().map(live -> live.device).distinct().count() == 1) {
                count(Anomaly.DEVICE_CORRECTED);
            } else {
                found = List.of();
            }
        }
        if (found.isEmpty()) {
            count(Anomaly.UNKNOWN_FREE);
            mayBeDouble += process.freed.contains(List.of((long) device, id)) ? 1 : 0;
            return;
        }
        if (found.size() > 1) {
            count(Anomaly.AMBIGUOUS_FREE);
        }
        Live newest = found.get(found.size() - 1);
        newest.references--;
        if (newest.references == 0) {
            close(process, newest);
        }
    }

    void allocateById(int pid, int device, MemoryType type, long id, long size) {
        Holder process = process(pid);
        if (size == 0) {
            count(Anomaly.ZERO_SIZE);
        }
        for (Live old : select(process, live -> isAt(live, device, id) && live.type == type)) {
            count(type == MemoryType.KERNEL ? Anomaly.KERNEL_REPLACED : Anomaly.CB_REPLACED);
            close(process, old);
        }
        open(process, new Live(device, type, id, size));
    }

    void freeById(int pid, int device, MemoryType type, long id, long claimedSize) {
        boolean isKernel = type == MemoryType.KERNEL;
        Holder process = process(pid);
        List<Live> found = select(process, live -> isAt(live, device, id) && live.type == type);
        if (found.isEmpty()) {
            count(isKernel ? Anomaly.KERNEL_UNKNOWN_UNLOAD : Anomaly.CB_UNKNOWN_FREE);
            return;
        }
        if (found.get(0).size != claimedSize) {
            count(isKernel ? Anomaly.KERNEL_SIZE_MISMATCH : Anomaly.CB_SIZE_MISMATCH);
        }
        close(process, found.get(0));
    }

    void release(int pid) {
        Holder process = processes.remove(pid);
        if (process != null) {
            orphans += process.live.size();
        }
    }

    private static boolean isAt(Live live, int device, long id) {
        return live.device == device && live.id == id;
    }

    private static List<Live> select(Holder process, Predicate<Live> predicate) {
        return process.live.stream().filter(predicate).toList();
    }

    private void open(Holder process, Live live) {
        process.live.add(live);
        process.allocations++;
        allocations++;
        int type = live.type.ordinal();
        long[][] own = used(List.of(process));
        long[][] all = used(List.copyOf(processes.values()));
        process.peak[live.device][type] =
                Math.max(process.peak[live.device][type], own[live.device][type]);
        peak[live.device][type] = Math.max(peak[live.device][type], all[live.device][type]);
    }

    private void close(Holder process, Live live) {
        process.live.remove(live);
        process.frees++;
        frees++;
        if (live.isBuffer()) {
            process.freed.add(List.of((long) live.device, live.id));
        }
    }

    static long[][] used(List<Holder> processes) {
        return sum(processes, true);
    }

    static long[][] buffers(List<Holder> processes) {
        return sum(processes, false);
    }

    private static long[][] sum(List<Holder> processes, boolean isBytes) {
        long[][] sum = new long[Books.DEVICES][MemoryType.COUNT];
        for (Holder process : processes) {
            for (Live live : process.live) {
                sum[live.device][live.type.ordinal()] += isBytes ? live.size : 1;
            }
        }
        return sum;
    }

    /** All live, a line each, in the order of their text. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        processes.forEach(
                (pid, process) -> {
                    for (Live live : process.live) {
                        lines.add(
                                line(
                                        pid,
                                        live.device,
                                        live.type,
                                        live.id,
                                        live.size,
                                        live.references));
                    }
                });
        String[] sorted = lines.toArray(String[]::new);
        Arrays.sort(sorted);
        return List.of(sorted);
    }

    static String line(int pid, int device, MemoryType type, long id, long size, long references) {
        return "p" + pid + " d" + device + " " + type + " #" + id + " " + size + " x" + references;
    }
}
