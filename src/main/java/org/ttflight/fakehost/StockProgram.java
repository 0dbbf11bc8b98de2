package org.ttflight.fakehost;

import java.io.IOException;
import java.util.Random;

/**
 * A program with an unchanged tt-metal: it tells nobody, but its counters are in shared memory. It
 * takes its weights first, and then some and gives them back. Not thread-safe.
 */
final class StockProgram {
    private static final int SLOT = 0;
    private static final long PAGE = 2L << 20;

    private final FakeDevice device;
    private final FakeSharedMemory memory;
    private final Random random;
    private final long weights;
    private final double takeoffSeconds = 8;
    private double age;

    StockProgram(FakeDevice device, FakeSharedMemory memory, int pid, String name, long seed) {
        this.device = device;
        this.memory = memory;
        this.random = new Random(seed * 31 + device.asicId());
        this.weights = device.card().isWormhole() ? 512L << 20 : 9L << 30;
        memory.slot(SLOT, pid, name, FakeUsage.NONE, 0).references(1);
    }

    void pass(double seconds, long epochMillis) throws IOException {
        age += seconds;
        double part = Math.min(1, age / takeoffSeconds);
        long pages = random.nextInt(64);
        long dram = (long) (weights * part) / PAGE * PAGE + pages * PAGE;
        FakeUsage usage =
                new FakeUsage(
                        dram,
                        (8L + random.nextInt(24)) << 17,
                        49_152,
                        part < 1 ? 0 : 23_068_672,
                        (1L + random.nextInt(6)) << 20);
        long now = epochMillis * 1_000_000;
        memory.slot(SLOT, usage, now).sum().lastUpdate(now);
        if (device.card() == FakeCard.N300) {
            // The second chip has no device of its own, only a line here.
            FakeUsage far = new FakeUsage(dram / 2, usage.l1() / 2, 0, 0, 0);
            FakeUsage near = usage.plus(new FakeUsage(-far.dram(), -far.l1(), 0, 0, 0));
            memory.chip(0, 0, false, near).chip(1, 1, true, far);
        }
        memory.write();
    }
}
