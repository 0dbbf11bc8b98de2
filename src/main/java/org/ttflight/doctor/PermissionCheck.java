package org.ttflight.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.ProcFs;
import org.ttflight.snapshot.DeviceState;
import org.ttflight.snapshot.HardwareState;
import org.ttflight.snapshot.SnapshotDocument;

/** What this user may see, and what is invisible because of it. Opens no device. */
final class PermissionCheck {
    private static final Set<PosixFilePermission> FOR_ALL =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private final Findings findings;
    private final Subject subject;
    private final OwnProcess own;

    PermissionCheck(Findings findings, Subject subject) {
        this.findings = findings;
        this.subject = subject;
        this.own = new OwnProcess(subject.ownProc());
    }

    void run(SnapshotDocument host) {
        checkUser();
        checkProcesses();
        checkHolders(host.devices());
        checkNodes(host.devices());
    }

    private void checkUser() {
        int uid = own.uid();
        if (uid < 0) {
            findings.notChecked(
                    "user", "Who runs this", subject.ownProc() + "/self/status cannot be read");
        } else if (uid == 0) {
            findings.ok("user", "Runs as root", "all users' processes and memory can be read");
        } else {
            findings.note(
                    "user",
                    "Runs as user " + uid,
                    "groups "
                            + String.join(", ", own.groups())
                            + "; shared memory of other users' programs is not readable",
                    "sudo tt-flight doctor also shows what only root can see");
        }
    }

    private void checkProcesses() {
        Path proc = subject.roots().proc();
        int visible = new ProcFs(proc).pids().size();
        if (visible == 0) {
            findings.warning(
                    "processes",
                    "No process can be seen",
                    proc + " lists none",
                    "mount procfs there, or name another place: --root-proc DIR");
        } else if (Files.exists(proc.resolve("1/stat"))) {
            findings.ok(
                    "processes",
                    "Processes of all users can be seen",
                    Words.count(visible, "process", "processes") + " in " + proc);
        } else {
            findings.warning(
                    "processes",
                    "Processes of other users are hidden",
                    proc + " is mounted with hidepid: their names and ends cannot be seen",
                    "run as root, or: sudo mount -o remount,hidepid=0 " + proc);
        }
    }

    private void checkHolders(List<DeviceState> devices) {
        List<String> reasons = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (DeviceState device : devices) {
            HardwareState hardware = device.hardware();
            if (hardware == null) {
                continue;
            }
            String detail = hardware.openDetail();
            if (!hardware.openSource().equals("driver")
                    && (detail != null || hardware.openSource().equals("unknown"))) {
                reasons.add("device " + device.device() + (detail == null ? "" : ": " + detail));
            } else if (!sources.contains(hardware.openSource())) {
                sources.add(hardware.openSource());
            }
        }
        if (!reasons.isEmpty()) {
            findings.warning(
                    "holders",
                    "It cannot be seen who has a device open, or not all of them",
                    Words.some(reasons, "; "),
                    "load driver 2.5 or newer, which lists them for everybody; or run as root");
        } else if (!sources.isEmpty()) {
            findings.ok(
                    "holders",
                    "It can be seen who has a device open",
                    "by " + String.join(", ", sources));
        }
    }

    /** The programs need the nodes; we do not. */
    private void checkNodes(List<DeviceState> devices) {
        Path directory = subject.roots().devShm().resolveSibling("tenstorrent");
        List<String> missing = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        int open = 0;
        for (DeviceState device : devices) {
            if (device.simulated() || device.hardware() == null) {
                continue;
            }
            Path node = directory.resolve(Integer.toString(device.device()));
            String mode = closedMode(node);
            if (!Files.exists(node, LinkOption.NOFOLLOW_LINKS)) {
                missing.add(node.toString());
            } else if (mode != null) {
                closed.add(node + " " + mode);
            } else {
                open++;
            }
        }
        if (!missing.isEmpty()) {
            findings.warning(
                    "nodes",
                    "Programs cannot open "
                            + Words.count(missing.size(), "device", "devices")
                            + ": no device node",
                    Words.some(missing, ", "),
                    "sudo udevadm trigger --subsystem-match=tenstorrent; in a container, start it"
                            + " with --device /dev/tenstorrent");
        }
        if (!closed.isEmpty()) {
            findings.note(
                    "nodes",
                    "Not every user may open " + Words.count(closed.size(), "device", "devices"),
                    Words.some(closed, ", "),
                    "the driver's udev rule makes them 0666; tt-flight itself never opens one");
        }
        if (open > 0) {
            findings.ok(
                    "nodes",
                    "Device nodes are there",
                    open + " in " + directory + ", for every user");
        }
    }

    /** Returns mode and owner of a node that not everybody may open; null for any other. */
    private static @Nullable String closedMode(Path node) {
        try {
            PosixFileAttributes attributes =
                    Files.readAttributes(
                            node, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.permissions().containsAll(FOR_ALL)
                    ? null
                    : PosixFilePermissions.toString(attributes.permissions())
                            + " "
                            + attributes.owner().getName();
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }
}
