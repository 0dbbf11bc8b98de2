package org.ttflight.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.ProcessMemory;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.Tracking;

/** Whether programs are told to report: in this shell, and in those that use a device now. */
final class TrackingCheck {
    static final String ENABLED = "TT_ALLOC_TRACKING_ENABLED";
    static final String SHM_DISABLED = "TT_METAL_SHM_TRACKING_DISABLED";
    static final String SERVER = "TT_ALLOC_SERVER_SOCKET";
    private static final Path USUAL_SOCKET = Path.of("/tmp/tt_allocation_server.sock");

    private final Findings findings;
    private final Subject subject;

    TrackingCheck(Findings findings, Subject subject) {
        this.findings = findings;
        this.subject = subject;
    }

    /**
     * @param daemon what the daemon knows; null if none runs
     */
    void run(SnapshotDocument host, @Nullable SnapshotDocument daemon) {
        checkShell();
        checkSocketOfShell(daemon != null);
        checkReports(host);
        checkPrograms(host, daemon);
    }

    private void checkShell() {
        String enabled = subject.variable(ENABLED);
        if (enabled == null) {
            findings.note(
                    "shell-tracking",
                    "Programs of this shell will not report their buffers",
                    ENABLED + " is not set",
                    "export "
                            + ENABLED
                            + "=1 (instrumented programs only; stock tt-metal needs"
                            + " nothing)");
        } else if (enabled.equals("1")) {
            findings.ok("shell-tracking", "Programs of this shell will report", ENABLED + "=1");
        } else {
            findings.warning(
                    "shell-tracking",
                    "Programs of this shell will not report their buffers",
                    ENABLED + "=" + enabled + ", but only exactly 1 counts",
                    "export " + ENABLED + "=1");
        }
        String disabled = subject.variable(SHM_DISABLED);
        if (disabled != null) {
            findings.add(
                    "shell-shm",
                    disabled.equals("1") ? Severity.WARNING : Severity.NOTE,
                    "Programs of this shell may have no shared-memory counters",
                    SHM_DISABLED + "=" + disabled,
                    "unset " + SHM_DISABLED);
        }
    }

    private void checkSocketOfShell(boolean hasDaemon) {
        String shell = subject.variable(SERVER);
        Path socket = subject.socket();
        if (shell != null && !Path.of(shell).equals(socket)) {
            findings.warning(
                    "shell-socket",
                    "Programs of this shell report to another socket",
                    SERVER + "=" + shell + ", looked at: " + socket,
                    "export " + SERVER + "=" + socket);
        } else if (hasDaemon && shell == null && !socket.equals(USUAL_SOCKET)) {
            findings.note(
                    "shell-socket",
                    "Programs of this shell report to the usual socket, not to this one",
                    SERVER + " is not set, looked at: " + socket,
                    "export "
                            + SERVER
                            + "="
                            + socket
                            + "; original clients do not read it and have "
                            + USUAL_SOCKET
                            + " compiled in");
        }
    }

    private void checkReports(SnapshotDocument host) {
        String state = host.host().sources().getOrDefault("reports", "not read");
        String name = "TT_METAL_LOGS_PATH";
        String root = subject.variable(name);
        if (root == null) {
            name = "TT_METAL_HOME";
            root = subject.variable(name);
        }
        if (root == null) {
            findings.note(
                    "reports",
                    "MemoryReporter files are not looked for by default",
                    "neither TT_METAL_LOGS_PATH nor TT_METAL_HOME is set here",
                    "give the daemon --reports DIR, or start it with one of the two, to see banks"
                            + " and fragmentation");
            return;
        }
        Path directory = Path.of(root, "generated/reports");
        if (Files.isDirectory(directory)) {
            findings.ok("reports", "MemoryReporter files are looked for", directory + ": " + state);
        } else {
            findings.note(
                    "reports",
                    "There are no MemoryReporter files",
                    name + "=" + root + ", but there is no " + directory,
                    "they appear when a program dumps its memory state");
        }
    }

    private void checkPrograms(SnapshotDocument host, @Nullable SnapshotDocument daemon) {
        List<String> silent = new ArrayList<>();
        List<String> hidden = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        int seen = 0;
        for (ProcessState local : host.processes()) {
            if (!hasDeviceOpen(local)) {
                continue;
            }
            seen++;
            ProcessState process = known(local, daemon);
            ProgramEnvironment its = ProgramEnvironment.read(subject.roots().proc(), process.pid());
            String who = who(process);
            if (its == null) {
                unreadable.add(who);
            }
            Tracking tracking = tracking(process);
            if (tracking == Tracking.DISABLED) {
                silent.add(who + (its == null ? "" : ": " + its.words()));
            } else if (tracking == Tracking.HIDDEN) {
                hidden.add(who);
            }
            if (its != null && its.reports() && daemon != null) {
                Path target = its.socket();
                if (target != null && !target.equals(subject.socket())) {
                    elsewhere.add(who + ": " + SERVER + "=" + target);
                } else if (process.attachedTime() == null) {
                    lost.add(who);
                }
            }
        }
        report(silent, hidden, lost, elsewhere);
        if (!unreadable.isEmpty()) {
            findings.notChecked(
                    "program-environment",
                    "The environment of " + Words.count(unreadable.size(), "program", "programs"),
                    "only its own user and root may read it, and only below "
                            + subject.roots().proc()
                            + ": "
                            + Words.some(unreadable, ", "));
        }
        boolean areAllWell = silent.size() + hidden.size() + lost.size() + elsewhere.size() == 0;
        if (seen > 0 && areAllWell) {
            findings.ok(
                    "programs",
                    Words.count(seen, "program has", "programs have")
                            + " a device open, and what they hold is known",
                    null);
        }
    }

    private void report(
            List<String> silent, List<String> hidden, List<String> lost, List<String> elsewhere) {
        if (!silent.isEmpty()) {
            findings.warning(
                    "programs-untracked",
                    Words.count(
                            silent.size(),
                            "program has a device open and reports nothing",
                            "programs have a device open and report nothing"),
                    Words.some(silent, "; "),
                    "start it without "
                            + SHM_DISABLED
                            + ", or instrumented with "
                            + ENABLED
                            + "=1; a program that is not of tt-metal cannot report");
        }
        if (!hidden.isEmpty()) {
            findings.warning(
                    "programs-hidden",
                    "The memory of "
                            + Words.count(hidden.size(), "program", "programs")
                            + " may not be read",
                    Words.some(hidden, "; "),
                    "run the daemon as root, or as the user of the programs");
        }
        if (!lost.isEmpty()) {
            findings.warning(
                    "programs-unconnected",
                    Words.count(lost.size(), "program", "programs")
                            + " should report, but never connected",
                    Words.some(lost, "; ") + "; " + ENABLED + "=1 there",
                    "check that it is an instrumented build and that it can reach the socket (in a"
                            + " container: mount it), then restart it");
        }
        if (!elsewhere.isEmpty()) {
            findings.warning(
                    "programs-elsewhere",
                    Words.count(elsewhere.size(), "program reports", "programs report")
                            + " to another socket",
                    Words.some(elsewhere, "; "),
                    "restart it with " + SERVER + "=" + subject.socket());
        }
    }

    private static boolean hasDeviceOpen(ProcessState process) {
        for (ProcessMemory memory : process.devices()) {
            if (Boolean.TRUE.equals(memory.open())) {
                return true;
            }
        }
        return false;
    }

    /** The daemon knows more of a process than the host's files tell. */
    private static ProcessState known(ProcessState local, @Nullable SnapshotDocument daemon) {
        if (daemon != null) {
            for (ProcessState process : daemon.processes()) {
                if (process.pid() == local.pid()) {
                    return process;
                }
            }
        }
        return local;
    }

    private static @Nullable Tracking tracking(ProcessState process) {
        for (Tracking tracking : Tracking.values()) {
            if (tracking.name().equals(process.tracking())) {
                return tracking;
            }
        }
        return null;
    }

    private static String who(ProcessState process) {
        return "pid " + process.pid() + (process.name() == null ? "" : " " + process.name());
    }
}
