package org.ttflight.ledger;

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
 * Booking an allocation and a release, with nobody listening: {@code bench/jmh LedgerBenchmark}.
 *
 * <p>{@code bench/jmh LedgerBenchmark -prof gc} shows that nothing is allocated for a message.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
public class LedgerBenchmark {
    private static final int DEVICES = 8;

    @Param({"1000", "1000000"})
    public int live;

    private Ledger ledger = new Ledger(DEVICES, LedgerListener.NONE);
    private LedgerProcess process = ledger.attach(new ProcessIdentity(1, 1, 0, 0, 0));
    private long next;

    /** Reports as many buffers as shall be live. */
    @Setup
    public void fill() {
        ledger = new Ledger(DEVICES, LedgerListener.NONE);
        process = ledger.attach(new ProcessIdentity(1, 1, 0, 0, 0));
        next = 0;
        while (next < live) {
            allocate(next++);
        }
    }

    private void allocate(long number) {
        ledger.allocate(process, (int) (number % DEVICES), MemoryType.L1, id(number), 4096);
    }

    private static long id(long number) {
        return (number * 0x9e3779b1L & 0xffff_ffffL) << 5;
    }

    /** Two messages: the newest buffer comes, the oldest goes. */
    @Benchmark
    public void allocateAndFree() {
        long number = next++;
        allocate(number);
        long oldest = number - live;
        ledger.free(process, (int) (oldest % DEVICES), id(oldest));
    }

    /** Two messages: a live buffer gets one more reference and loses it again. */
    @Benchmark
    public void referAndFree() {
        long newest = next - 1;
        allocate(newest);
        ledger.free(process, (int) (newest % DEVICES), id(newest));
    }
}
