package org.ttflight.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ttflight.doctor.Area;
import org.ttflight.doctor.Doctor;
import org.ttflight.doctor.Report;
import org.ttflight.doctor.ReportJson;
import org.ttflight.doctor.Severity;
import org.ttflight.doctor.Subject;
import org.ttflight.screen.View;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: what may be wrong with this installation, and how to mend it. */
@Command(
        name = "doctor",
        header = "Check driver, rights, socket, shared memory, programs, JDK and daemon.",
        description = {
            "",
            "Prints what was found, and below each problem how to fix it. It only reads: no",
            "device is opened, nothing is changed. To see the beans it attaches to the daemon",
            "as jcmd does, which starts the management agent there; --no-attach leaves that out.",
            "With --host-root it looks at the files of that tree, and asks the daemon as well.",
            "docs/DOCTOR.md explains every check."
        },
        footer = {
            "",
            "Examples:",
            "  tt-flight doctor                      everything",
            "  sudo tt-flight doctor                 also what only root can see",
            "  tt-flight doctor --quiet              problems only; nothing if there are none",
            "  tt-flight doctor --host-root /host    of a tree, such as in a container",
            "  tt-flight doctor --json | jq '.findings[] | select(.severity == \"error\")'"
        })
final class DoctorCommand implements Callable<Integer> {
    /** Something does not work. Differs from what the other commands return. */
    static final int ERRORS = 1;

    /** Nothing is broken, but something is missing; also a wrong command line, as everywhere. */
    static final int WARNINGS = 2;

    private final Surroundings surroundings;
    private final Doctor.Limits limits;

    @Mixin private SocketOption socket = new SocketOption();
    @Mixin private LookOptions look = new LookOptions();
    @Mixin private HostOptions host = new HostOptions();

    @Option(
            names = {"-q", "--quiet"},
            description = "Print only what has to be fixed; nothing if that is nothing.")
    private boolean isQuiet;

    @Option(names = "--json", description = "Print one JSON document; docs/DOCTOR.md describes it.")
    private boolean isJson;

    @Option(
            names = "--no-attach",
            description = "Do not attach to the daemon; beans and recording are not checked.")
    private boolean isDetached;

    DoctorCommand(Surroundings surroundings) {
        this(surroundings, Doctor.Limits.USUAL);
    }

    DoctorCommand(Surroundings surroundings, Doctor.Limits limits) {
        this.surroundings = surroundings;
        this.limits = limits;
    }

    /** Tells its exit codes, which mean something else than those of other commands. */
    static void describe(CommandLine root) {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(" " + ExitCodes.OK, "nothing has to be fixed");
        codes.put(" " + ERRORS, "there are errors");
        codes.put(
                " " + WARNINGS,
                "there are warnings and no errors; or the command line makes no sense, which"
                        + " standard error tells");
        CommandLine doctor = root.getSubcommands().get("doctor");
        if (doctor != null) {
            doctor.getCommandSpec().usageMessage().exitCodeList(codes);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        View view = surroundings.view(look.width(), look.isAscii());
        HostPlaces places = host.places();
        HostPlaces seen = places.isElsewhere() ? places : places.withRoot(surroundings.hostRoot());
        Subject subject = DoctorSubject.of(surroundings, socket.path(), LocalHost.roots(seen));
        LocalHost local = new LocalHost(seen, surroundings.environment());
        Doctor doctor = new Doctor(subject, new DoctorWitnesses(local, !isDetached), limits);
        Report report = doctor.examine(Instant.now(), this::tellSlow);
        surroundings
                .out()
                .print(
                        isJson
                                ? ReportJson.write(report)
                                : new DoctorScreen(view).draw(report, isQuiet));
        return code(report);
    }

    private void tellSlow(Area area) {
        if (surroundings.isTerminal() && !isJson) {
            surroundings.err().println("Still looking at: " + area.title());
            surroundings.err().flush();
        }
    }

    private static int code(Report report) {
        if (report.result() == Severity.ERROR) {
            return ERRORS;
        }
        return report.result() == Severity.WARNING ? WARNINGS : ExitCodes.OK;
    }
}
