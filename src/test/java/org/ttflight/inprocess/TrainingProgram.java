package org.ttflight.inprocess;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.ttflight.client.AllocationReporter;
import org.ttflight.client.BufferType;

/**
 * The example of docs/JMC.md: a JVM program that uses a device. It loads a model, trains on batches
 * that it makes on the Java heap and copies to the device, and keeps one batch of each epoch on the
 * device, by mistake. Says on standard output what it still holds there.
 */
public final class TrainingProgram {
    private static final int DEVICE = 0;
    private static final long WEIGHTS = 256L << 20;
    private static final int BATCH = 4 << 20;
    private static final int BATCHES = 20;
    private static final long STEP_NANOS = 5_000_000;

    private final AllocationReporter reporter;
    private final Deque<byte[]> prepared = new ArrayDeque<>();
    private long nextAddress = 0x1000;
    private long held;

    private TrainingProgram(AllocationReporter reporter) {
        this.reporter = reporter;
    }

    /**
     * Trains.
     *
     * @param arguments how many epochs; and {@code wait}, to go on living until standard input ends
     */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        int epochs = Integer.parseInt(arguments[0]);
        try (InProcessMonitor monitor =
                InProcessMonitor.start(AllocationReporter.fromEnvironment())) {
            TrainingProgram program = new TrainingProgram(monitor.reporter());
            Thread trainer = new Thread(() -> program.train(epochs), "trainer");
            trainer.start();
            trainer.join();
            System.out.println("held " + program.held);
            if (arguments.length > 1) {
                var unused = System.in.read();
            }
        }
    }

    private void train(int epochs) {
        long weights = allocate(WEIGHTS);
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int batch = 0; batch < BATCHES; batch++) {
                trainOn(prepare(), batch == 0);
            }
        }
        held -= WEIGHTS;
        reporter.freed(DEVICE, weights);
    }

    /** Makes garbage as a real program does: the recording shows its collections. */
    private byte[] prepare() {
        byte[] data = new byte[BATCH];
        prepared.add(data);
        if (prepared.size() > 4) {
            prepared.remove();
        }
        return data;
    }

    private void trainOn(byte[] data, boolean isForgotten) {
        long batch = allocate(data.length);
        LockSupport.parkNanos(STEP_NANOS);
        if (!isForgotten) {
            held -= data.length;
            reporter.freed(DEVICE, batch);
        }
    }

    private long allocate(long bytes) {
        long address = nextAddress;
        nextAddress += bytes;
        held += bytes;
        reporter.allocated(DEVICE, BufferType.DRAM, address, bytes);
        return address;
    }
}
