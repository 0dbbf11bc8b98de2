package org.ttflight.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A ledger with all that it told its listener, a line each. What a test asserts of it is the whole:
 * an anomaly or a line that the test does not name fails it.
 */
final class Books implements LedgerListener {
    static final int DEVICES = 16;

    final Ledger ledger = new Ledger(DEVICES, this);
    private final List<String> heard = new ArrayList<>();

    static ProcessIdentity identity(int pid) {
        return new ProcessIdentity(pid, 1000L + pid, 0, 0, 0);
    }

    LedgerProcess process(int pid) {
        return ledger.attach(identity(pid));
    }

    LedgerSnapshot published() {
        ledger.publish();
        return ledger.snapshot();
    }

    long used(int device, MemoryType type) {
        return ledger.usage(device).used(type);
    }

    /** Asserts that just these were counted, each as often as it is named. */
    void assertAnomalies(Anomaly... expected) {
        Map<Anomaly, Long> wanted = new EnumMap<>(Anomaly.class);
        for (Anomaly anomaly : expected) {
            wanted.merge(anomaly, 1L, Long::sum);
        }
        LedgerSnapshot snapshot = published();
        Map<Anomaly, Long> counted = new EnumMap<>(Anomaly.class);
        for (Anomaly anomaly : Anomaly.values()) {
            if (snapshot.count(anomaly) != 0) {
                counted.put(anomaly, snapshot.count(anomaly));
            }
        }
        assertEquals(wanted, counted);
    }

    /** Asserts that just this was told since the last call. */
    void assertHeard(String... expected) {
        assertEquals(Arrays.asList(expected), heard);
        heard.clear();
    }

    void forgetHeard() {
        heard.clear();
    }

    /** Forgets all but what was told of thresholds. */
    void forgetHeardBuffers() {
        heard.removeIf(line -> !line.startsWith("!"));
    }

    @Override
    public void bufferAllocated(
            ProcessIdentity process,
            int device,
            MemoryType type,
            long id,
            long size,
            long references) {
        heard.add(
                String.format(
                        "+%s p%d d%d #%x %d x%d",
                        type, process.pid(), device, id, size, references));
    }

    @Override
    public void bufferFreed(
            ProcessIdentity process,
            int device,
            MemoryType type,
            long id,
            long size,
            long references,
            long ageMicros) {
        heard.add(
                String.format(
                        "-%s p%d d%d #%x %d x%d after %d",
                        type, process.pid(), device, id, size, references, ageMicros));
    }

    @Override
    public void unknownFree(ProcessIdentity process, int device, long id) {
        heard.add(String.format("?p%d d%d #%x", process.pid(), device, id));
    }

    @Override
    public void circularBufferAllocated(
            ProcessIdentity process, int device, long id, long size, long deviceTotal) {
        heard.add(
                String.format(
                        "+CB p%d d%d #%x %d =%d", process.pid(), device, id, size, deviceTotal));
    }

    @Override
    public void circularBufferFreed(
            ProcessIdentity process,
            int device,
            long id,
            long size,
            long ageMicros,
            long deviceTotal) {
        heard.add(
                String.format(
                        "-CB p%d d%d #%x %d after %d =%d",
                        process.pid(), device, id, size, ageMicros, deviceTotal));
    }

    @Override
    public void kernelLoaded(
            ProcessIdentity process,
            int device,
            KernelType type,
            long id,
            long size,
            long deviceTotal) {
        heard.add(
                String.format(
                        "+%s p%d d%d #%x %d =%d",
                        type, process.pid(), device, id, size, deviceTotal));
    }

    @Override
    public void kernelUnloaded(
            ProcessIdentity process,
            int device,
            KernelType type,
            long id,
            long size,
            long ageMicros,
            long deviceTotal) {
        heard.add(
                String.format(
                        "-%s p%d d%d #%x %d after %d =%d",
                        type, process.pid(), device, id, size, ageMicros, deviceTotal));
    }

    @Override
    public void processAttached(ProcessIdentity process) {
        heard.add(String.format("attached p%d", process.pid()));
    }

    @Override
    public void processExited(ProcessUsage last, ExitReason reason) {
        heard.add(
                String.format(
                        "exited p%d %s with %d in %d",
                        last.identity().pid(),
                        reason,
                        last.total().deviceBytes(),
                        last.total().buffers()));
    }

    @Override
    public void thresholdReached(int device, MemoryType type, long used, long threshold) {
        heard.add(String.format("!%s d%d %d of %d", type, device, used, threshold));
    }
}
