package org.ttflight.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.ttflight.client.AllocationReporter;
import org.ttflight.client.BufferType;
import org.ttflight.client.KernelType;

/**
 * A program that reports through the client library. Takes commands and tells what it did as {@code
 * client.py} does, but knows only {@code work}, {@code rush} and {@code exit}.
 */
final class ReporterMain {
    private static final int PLACES = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final long pid = ProcessHandle.current().pid();
    private final Map<Long, Long> sizes = new HashMap<>();
    private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    private final AllocationReporter reporter;
    private boolean isQuiet;

    private ReporterMain(AllocationReporter reporter) {
        this.reporter = reporter;
    }

    public static void main(String[] args) throws IOException {
        try (AllocationReporter reporter = AllocationReporter.connectTo(Path.of(args[0]))) {
            new ReporterMain(reporter).run();
        }
    }

    private void run() throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "work" ->
                        work(new Random(Long.parseLong(words[1])), Integer.parseInt(words[2]));
                case "rush" -> rush(new Random(Long.parseLong(words[1])));
                case "exit" -> {
                    return;
                }
                default -> throw new IllegalArgumentException(line);
            }
            acknowledge();
        }
    }

    private void acknowledge() {
        if (reporter.query(0, PATIENCE).isEmpty()) {
            throw new IllegalStateException("no answer");
        }
        out.println("ok");
        out.flush();
    }

    private void work(Random random, int steps) {
        for (int step = 0; step < steps; step++) {
            step(random);
        }
    }

    private void rush(Random random) {
        work(random, 2000);
        acknowledge();
        isQuiet = true;
        while (true) {
            step(random);
        }
    }

    private void step(Random random) {
        int device = random.nextInt(2);
        int kind = random.nextInt(7);
        long id = ((long) kind << 32) + random.nextInt(PLACES) * 4096L;
        long place = id * 2 + device;
        Long old = sizes.remove(place);
        if (old != null) {
            release(device, kind, id, old);
            return;
        }
        long size = 1L + random.nextInt(1 << (kind == 0 ? 30 : 20));
        sizes.put(place, size);
        switch (kind) {
            case 5 -> {
                reporter.circularBufferAllocated(device, id, size);
                tell("cb " + device + " " + id + " " + size);
            }
            case 6 -> {
                reporter.kernelLoaded(device, KernelType.APPLICATION, id, size);
                tell("kernel " + device + " " + id + " " + size);
            }
            default -> {
                reporter.allocated(device, BufferType.values()[kind], id, size);
                tell("alloc " + device + " " + kind + " " + id + " " + size);
            }
        }
    }

    private void release(int device, int kind, long id, long size) {
        switch (kind) {
            case 5 -> {
                reporter.circularBufferFreed(device, id, size);
                tell("uncb " + device + " " + id);
            }
            case 6 -> {
                reporter.kernelUnloaded(device, id, size);
                tell("unkernel " + device + " " + id);
            }
            default -> {
                reporter.freed(device, id);
                tell("free " + device + " " + id);
            }
        }
    }

    private void tell(String message) {
        if (!isQuiet) {
            out.println("+ " + pid + " " + message);
        }
    }
}
