package org.ttflight.cli;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ttflight.history.History;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code monitor}. */
@Command(
        name = "monitor",
        header = "Watch device memory as bars, over and over.",
        description = {
            "",
            "On a terminal each frame is drawn over the last; Ctrl-C ends it. Into a file or a",
            "pipe, frames follow each other, each with an empty line behind it.",
            "Shows DRAM and TRACE as one bar, and L1, L1_SMALL and circular buffers (CB) as one;",
            "the parts, kernel code and host memory are listed where there are any, and so are",
            "the five processes that hold the most on each device, with their part of it.",
            "Below a bar is how it came to that: the last minutes, now at the right, from 0 to",
            "the highest value of them, which stands behind. Each column is as long as every",
            "other; the lowest mark is 0, and blank is unknown. The daemon remembers a day;",
            "without one it fills from now on.",
            "If the daemon goes away, says so and keeps trying. Where none runs, watches the",
            "driver's files itself, and reads shared memory again for each frame."
        },
        footer = {
            "",
            "Examples:",
            "  tt-flight monitor                   all devices, every second",
            "  tt-flight monitor -d 0 -d 3 -r 250  two of them, four times a second",
            "  tt-flight monitor -m 60             with the last hour",
            "  tt-flight monitor -n 60 > log.txt   one minute into a file"
        })
final class MonitorCommand implements Callable<Integer> {
    private static final int MOST_MINUTES = History.KEPT_SECONDS / 60;

    private final Surroundings surroundings;

    @Spec private @Nullable CommandSpec command;
    @Mixin private SocketOption socket = new SocketOption();
    @Mixin private LookOptions look = new LookOptions();
    @Mixin private HostOptions host = new HostOptions();

    @Option(
            names = {"-r", "--refresh"},
            paramLabel = "MS",
            defaultValue = "1000",
            description = "Milliseconds between frames, at least 100; default ${DEFAULT-VALUE}.")
    private int refreshMillis;

    @Option(
            names = {"-d", "--device"},
            paramLabel = "ID",
            description = "Show this device; may be given more than once.")
    private List<Integer> devices = new ArrayList<>();

    @Option(
            names = {"-a", "--all"},
            description = "Show all devices that the daemon knows; the default.")
    private boolean isAll;

    @Option(
            names = {"-n", "--frames"},
            paramLabel = "N",
            defaultValue = "0",
            description = "Print N frames, one after another, and end.")
    private int frames;

    @Option(
            names = {"-m", "--minutes"},
            paramLabel = "N",
            defaultValue = "5",
            description = {
                "Show the last N minutes below each bar, up to 1440; default ${DEFAULT-VALUE}.",
                "0 leaves them out, which makes room for more devices."
            })
    private int historyMinutes;

    MonitorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        check(frames >= 0, "--frames must not be negative, but is " + frames);
        check(
                historyMinutes >= 0 && historyMinutes <= MOST_MINUTES,
                "--minutes must be from 0 to " + MOST_MINUTES + ", but is " + historyMinutes);
        check(!isAll || devices.isEmpty(), "-a shows all devices, so -d makes no sense with it");
        for (int device : devices) {
            check(device >= 0, "--device must not be negative, but is " + device);
        }
        int millis = refreshMillis;
        if (millis < MonitorOptions.MIN_REFRESH_MILLIS) {
            millis = MonitorOptions.MIN_REFRESH_MILLIS;
            surroundings.complain("--refresh " + refreshMillis + " is too fast; using " + millis);
        }
        MonitorOptions options =
                new MonitorOptions(
                        millis,
                        devices,
                        frames,
                        historyMinutes * 60,
                        look.isAscii(),
                        look.width(),
                        socket.path(),
                        host.places());
        return new Monitor(
                        surroundings,
                        options,
                        Snapshots.watching(surroundings, options.socket(), options.places()),
                        InstantSource.system(),
                        Thread::sleep)
                .run();
    }

    private void check(boolean isFine, String complaint) {
        if (!isFine && command != null) {
            throw new ParameterException(command.commandLine(), complaint);
        }
    }
}
