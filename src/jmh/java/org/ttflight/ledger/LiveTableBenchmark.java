package org.ttflight.ledger;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The table of live buffers alone: {@code bench/jmh LiveTableBenchmark}.
 *
 * <p>{@code bench/jmh LiveTableBenchmark.fill -prof gc} tells the bytes allocated while it grows,
 * which is more than the table keeps.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
public class LiveTableBenchmark {
    private static final int DEVICES = 8;
    private static final int FILL = 1_000_000;

    /** One churned table. */
    @State(Scope.Thread)
    public static class Full {
        @Param({"1000", "1000000"})
        public int live;

        private LiveTable table = new LiveTable();
        private long next;
        private long probes;

        /** Fills the table with a window of ids, which the benchmark then moves. */
        @Setup(Level.Trial)
        public void fill() {
            table = new LiveTable();
            next = 0;
            while (next < live) {
                put(table, next++);
            }
        }
    }

    private static void put(LiveTable table, long number) {
        table.insert((int) (number % DEVICES), id(number), 0, 4096, number + 1);
    }

    /** Addresses as an allocator hands them out: aligned, and not in order. */
    private static long id(long number) {
        return (number * 0x9e3779b1L & 0xffff_ffffL) << 5;
    }

    /** One buffer in, and the one that has lived longest out: an allocation and a release. */
    @Benchmark
    public long churn(Full full) {
        long number = full.next++;
        put(full.table, number);
        long oldest = number - full.live;
        int found = full.table.findNewest((int) (oldest % DEVICES), id(oldest));
        full.table.remove();
        return found;
    }

    /** Finds one that is live, another each time. */
    @Benchmark
    public int find(Full full) {
        long number = Math.floorMod(full.probes++ * 0x9e3779b97f4a7c15L, full.live);
        return full.table.findNewest((int) (number % DEVICES), id(number));
    }

    /** From nothing to a million, with all that is copied on the way. */
    @Benchmark
    @OperationsPerInvocation(FILL)
    public LiveTable fill() {
        LiveTable table = new LiveTable();
        for (long number = 0; number < FILL; number++) {
            put(table, number);
        }
        return table;
    }
}
