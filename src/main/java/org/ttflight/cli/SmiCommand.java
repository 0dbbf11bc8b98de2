package org.ttflight.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code smi} with the command line library's comfort; see {@link SmiOptions#parseSimple}. */
@Command(
        name = "smi",
        versionProvider = Commands.Version.class,
        header = "Show who holds device memory right now, and how full the devices are.",
        description = {
            "",
            "Prints one screen and ends. Memory is what programs report to the daemon, and what",
            "tt-metal counts in shared memory for those that do not report (marked *):",
            "  DRAM is DRAM and TRACE together, L1 is L1, L1_SMALL and circular buffers (CB)",
            "  together; kernel code lives in a reserved part of L1 and is in neither sum.",
            "Where no daemon runs, it reads the driver's files and shared memory itself, and says",
            "what it cannot know so.",
            "A process on several devices has one line, with the sum; the largest is first.",
            "N/A means that nobody knows; a 0 was counted. A bar is yellow from 75 %% on and red",
            "from 90 %% on. Colours are used on a terminal, unless NO_COLOR is set."
        },
        footer = {
            "",
            "Examples:",
            "  tt-flight smi                          one screen",
            "  tt-flight smi -i 0,1 -d                all that is known of two devices",
            "  tt-flight smi -u \"$USER\"               my processes",
            "  tt-flight smi --width 200 > now.txt    a wide one, into a file",
            "  tt-flight smi --host-root /host        of a tree, without a daemon",
            "  tt-flight smi --json | jq '.devices[].memory.DRAM.used'",
            "  tt-flight smi -s > tt-smi.json         what the vendor's tt-smi -s prints",
            "  tt-flight smi --query-device=index,temperature.asic,power.draw -l 5",
            "  tt-flight smi --query-process=pid,user,memory.dram.used --format=csv,nounits",
            "  tt-flight smi -w                       stay, with keys; tt-smi -w is the same",
            "  tt-flight smi -w -n 60 > log.txt       one minute into a file"
        })
final class SmiCommand implements Callable<Integer> {
    private static final int USUAL_REFRESH_MILLIS = 1000;

    private final Surroundings surroundings;

    @Spec private @Nullable CommandSpec command;
    @Mixin private SocketOption socket = new SocketOption();
    @Mixin private LookOptions look = new LookOptions();
    @Mixin private HostOptions host = new HostOptions();

    @Mixin private SelectionOptions selection = new SelectionOptions();

    @Option(
            names = {"-d", "--details"},
            description = {
                "List all that is known of each device: memory types, banks, firmware, telemetry;",
                "and of each process how much it holds on which device."
            })
    private boolean hasDetails;

    @Option(
            names = {"--shm-only", "--memory-only"},
            description = "Show what tt-metal's shared memory tells, and nothing else.")
    private boolean isSharedOnly;

    @Option(
            names = {"-w", "--watch"},
            description = {
                "Stay, and show it over and over: devices, charts, telemetry, processes, buffers.",
                "Keys: 1 to 5 views, h help, p pause, d device, / filter, s sort, q or Ctrl-C end.",
                "Where there is no terminal: plain screens one after another."
            })
    private boolean isWatching;

    @Option(
            names = {"-r", "--refresh"},
            paramLabel = "MS",
            description = {
                "With --watch: milliseconds between screens, 100 at least.",
                "Default: " + USUAL_REFRESH_MILLIS
            })
    private @Nullable Integer refreshMillis;

    @Mixin private MachineOptions machine = new MachineOptions();

    @Option(names = "-v", versionHelp = true, description = "The same as --version.")
    @SuppressWarnings("UnusedVariable") // the library prints the version
    private boolean isVersion;

    @Option(
            names = {"-n", "--frames"},
            paramLabel = "N",
            description = "With --watch: print N plain screens, one after another, and end.")
    private @Nullable Integer frames;

    SmiCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SmiOptions options =
                SmiOptions.USUAL
                        .withLook(look.isAscii(), look.width())
                        .withSource(socket.path(), host.places())
                        .withContents(hasDetails, isSharedOnly, selection.selection());
        MachineRequest request = machine.request(isWatching);
        if (!isWatching && refreshMillis != null) {
            throw wrong("--refresh makes sense only with --watch; it resets nothing");
        }
        if (!isWatching && frames != null) {
            throw wrong("--frames makes sense only with --watch");
        }
        if (request != null) {
            return new MachineOutput(surroundings, options).run(request);
        }
        if (isWatching) {
            return new SmiWatch(surroundings).run(options.watching(refresh()), frames());
        }
        return new Smi(surroundings, DaemonClient.TIMEOUT).run(options);
    }

    private int refresh() {
        int least = MonitorOptions.MIN_REFRESH_MILLIS;
        int wanted = refreshMillis == null ? USUAL_REFRESH_MILLIS : refreshMillis;
        if (wanted < least) {
            surroundings.complain("--refresh " + wanted + " is too fast; using " + least);
        }
        return Math.max(least, wanted);
    }

    private int frames() {
        if (frames == null) {
            return 0;
        }
        if (frames < 0) {
            throw wrong("--frames must not be negative, but is " + frames);
        }
        return frames;
    }

    private RuntimeException wrong(String message) {
        return command == null
                ? new IllegalArgumentException(message)
                : new ParameterException(command.commandLine(), message);
    }
}
