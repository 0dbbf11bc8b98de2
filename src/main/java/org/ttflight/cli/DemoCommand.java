package org.ttflight.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ttflight.client.AllocationReporter;
import org.ttflight.client.DemoOptions;
import org.ttflight.client.DemoScript;
import org.ttflight.client.DemoWorkload;
import org.ttflight.client.Sleeper;
import org.ttflight.fakehost.FakeHost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}. */
@Command(
        name = "demo",
        header = "Report allocations that are not real, to see the daemon at work.",
        description = {
            "",
            "Without options, plays the known five steps on device 0, in 14 seconds. With any of",
            "the options below, starts processes that report as models do while being served,",
            "until Ctrl-C or for --duration."
        },
        footer = {
            "",
            "Examples:",
            "  tt-flight demo                                        the five steps",
            "  tt-flight demo --processes 4 --devices 2              a livelier workload",
            "  tt-flight demo --processes 1 --leak --duration 60     one that leaks, for a minute"
        })
final class DemoCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec private @Nullable CommandSpec command;
    @Mixin private SocketOption socket = new SocketOption();

    @Option(
            names = "--processes",
            paramLabel = "N",
            description = "Start N processes, 1 to 64; default 2.")
    private @Nullable Integer processes;

    @Option(
            names = "--devices",
            paramLabel = "M",
            description = "Spread them over M devices, 1 to 32; default 1.")
    private @Nullable Integer devices;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Each sends R messages a second, 1 to 1,000,000; default 200.")
    private @Nullable Integer rate;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "End after so many seconds; default: run until stopped.")
    private @Nullable Integer seconds;

    @Option(names = "--leak", description = "Let the first process lose a little all the time.")
    private boolean isLeaking;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Repeat the run that had this seed; default 1.")
    private @Nullable Long seed;

    @Option(
            names = "--host",
            paramLabel = "DIR",
            hidden = true,
            description = "Move the made-up host in DIR, for tt-flight up --demo.")
    private @Nullable Path host;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        DemoRanges ranges = new DemoRanges(command);
        ranges.check(processes, devices, rate);
        ranges.checkDuration(seconds);
        Path path = socket.path() == null ? surroundings.socket() : socket.path();
        boolean isScript =
                processes == null
                        && devices == null
                        && rate == null
                        && seconds == null
                        && seed == null
                        && host == null
                        && !isLeaking;
        return isScript ? playScript(path) : runWorkload(path);
    }

    private int playScript(Path path) throws InterruptedException {
        try (AllocationReporter reporter = AllocationReporter.connectTo(path)) {
            return DemoScript.play(
                    reporter, surroundings.flushingOut(), surroundings.err(), Sleeper.REAL);
        }
    }

    private int runWorkload(Path path) throws InterruptedException {
        DemoOptions options = options(path);
        if (host != null && !FakeHost.isFakeHost(host)) {
            surroundings.complain(host + " is no made-up host");
            return ExitCodes.ERROR;
        }
        PrintStream out = surroundings.flushingOut();
        try (DemoWorkload workload = DemoWorkload.start(options, out)) {
            // Ctrl-C reaches the children through their standard input, which ends with us.
            if (host == null) {
                return workload.await();
            }
            try (DemoHost moved = DemoHost.start(host, options, workload.pids(), out)) {
                return moved.await(workload);
            }
        } catch (IOException e) {
            surroundings.complain(String.valueOf(e.getMessage()));
            return ExitCodes.UNREACHABLE;
        }
    }

    private DemoOptions options(Path path) {
        DemoOptions defaults = DemoOptions.defaults(path);
        return new DemoOptions(
                path,
                processes == null ? defaults.processes() : processes,
                devices == null ? defaults.devices() : devices,
                rate == null ? defaults.rate() : rate,
                seconds == null ? Duration.ZERO : Duration.ofSeconds(seconds),
                isLeaking,
                false,
                seed == null ? defaults.seed() : seed);
    }
}
