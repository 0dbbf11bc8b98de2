package org.ttflight.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.ProcFs;
import org.ttflight.snapshot.ServerState;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.SnapshotJson;

/** Whether a tt-flight daemon listens where programs report, and whether they may. */
final class SocketCheck {
    private static final String DAEMON = "org.ttflight.daemon.Main";
    private static final Pattern SOCKET_OPTION = Pattern.compile(" --socket[ =](\\S+)");
    private static final int MAX_BYTES = 106;
    private static final String START = "tt-flight serve (or, to try it: tt-flight up --demo)";

    private final Findings findings;
    private final Subject subject;
    private final Witnesses witnesses;
    private final Duration limit;

    SocketCheck(Findings findings, Subject subject, Witnesses witnesses, Duration limit) {
        this.findings = findings;
        this.subject = subject;
        this.witnesses = witnesses;
        this.limit = limit;
    }

    /** Returns what the daemon knows; null if none answers. */
    @Nullable SnapshotDocument run() {
        Path socket = subject.socket();
        int bytes = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            findings.error(
                    "socket-path",
                    "The path of the socket is too long",
                    bytes + " bytes, at most " + MAX_BYTES + ": " + socket,
                    "choose a shorter one with --socket or TT_ALLOC_SERVER_SOCKET");
            return null;
        }
        findings.ok("socket-path", "Socket " + socket, "from " + subject.socketOrigin());
        checkDirectory(socket);
        SnapshotDocument daemon = Files.exists(socket, LinkOption.NOFOLLOW_LINKS) ? ask() : none();
        checkOthers(daemon == null ? null : daemon.server());
        return daemon;
    }

    private void checkDirectory(Path socket) {
        Path directory = socket.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            findings.error(
                    "socket-directory",
                    "The directory of the socket is not there",
                    String.valueOf(directory),
                    "sudo mkdir -p " + directory);
            return;
        }
        try {
            int mode =
                    Files.getAttribute(directory, "unix:mode") instanceof Integer bits ? bits : 0;
            boolean isOpenToAll = (mode & 0002) != 0;
            boolean isSticky = (mode & 01000) != 0;
            if (isOpenToAll && !isSticky) {
                findings.warning(
                        "socket-directory",
                        "Anybody may replace the socket",
                        directory + " is writable for all and not sticky",
                        "sudo chmod +t " + directory);
            }
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            findings.notChecked(
                    "socket-directory", "Mode of the socket's directory", directory.toString());
        }
        OwnProcess.Mount mount = new OwnProcess(subject.ownProc()).mountOf(directory);
        if (mount != null && mount.options().contains("ro")) {
            findings.warning(
                    "socket-read-only",
                    "No daemon can make its socket here",
                    mount.point() + " is mounted read-only",
                    "choose another place with --socket and TT_ALLOC_SERVER_SOCKET, or sudo mount"
                            + " -o remount,rw "
                            + mount.point());
        }
    }

    private @Nullable SnapshotDocument none() {
        findings.warning(
                "daemon",
                "No daemon runs",
                "there is no "
                        + subject.socket()
                        + "; without one there are no single buffers, no"
                        + " history and no beans",
                START);
        return null;
    }

    private @Nullable SnapshotDocument ask() {
        Path socket = subject.socket();
        if (!isSocket(socket)) {
            findings.error(
                    "daemon",
                    "The socket's path is something else",
                    socket + " is a file, a directory or a link",
                    "remove it, then start the daemon: " + START);
            return null;
        }
        SocketAnswer answer = witnesses.ask(socket, "snapshot", limit);
        switch (answer.kind()) {
            case REFUSED ->
                    findings.error(
                            "daemon",
                            "A socket file, but nobody listens",
                            socket + " was left behind by a server that was killed",
                            "start the daemon, which replaces it: " + START);
            case FORBIDDEN ->
                    findings.error(
                            "daemon",
                            "This user may not connect",
                            answer.text() + modeOf(socket),
                            "run as the daemon's user, or let its owner: chmod 666 " + socket);
            case SILENT ->
                    foreign(
                            "no answer within "
                                    + limit.toSeconds()
                                    + " s: the original allocation_server, which answers no text"
                                    + " requests, or a daemon that hangs");
            case CLOSED -> foreign("the connection was closed without an answer");
            case ANSWERED -> {
                return answered(answer.text());
            }
        }
        return null;
    }

    private static boolean isSocket(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther();
        } catch (IOException e) {
            return false;
        }
    }

    private void foreign(String why) {
        findings.error(
                "daemon",
                "Another server than tt-flight listens on the socket",
                why,
                "find it with: sudo fuser -v "
                        + subject.socket()
                        + "; stop it, then start the daemon: tt-flight serve");
    }

    private @Nullable SnapshotDocument answered(String text) {
        SnapshotDocument daemon;
        try {
            daemon = SnapshotJson.read(text);
        } catch (IOException | RuntimeException e) {
            foreign("its answer is no document of tt-flight: " + e.getMessage());
            return null;
        }
        ServerState server = daemon.server();
        if (server == null) {
            foreign("its answer does not come from a daemon");
            return null;
        }
        findings.ok(
                "daemon",
                "The daemon answers",
                "pid "
                        + server.pid()
                        + ", up "
                        + server.uptimeSeconds()
                        + " s, "
                        + connections(server.openConnections()));
        checkVersion(server.version());
        checkMode();
        if (!Path.of(server.socket()).equals(subject.socket())) {
            findings.note(
                    "daemon-socket",
                    "The daemon calls its socket by another path",
                    server.socket() + ": a link, or a mount into a container",
                    null);
        }
        return daemon;
    }

    private static String connections(@Nullable Long open) {
        return open == null
                ? "which replays a recording"
                : Words.count(open.intValue(), "connection", "connections");
    }

    private void checkVersion(String version) {
        if (version.equals(subject.version())) {
            findings.ok("daemon-version", "The daemon is of this program's version", version);
        } else {
            findings.warning(
                    "daemon-version",
                    "The daemon is of another version",
                    "it is " + version + ", this program is " + subject.version(),
                    "restart the daemon with the version that is installed now; what is live is"
                            + " forgotten then");
        }
    }

    private void checkMode() {
        Path socket = subject.socket();
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(socket);
            if (mode.contains(PosixFilePermission.OTHERS_WRITE)) {
                findings.ok("socket-mode", "Programs of every user may report", modeText(socket));
            } else {
                findings.warning(
                        "socket-mode",
                        "Programs of other users cannot report",
                        modeText(socket),
                        "chmod 666 " + socket + "; the daemon knows who connects");
            }
        } catch (IOException | UnsupportedOperationException e) {
            findings.notChecked("socket-mode", "Mode of the socket", String.valueOf(e));
        }
    }

    private static String modeOf(Path socket) {
        try {
            return "; the socket is " + modeText(socket);
        } catch (IOException e) {
            return "";
        }
    }

    private static String modeText(Path socket) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(socket))
                + " "
                + Files.getOwner(socket).getName();
    }

    /** Other daemons of this machine; each with a socket of its own is allowed. */
    private void checkOthers(@Nullable ServerState server) {
        ProcFs procFs = new ProcFs(subject.ownProc());
        List<String> others = new ArrayList<>();
        for (int pid : procFs.pids()) {
            String command = procFs.describe(pid).commandLine();
            if (command != null
                    && command.contains(" " + DAEMON)
                    && (server == null || server.pid() != pid)) {
                others.add("pid " + pid + socketOf(command));
            }
        }
        if (!others.isEmpty()) {
            findings.note(
                    "other-daemons",
                    server == null
                            ? "A daemon runs, but not on this socket"
                            : "Another daemon runs beside this one",
                    Words.some(others, ", "),
                    "programs report to one of them only; ask it with --socket PATH");
        }
    }

    /** Returns the socket that a command line names, in parentheses; empty if it names none. */
    private static String socketOf(String command) {
        Matcher option = SOCKET_OPTION.matcher(command);
        return option.find() ? " (" + option.group(1) + ")" : "";
    }
}
