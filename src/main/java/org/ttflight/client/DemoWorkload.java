package org.ttflight.client;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Real processes that report like models being served, for demonstrations and for whole-system
 * tests. They end with this handle, with their duration, or with this very process, whichever comes
 * first: each watches its standard input, which the kernel closes when we die, however we die.
 */
public final class DemoWorkload implements AutoCloseable {
    /** A child stops by itself within 4 s of being told; what is left then is killed. */
    private static final long PATIENCE_SECONDS = 6;

    private final List<Process> processes = new ArrayList<>();
    private final PrintStream out;

    private DemoWorkload(PrintStream out) {
        this.out = out;
    }

    /**
     * Starts the processes.
     *
     * @param out gets a line when they run and one for each that fails
     * @throws IOException if nobody listens on the socket, or a process cannot be started
     */
    public static DemoWorkload start(DemoOptions options, PrintStream out) throws IOException {
        try (AllocationReporter probe = AllocationReporter.connectTo(options.socket())) {
            if (!probe.connect()) {
                throw new IOException(
                        "nobody listens on "
                                + options.socket()
                                + "; start the daemon: tt-flight serve");
            }
        }
        DemoWorkload workload = new DemoWorkload(out);
        try {
            for (int process = 0; process < options.processes(); process++) {
                workload.processes.add(startProcess(options, process));
            }
        } catch (IOException e) {
            workload.close();
            throw e;
        }
        out.println(
                "Running "
                        + options.processes()
                        + (options.processes() == 1 ? " process" : " processes")
                        + " on "
                        + options.devices()
                        + (options.devices() == 1 ? " device: " : " devices: ")
                        + workload.pids().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(" ")));
        return workload;
    }

    private static Process startProcess(DemoOptions options, int process) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DemoProcess.class.getName()));
        command.addAll(DemoProcess.arguments(options, process));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Returns the process ids, in the order of starting. */
    public List<Long> pids() {
        return processes.stream().map(Process::pid).toList();
    }

    /**
     * Waits until all processes have ended.
     *
     * @return 0, or 1 if one of them failed
     */
    public int await() throws InterruptedException {
        int worst = 0;
        for (Process process : processes) {
            int code = process.waitFor();
            if (code != 0) {
                out.println("Process " + process.pid() + " ended with " + code);
                worst = 1;
            }
        }
        return worst;
    }

    /** Stops the processes and waits for them, for 6 seconds at most; then they are killed. */
    @Override
    public void close() {
        for (Process process : processes) {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                // It has ended.
            }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        boolean interrupted = false;
        for (Process process : processes) {
            try {
                if (interrupted
                        || !process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                interrupted = true;
                process.destroyForcibly();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
