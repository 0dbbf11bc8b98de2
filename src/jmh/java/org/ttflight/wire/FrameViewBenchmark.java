package org.ttflight.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * What it costs to judge one frame, by its size: {@code bench/jmh FrameViewBenchmark}.
 *
 * <p>The frames lie one behind the other in a direct buffer, as they do after one read.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameViewBenchmark {
    private static final int FRAMES = 256;
    private static final int DEVICES = 256;

    @Param({"BYTES_72", "BYTES_112", "BYTES_128", "BYTES_144"})
    public FrameSize frame = FrameSize.BYTES_72;

    private final FrameView view = new FrameView();
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    /** Fills the buffer, half with allocations and half with releases. */
    @Setup
    public void fill() {
        buffer = ByteBuffer.allocateDirect(FRAMES * frame.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < FRAMES; at++) {
            MessageType type = at % 2 == 0 ? MessageType.ALLOC : MessageType.FREE;
            FrameWriter.write(buffer, frame, type, at, at * 32L, 0, 4242, at * 4096L, 0);
        }
    }

    /** Checks, and reads what the ledger is told. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long check() {
        long sum = 0;
        for (int at = 0; at < FRAMES * frame.bytes(); at += frame.bytes()) {
            view.wrap(buffer, at);
            if (view.check(frame, DEVICES) == Rejection.NONE) {
                sum += view.bufferId() + view.size() + view.deviceId() + view.processId();
            }
        }
        return sum;
    }
}
