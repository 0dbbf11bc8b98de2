package org.ttflight.inprocess;

import java.util.concurrent.TimeUnit;
import javax.management.MBeanServerFactory;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.ttflight.client.AllocationReporter;
import org.ttflight.client.BufferType;

/**
 * What the monitor inside a program adds to a pair of reports, with and without a recording of
 * every allocation: {@code bench/jmh InProcessBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class InProcessBenchmark {
    /** What records. */
    @Param({"off", "profile"})
    public String recording = "off";

    private @Nullable InProcessMonitor monitor;
    private @Nullable Recording running;
    private AllocationReporter reporter = AllocationReporter.disabled();
    private long next;

    /** Starts the monitor, and the recording if there is to be one. */
    @Setup
    public void start() throws Exception {
        monitor =
                InProcessMonitor.builder(AllocationReporter.disabled())
                        .beans(MBeanServerFactory.newMBeanServer())
                        .withoutSensors()
                        .start();
        reporter = monitor.reporter();
        if (!recording.equals("off")) {
            running = new Recording(InProcessMonitor.settings(recording));
            running.setMaxSize(64L << 20);
            running.start();
        }
    }

    /** Ends both. */
    @TearDown
    public void stop() {
        if (running != null) {
            running.close();
        }
        if (monitor != null) {
            monitor.close();
        }
    }

    /** Two reports, to nobody but the monitor. */
    @Benchmark
    public void allocateAndFree() {
        long address = next++;
        reporter.allocated(0, BufferType.DRAM, address, 4096);
        reporter.freed(0, address);
    }
}
