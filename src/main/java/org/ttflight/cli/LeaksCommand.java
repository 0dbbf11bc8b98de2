package org.ttflight.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ttflight.leak.LeakJson;
import org.ttflight.leak.LeakKind;
import org.ttflight.leak.LeakReport;
import org.ttflight.leak.LeakRequest;
import org.ttflight.screen.LeakScreen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code leaks}. */
@Command(
        name = "leaks",
        header = "Show what looks like a leak of device memory; exit code 3 if there is one.",
        description = {
            "",
            "Asks the daemon, which has watched since it was started:",
            "  growth        a process that holds more and more",
            "  orphan        a process that ended without releasing all",
            "  double-free   a buffer released twice",
            "  size-change   a live address reported with another size: a release is missing",
            "  age           buffers older than --older-than",
            "  idle          nothing allocated for --older-than, but buffers still held",
            "  unknown-free  a release of what was never reported",
            "The first four count as leaks. age and idle are listed, but count only with",
            "--older-than or --only: the weights of a model are as old as their program.",
            "docs/LEAKS.md has the rules."
        },
        footer = {
            "",
            "Examples:",
            "  tt-flight leaks                              what the daemon has seen",
            "  tt-flight leaks --older-than 2h --device 0   count what is older than 2 hours",
            "  tt-flight leaks --only growth --json | jq .growing",
            "In a CI job, fail where a test leaves memory behind:",
            "  pytest tests & PID=$!; wait $PID",
            "  tt-flight leaks --pid $PID || exit 1"
        })
final class LeaksCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec private @Nullable CommandSpec command;
    @Mixin private SocketOption socket = new SocketOption();
    @Mixin private LookOptions look = new LookOptions();

    @Option(
            names = "--older-than",
            paramLabel = "DURATION",
            converter = DurationWord.class,
            description = {
                "How long a buffer may live and a process be idle, such as 30s, 10m or 2h.",
                "Default: 10m, and then these do not count as leaks."
            })
    private @Nullable Long olderThanSeconds;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            converter = DurationWord.class,
            description = "Only ends and mistakes of this last time; default: all remembered.")
    private @Nullable Long sinceSeconds;

    @Option(
            names = {"-p", "--pid"},
            paramLabel = "PID",
            description = "Only this process, also after its end.")
    private @Nullable Integer pid;

    @Option(
            names = {"-i", "--device"},
            paramLabel = "ID",
            description = "Only this device.")
    private @Nullable Integer device;

    @Option(
            names = "--only",
            paramLabel = "KIND",
            split = ",",
            description = "Only these kinds count as leaks, and others are not shown.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "List N findings of each kind; default ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--json", description = "Print the daemon's report as it is.")
    private boolean isJson;

    LeaksCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        check(limit >= 0 && limit <= LeakRequest.MAX_LIMIT, "--limit must be 0 to 10000");
        check(pid == null || pid >= 0, "--pid must not be negative");
        check(device == null || device >= 0, "--device must not be negative");
        Set<LeakKind> counted = counted();
        Integer width = look.width();
        LeakRequest request = new LeakRequest(olderThanSeconds, sinceSeconds, pid, device, limit);
        Path path = socket.path();
        DaemonClient daemon =
                new DaemonClient(path == null ? surroundings.socket() : path, DaemonClient.TIMEOUT);
        String answer;
        LeakReport report;
        try {
            answer = daemon.ask(request.line());
            report = LeakJson.read(answer);
        } catch (IOException e) {
            return fail(surroundings, e, "only a daemon that was there has seen what leaked");
        }
        boolean isLeaking = report.count(counted) > 0;
        boolean isUnknown = !isLeaking && Boolean.FALSE.equals(report.looked().pidReported());
        if (isJson) {
            surroundings.out().print(answer);
        } else if (!isUnknown) {
            LeakReport shown = only.isEmpty() ? report : report.only(counted);
            surroundings
                    .out()
                    .print(
                            LeakScreen.render(
                                    shown, counted, surroundings.view(width, look.isAscii())));
        }
        if (surroundings.out().checkError()) {
            return ExitCodes.ERROR;
        }
        if (isLeaking) {
            return ExitCodes.LEAKS;
        }
        if (isUnknown) {
            surroundings.complain("process " + pid + " has never reported, so nothing is known");
            surroundings.err().println("  was it started with TT_ALLOC_TRACKING_ENABLED=1?");
            surroundings.err().println("  is it the process itself, and not one that started it?");
            surroundings.err().flush();
            return ExitCodes.ERROR;
        }
        return ExitCodes.OK;
    }

    /** Complains of an answer that does not come; returns the exit code. */
    static int fail(Surroundings surroundings, IOException e, String whyDaemon) {
        surroundings.complain(String.valueOf(e.getMessage()));
        if (!(e instanceof UnreachableException)) {
            return ExitCodes.ERROR;
        }
        surroundings.err().println("  " + whyDaemon);
        surroundings.err().println("  start the daemon:  tt-flight serve");
        surroundings.err().flush();
        return ExitCodes.UNREACHABLE;
    }

    private Set<LeakKind> counted() {
        if (only.isEmpty()) {
            return LeakKind.counted(olderThanSeconds != null);
        }
        Set<LeakKind> counted = EnumSet.noneOf(LeakKind.class);
        for (String label : only) {
            LeakKind kind = LeakKind.ofLabel(label);
            if (kind == null) {
                check(
                        false,
                        "--only knows growth, orphan, double-free, size-change, age, idle and"
                                + " unknown-free, but not '"
                                + label
                                + "'");
            } else {
                counted.add(kind);
            }
        }
        return counted;
    }

    private void check(boolean isFine, String complaint) {
        if (!isFine && command != null) {
            throw new ParameterException(command.commandLine(), complaint);
        }
    }
}
