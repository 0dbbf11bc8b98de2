package org.ttflight.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Publishing a snapshot of 32 devices and 1,000 processes: {@code bench/jmh PublishBenchmark}.
 *
 * <p>Everything is dirty where each process has reported on each of its devices since the last
 * snapshot: the worst there is, since what did not change is not made again.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PublishBenchmark {
    private static final int DEVICES = 32;
    private static final int PROCESSES = 1_000;

    @Param({"1", "32"})
    public int devicesOfEach;

    private final Ledger ledger = new Ledger(DEVICES, LedgerListener.NONE);
    private final List<LedgerProcess> processes = new ArrayList<>();
    private long id;

    /** Lets every process report once on each of its devices. */
    @Setup
    public void fill() {
        for (int pid = 1; pid <= PROCESSES; pid++) {
            processes.add(ledger.attach(new ProcessIdentity(pid, pid, 0, 0, 0)));
        }
        reportAll();
        ledger.publish();
    }

    /** Two messages for each process and device, so that what is live stays the same. */
    private void reportAll() {
        id++;
        for (int at = 0; at < PROCESSES; at++) {
            for (int device = 0; device < devicesOfEach; device++) {
                report(processes.get(at), (at + device) % DEVICES);
            }
        }
    }

    private void report(LedgerProcess process, int device) {
        ledger.allocate(process, device, MemoryType.DRAM, id, 4096);
        ledger.free(process, device, id);
    }

    /** One process has reported on one device. */
    @Benchmark
    public LedgerSnapshot publishOneDirty() {
        report(processes.get(0), 0);
        ledger.publish();
        return ledger.snapshot();
    }

    /** All have; includes their messages, see {@link #reportOnly}. */
    @Benchmark
    public LedgerSnapshot publishAllDirty() {
        reportAll();
        ledger.publish();
        return ledger.snapshot();
    }

    /** What the messages of {@link #publishAllDirty} cost without the snapshot. */
    @Benchmark
    public boolean reportOnly() {
        reportAll();
        return ledger.isChanged();
    }
}
