package org.ttflight.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.RegionState;
import org.ttflight.snapshot.SnapshotDocument;

/** Whether tt-metal's counters can be read and understood, and what a container hides. */
final class SharedMemoryCheck {
    private static final String SHARE =
            "start the container with --ipc=host --pid=host (or -v /dev/shm:/dev/shm for shared"
                    + " memory alone); in Kubernetes hostIPC and hostPID";

    private final Findings findings;
    private final Subject subject;

    SharedMemoryCheck(Findings findings, Subject subject) {
        this.findings = findings;
        this.subject = subject;
    }

    void run(SnapshotDocument host) {
        checkDirectory(host);
        checkFiles(host.sharedMemory());
        checkContainer();
        checkElsewhere(host.devices());
    }

    private void checkDirectory(SnapshotDocument host) {
        Path directory = subject.roots().devShm();
        String state = host.host().sources().get("sharedMemory");
        if (!Files.isDirectory(directory)) {
            findings.warning(
                    "shm-directory",
                    "There is no shared memory here",
                    directory + " is not a directory",
                    "mount it (a tmpfs on /dev/shm), or name another place: --root-dev-shm DIR");
        } else if (!Files.isReadable(directory)) {
            findings.warning(
                    "shm-directory",
                    "Shared memory cannot be listed",
                    directory + ": permission denied",
                    "run as root, or: sudo chmod 1777 " + directory);
        } else {
            findings.ok("shm-directory", "Shared memory can be listed", directory + ": " + state);
        }
    }

    private void checkFiles(List<RegionState> regions) {
        List<String> forbidden = new ArrayList<>();
        List<String> newer = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        List<String> unverifiable = new ArrayList<>();
        List<String> unmapped = new ArrayList<>();
        List<String> stale = new ArrayList<>();
        List<String> underflows = new ArrayList<>();
        int live = 0;
        for (RegionState region : regions) {
            String text = text(region);
            switch (region.verdict()) {
                case "live" -> live++;
                case "stale" -> stale.add(text);
                case "unverifiable" -> unverifiable.add(text);
                default -> listFor(region, forbidden, newer, broken).add(text);
            }
            if (region.device() == null && region.liveSlots() + region.unverifiableSlots() > 0) {
                unmapped.add(fileName(region) + " (" + region.mapping() + ")");
            }
            if (region.underflows() > 0) {
                underflows.add(fileName(region));
            }
        }
        warn(
                forbidden,
                "shm-rights",
                "may not be read",
                "tt-metal makes them 0600: run the daemon as root or as the programs' user");
        warn(
                newer,
                "shm-version",
                "has a layout that is not known",
                "its tt-metal is newer than this program: install a newer tt-flight");
        warn(
                broken,
                "shm-broken",
                "cannot be read",
                "a file that is not ready for long, or is none of tt-metal's, may be removed while"
                        + " no program uses the device");
        warn(
                unverifiable,
                "shm-unverifiable",
                "cannot be verified",
                "if the programs run in containers, the daemon must see their pids: "
                        + SHARE
                        + ". Else wait until a program uses the device again");
        warn(
                unmapped,
                "shm-unmapped",
                "belongs to no known device",
                "update the driver, so that its ids can be compared; the memory is shown with the"
                        + " processes only");
        note(
                stale,
                "shm-stale",
                "is of the past",
                "nothing has to be done; tt-metal never removes them, and their figures are not"
                        + " believed");
        note(
                underflows,
                "shm-underflow",
                "has counters below zero",
                "a known fault of tt-metal before version 4 of the layout; they count as unknown");
        if (live > 0) {
            findings.ok("shm-live", Words.count(live, "file", "files") + " can be believed", null);
        }
    }

    /** Tells by the words of the reader why a file cannot be read. */
    private static List<String> listFor(
            RegionState region, List<String> forbidden, List<String> newer, List<String> broken) {
        String detail = region.detail();
        if (detail != null && detail.endsWith("run as root or as that user")) {
            return forbidden;
        }
        return detail != null && detail.startsWith("version ") ? newer : broken;
    }

    private void warn(List<String> files, String check, String what, String fix) {
        if (!files.isEmpty()) {
            findings.warning(check, title(files, what), Words.some(files, "; "), fix);
        }
    }

    private void note(List<String> files, String check, String what, String fix) {
        if (!files.isEmpty()) {
            findings.note(check, title(files, what), Words.some(files, "; "), fix);
        }
    }

    private static String title(List<String> files, String what) {
        return "Shared memory " + what + ": " + Words.count(files.size(), "file", "files");
    }

    private static String fileName(RegionState region) {
        return "tt_device_" + region.id() + "_memory";
    }

    private static String text(RegionState region) {
        return fileName(region) + (region.detail() == null ? "" : ": " + region.detail());
    }

    private void checkContainer() {
        OwnProcess own = new OwnProcess(subject.ownProc());
        Boolean hasHostPids = own.isInHostPids();
        Boolean hasHostIpc = own.isInHostIpc();
        if (hasHostPids == null || hasHostIpc == null) {
            findings.notChecked(
                    "container",
                    "Whether this runs in a container",
                    subject.ownProc() + "/self/ns cannot be read");
        } else if (hasHostPids && hasHostIpc) {
            findings.ok(
                    "container",
                    "Sees the host's processes and shared memory",
                    "in its pid and ipc namespaces");
        } else {
            String hidden =
                    hasHostPids
                            ? "its own /dev/shm"
                            : hasHostIpc ? "its own pids" : "its own pids and its own /dev/shm";
            findings.note(
                    "container",
                    "Runs in a container" + kind(),
                    "with " + hidden + ": programs outside of it may not be seen",
                    SHARE);
        }
    }

    private String kind() {
        if (subject.variable("KUBERNETES_SERVICE_HOST") != null) {
            return " (Kubernetes)";
        }
        String kind = subject.variable("container");
        return kind == null ? "" : " (" + kind + ")";
    }

    private void checkElsewhere(List<DeviceState> devices) {
        List<String> held = new ArrayList<>();
        for (DeviceState device : devices) {
            int elsewhere = openElsewhere(device);
            if (elsewhere > 0) {
                held.add("device " + device.device() + ": " + elsewhere);
            }
        }
        if (!held.isEmpty()) {
            findings.warning(
                    "container-holders",
                    "Devices are open in programs that cannot be seen from here",
                    "open files of other pid namespaces, " + Words.some(held, ", "),
                    SHARE);
        }
    }

    private static int openElsewhere(DeviceState device) {
        HardwareState hardware = device.hardware();
        return hardware == null ? 0 : hardware.openElsewhere();
    }
}
