package org.ttflight.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.ProcFs;
import org.ttflight.snapshot.ByteCount;
import org.ttflight.snapshot.ServerState;
import org.ttflight.snapshot.SnapshotDocument;

/** Whether the JDK's tools reach the daemon, and whether its recording has room. */
final class JmxCheck {
    private static final long LITTLE_BYTES = 512L << 20;

    private final Findings findings;
    private final Subject subject;
    private final Witnesses witnesses;
    private final Duration limit;

    JmxCheck(Findings findings, Subject subject, Witnesses witnesses, Duration limit) {
        this.findings = findings;
        this.subject = subject;
        this.witnesses = witnesses;
        this.limit = limit;
    }

    void run(@Nullable SnapshotDocument daemon) throws InterruptedException {
        ServerState server = daemon == null ? null : daemon.server();
        if (server == null) {
            findings.notChecked("jmx-attach", "Beans and recording", "no daemon answers");
        } else if (!subject.java().modules().contains("jdk.attach")) {
            findings.notChecked(
                    "jmx-attach",
                    "Beans and recording",
                    "this Java has no module jdk.attach; see Java above");
        } else {
            attach(server.pid());
        }
    }

    private void attach(long pid) throws InterruptedException {
        AgentAnswer answer;
        try {
            answer = witnesses.attach(pid, limit);
        } catch (IOException e) {
            failed(pid, String.valueOf(e.getMessage()));
            return;
        }
        if (answer == null) {
            findings.notChecked("jmx-attach", "Beans and recording", "left out (--no-attach)");
            return;
        }
        findings.ok("jmx-attach", "JDK tools can attach to the daemon", "pid " + pid);
        findings.ok(
                "jmx-bean",
                "The bean tenstorrent:type=Server answers",
                "version " + answer.version());
        if (answer.recording().equals("recording")) {
            findings.ok("recording", "The flight recorder records", place(answer));
            checkSpace(answer.repository());
        } else {
            findings.note(
                    "recording",
                    "The flight recorder is off",
                    "the daemon says: " + answer.recording(),
                    "start the daemon without --recording off; its log says if it could not record");
        }
    }

    private void failed(long pid, String why) {
        int own = new OwnProcess(subject.ownProc()).uid();
        int its = new ProcFs(subject.ownProc()).uid((int) pid);
        if (its < 0) {
            findings.warning(
                    "jmx-attach",
                    "The daemon's process cannot be seen from here",
                    "pid " + pid + " is in another pid namespace, or hidden; " + why,
                    "run jcmd and jconsole in the daemon's container or on its host");
        } else if (own != 0 && own != its) {
            findings.note(
                    "jmx-attach",
                    "The daemon belongs to another user",
                    "it runs as user " + its + ", this is user " + own + "; " + why,
                    "sudo -u '#" + its + "' jcmd " + pid + " (only that user and root can attach)");
        } else {
            findings.warning(
                    "jmx-attach",
                    "JDK tools cannot attach to the daemon",
                    why,
                    "under systemd with PrivateTmp=yes, JDK 17 cannot attach: set PrivateTmp=no or"
                            + " run JDK 25. Else try jcmd "
                            + pid
                            + " VM.version, and take +DisableAttachMechanism from"
                            + " TT_FLIGHT_JAVA_OPTIONS");
        }
    }

    private static String place(AgentAnswer answer) {
        return answer.repository() == null ? "it does not say where" : "in " + answer.repository();
    }

    private void checkSpace(@Nullable Path repository) {
        if (repository == null) {
            return;
        }
        try {
            long free = Files.getFileStore(repository).getUsableSpace();
            if (free < LITTLE_BYTES) {
                findings.warning(
                        "recording-space",
                        "The recording has little room",
                        ByteCount.text(free) + " free where " + repository + " is",
                        "free some, or start the daemon with a smaller --recording-max-size, or"
                                + " with the repository elsewhere");
            } else {
                findings.ok(
                        "recording-space",
                        "The recording has room",
                        ByteCount.text(free) + " free");
            }
        } catch (IOException | SecurityException e) {
            findings.notChecked(
                    "recording-space",
                    "Room for the recording",
                    repository + " cannot be seen from here: another user's, or a private /tmp");
        }
    }
}
