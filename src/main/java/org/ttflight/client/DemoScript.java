package org.ttflight.client;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;

/** The five-step demo that people know from the original tools: same lines, same numbers. */
public final class DemoScript {
    private static final long MIB = 1 << 20;

    private final AllocationReporter reporter;
    private final PrintStream out;
    private final Sleeper sleeper;
    private final ArrayDeque<Long> buffers = new ArrayDeque<>();
    private long nextId = 1;

    private DemoScript(AllocationReporter reporter, PrintStream out, Sleeper sleeper) {
        this.reporter = reporter;
        this.out = out;
        this.sleeper = sleeper;
    }

    /**
     * Plays the demo on device 0, in 14 seconds.
     *
     * @return the exit code: 0, or 1 if there is no server
     */
    public static int play(
            AllocationReporter reporter, PrintStream out, PrintStream err, Sleeper sleeper)
            throws InterruptedException {
        if (!reporter.connect()) {
            err.println("Error: Failed to connect to allocation server");
            err.println("Start the daemon first: tt-flight serve");
            return 1;
        }
        new DemoScript(reporter, out, sleeper).play();
        return 0;
    }

    private void play() throws InterruptedException {
        out.println("✓ Connected to allocation server");
        out.println();
        out.println("🧪 Allocation Client Demo [PID: " + ProcessHandle.current().pid() + "]");
        step("[Step 1] Allocating 4MB of L1...");
        allocate(4, BufferType.L1, MIB);
        pause(3);
        step("[Step 2] Allocating 100MB of DRAM...");
        allocate(4, BufferType.DRAM, 25 * MIB);
        pause(3);
        step("[Step 3] Allocating 8MB more L1...");
        allocate(8, BufferType.L1, MIB);
        pause(3);
        step("[Step 4] Freeing half the buffers...");
        free(buffers.size() / 2);
        pause(3);
        step("[Step 5] Freeing all remaining buffers...");
        free(buffers.size());
        pause(2);
        step("✅ Demo complete!");
    }

    private void step(String title) {
        out.println();
        out.println(title);
    }

    private void allocate(int count, BufferType type, long size) {
        for (int i = 0; i < count; i++) {
            long id = nextId++;
            reporter.allocated(0, type, id, size);
            buffers.add(id);
            out.println("  Allocated buffer " + id);
        }
    }

    private void free(int count) {
        for (int i = 0; i < count; i++) {
            long id = buffers.remove();
            reporter.freed(0, id);
            out.println("  Freed buffer " + id);
        }
    }

    private void pause(int seconds) throws InterruptedException {
        sleeper.sleep(Duration.ofSeconds(seconds));
    }
}
