package org.ttflight.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.ttflight.snapshot.ByteCount;

/** Whether the system gives what a daemon started here would need. */
final class ResourceCheck {
    private static final long LITTLE_BYTES = 512L << 20;
    private static final long NO_BYTES = 32L << 20;
    private static final long FEW_FILES = 1024;

    private final Findings findings;
    private final Subject subject;
    private final OwnProcess own;

    ResourceCheck(Findings findings, Subject subject) {
        this.findings = findings;
        this.subject = subject;
        this.own = new OwnProcess(subject.ownProc());
    }

    void run(Instant now) {
        checkFiles();
        checkTemporary();
        checkNoexec();
        checkClock(now);
    }

    private void checkFiles() {
        List<String> limits = own.openFileLimits();
        if (limits.isEmpty()) {
            findings.notChecked(
                    "open-files",
                    "Limit of open files",
                    subject.ownProc() + "/self/limits cannot be read");
            return;
        }
        String hard = limits.get(1);
        String found = "soft " + limits.get(0) + ", hard " + hard;
        long most = hard.equals("unlimited") ? Long.MAX_VALUE : parse(hard);
        if (most >= 0 && most < FEW_FILES) {
            findings.warning(
                    "open-files",
                    "Few files may be open at once",
                    found + "; a daemon needs 30 and one for each program",
                    "ulimit -Hn 65536 as root, or LimitNOFILE=65536 in the unit");
        } else {
            findings.ok("open-files", "Enough files may be open at once", found);
        }
    }

    private static long parse(String number) {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void checkTemporary() {
        Path directory = subject.temporary();
        String elsewhere = "TT_FLIGHT_JAVA_OPTIONS=-Djava.io.tmpdir=DIR tt-flight serve";
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            findings.error(
                    "temporary",
                    "The directory for temporary files cannot be written",
                    directory.toString(),
                    "make it writable, or choose another: " + elsewhere);
            return;
        }
        try {
            long free = Files.getFileStore(directory).getUsableSpace();
            String found = ByteCount.text(free) + " free in " + directory;
            if (free < NO_BYTES) {
                findings.error(
                        "temporary",
                        "No room for temporary files",
                        found,
                        "free some: the recording and the JVM need it; or " + elsewhere);
            } else if (free < LITTLE_BYTES) {
                findings.warning(
                        "temporary",
                        "Little room for temporary files",
                        found + "; a recording may take 268 MiB",
                        "free some, or: tt-flight serve --recording-max-size 64M");
            } else {
                findings.ok("temporary", "Enough room for temporary files", found);
            }
        } catch (IOException e) {
            findings.notChecked(
                    "temporary", "Room for temporary files", directory + ": " + Words.reason(e));
        }
    }

    private void checkNoexec() {
        OwnProcess.Mount mount = own.mountOf(subject.temporary().toAbsolutePath());
        if (mount == null) {
            findings.notChecked(
                    "temporary-noexec",
                    "Whether native libraries load from " + subject.temporary(),
                    subject.ownProc() + "/self/mounts cannot be read");
        } else if (mount.options().contains("noexec")) {
            findings.warning(
                    "temporary-noexec",
                    "A daemon started here could not tell who connects",
                    mount.point()
                            + " is mounted noexec, and the socket library unpacks its native"
                            + " part in "
                            + subject.temporary(),
                    "TT_FLIGHT_JAVA_OPTIONS=-Djava.io.tmpdir=DIR tt-flight serve, with a directory"
                            + " that is not noexec; or: sudo mount -o remount,exec "
                            + mount.point());
        } else {
            findings.ok(
                    "temporary-noexec",
                    "Native libraries load from " + subject.temporary(),
                    mount.point() + " is not mounted noexec");
        }
    }

    private void checkClock(Instant now) {
        Instant built = subject.builtAt();
        if (built == null) {
            findings.notChecked("clock", "The clock", "it is not known when this was built");
        } else if (now.isBefore(built)) {
            findings.warning(
                    "clock",
                    "The clock is wrong",
                    "it says " + now + ", but this program was built on " + built,
                    "sudo timedatectl set-ntp true; times in recordings and ages of buffers depend"
                            + " on it");
        } else {
            findings.ok("clock", "The clock makes sense", "later than the build of this program");
        }
    }
}
