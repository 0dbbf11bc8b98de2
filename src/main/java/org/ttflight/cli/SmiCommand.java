package org.ttflight.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code smi} with the command line library's comfort; see {@link SmiOptions#parseSimple}. */
@Command(
        name = "smi",
        header = "Show who holds device memory right now, and how full the devices are.",
        description = {
            "",
            "Prints one screen and ends. Memory is what programs report to the daemon, and what",
            "tt-metal counts in shared memory for those that do not report (marked *):",
            "  DRAM is DRAM and TRACE together, L1 is L1, L1_SMALL and circular buffers (CB)",
            "  together; kernel code lives in a reserved part of L1 and is in neither sum.",
            "Where no daemon runs, it reads the driver's files and shared memory itself, and says",
            "what it cannot know so.",
            "N/A means that nobody knows; a 0 was counted. A bar is yellow from 75 %% on and red",
            "from 90 %% on. Colours are used on a terminal, unless NO_COLOR is set."
        },
        footer = {
            "",
            "Examples:",
            "  tt-flight smi                          one screen",
            "  tt-flight smi --width 200 > now.txt    a wide one, into a file",
            "  tt-flight smi --host-root /host        of a tree, without a daemon",
            "  tt-flight smi --json | jq '.devices[].memory.DRAM.used'",
            "  watch -n 1 tt-smi                      again every second"
        })
final class SmiCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin private SocketOption socket = new SocketOption();
    @Mixin private LookOptions look = new LookOptions();
    @Mixin private HostOptions host = new HostOptions();

    @Mixin private SelectionOptions selection = new SelectionOptions();

    @Option(
            names = {"-d", "--details"},
            description = "List all memory types of each device.")
    private boolean hasDetails;

    @Option(
            names = {"--shm-only", "--memory-only"},
            description = "Show what tt-metal's shared memory tells, and nothing else.")
    private boolean isSharedOnly;

    @Option(
            names = {"-w", "--watch"},
            description = "Stay, and show it over and over; keys are shown there.")
    private boolean isWatching;

    @Option(
            names = {"-r", "--refresh"},
            paramLabel = "MS",
            defaultValue = "1000",
            description = "With --watch: milliseconds between screens; default ${DEFAULT-VALUE}.")
    private int refreshMillis;

    @Option(
            names = "--json",
            description = {
                "Print the daemon's document as it is; docs/SNAPSHOT.md describes it.",
                "Where no daemon runs, \"server\" is null."
            })
    private boolean isJson;

    SmiCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SmiOptions options =
                SmiOptions.USUAL
                        .withOutput(isJson ? SmiOptions.Output.DOCUMENT : SmiOptions.Output.SCREEN)
                        .withLook(look.isAscii(), look.width())
                        .withSource(socket.path(), host.places())
                        .withContents(hasDetails, isSharedOnly, selection.selection());
        if (isWatching) {
            return new SmiWatch(surroundings).run(options.watching(refreshMillis));
        }
        return new Smi(surroundings, DaemonClient.TIMEOUT).run(options);
    }
}
