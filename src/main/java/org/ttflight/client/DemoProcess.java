package org.ttflight.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The main class of one process of the demo. Ends when its standard input does, so that it never
 * outlives who started it.
 */
public final class DemoProcess {
    private static final Duration FLUSH = Duration.ofSeconds(2);

    /** A stopped process that has not ended by then is ended, in milliseconds. */
    private static final long LAST_MS = 4000;

    private static final int FLAGS = 8;

    private DemoProcess() {}

    /** Returns the arguments for {@link #main}: all of them, in this order. */
    static List<String> arguments(DemoOptions options, int process) {
        Stream<String> devices = options.devicesOf(process).stream().map(String::valueOf);
        return List.of(
                "--socket=" + options.socket(),
                "--devices=" + String.join(",", devices.toList()),
                "--share=" + options.share(),
                "--rate=" + options.rate(),
                "--millis=" + options.duration().toMillis(),
                "--leak=" + (options.leak() && process == 0),
                "--abandon=" + options.abandon(),
                "--seed=" + (options.seed() + process));
    }

    /** Runs the workload; the arguments are those of {@link #arguments}. */
    public static void main(String[] args) throws InterruptedException {
        if (args.length != FLAGS) {
            System.err.println(
                    "usage: DemoProcess --socket= --devices= --share= --rate= --millis= --leak="
                            + " --abandon= --seed=");
            System.exit(2);
        }
        List<Integer> devices =
                Stream.of(value(args, 1).split(",", -1)).map(Integer::valueOf).toList();
        long millis = Long.parseLong(value(args, 4));
        Duration duration = millis == 0 ? Duration.ofDays(10_000) : Duration.ofMillis(millis);
        boolean leaks = Boolean.parseBoolean(value(args, 5));
        boolean abandons = Boolean.parseBoolean(value(args, 6));
        AtomicBoolean stopped = new AtomicBoolean();
        stopAtEndOf(System.in, stopped);
        try (AllocationReporter reporter = AllocationReporter.connectTo(Path.of(value(args, 0)))) {
            ModelWorkload workload =
                    new ModelWorkload(
                            reporter,
                            devices,
                            Integer.parseInt(value(args, 2)),
                            leaks,
                            Long.parseLong(value(args, 7)));
            workload.run(Integer.parseInt(value(args, 3)), duration, stopped::get);
            if (!abandons) {
                workload.freeAll();
            }
            reporter.flush(FLUSH);
        }
    }

    private static String value(String[] args, int index) {
        return args[index].substring(args[index].indexOf('=') + 1);
    }

    private static void stopAtEndOf(InputStream in, AtomicBoolean stopped) {
        Thread thread =
                new Thread(
                        () -> {
                            awaitEndOf(in);
                            stopped.set(true);
                            try {
                                Thread.sleep(LAST_MS);
                            } catch (InterruptedException e) {
                                // Then a little sooner.
                            }
                            Runtime.getRuntime().halt(3);
                        },
                        "end-of-input");
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitEndOf(InputStream in) {
        try {
            while (in.read() >= 0) {
                // Nothing is said here; only the end matters.
            }
        } catch (IOException e) {
            // As good as the end.
        }
    }
}
