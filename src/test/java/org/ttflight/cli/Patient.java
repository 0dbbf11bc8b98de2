package org.ttflight.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ttflight.doctor.AgentAnswer;
import org.ttflight.doctor.Doctor;
import org.ttflight.doctor.Finding;
import org.ttflight.doctor.JavaRuntime;
import org.ttflight.doctor.Report;
import org.ttflight.doctor.Severity;
import org.ttflight.doctor.SocketAnswer;
import org.ttflight.doctor.Subject;
import org.ttflight.doctor.Witnesses;
import org.ttflight.fakehost.FakeCard;
import org.ttflight.fakehost.FakeDevice;
import org.ttflight.fakehost.FakeHost;
import org.ttflight.host.HostRoots;
import org.ttflight.snapshot.ServerState;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.SnapshotJson;

/** An installation where all is well, for a test to break. */
final class Patient implements Witnesses, AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");
    static final String VERSION = "1.2.3";
    static final long DAEMON_PID = 4000;

    final FakeHost host;
    final FakeDevice device;
    final Path root;
    final Path ownProc;
    final Path temporary;
    final Map<String, String> environment = new HashMap<>();
    Path socket;
    JavaRuntime java;
    @Nullable SocketAnswer answer;
    @Nullable AgentAnswer agent;
    @Nullable String attachFailure;
    boolean isBeating = true;
    @Nullable SnapshotDocument daemon;
    private @Nullable ServerSocketChannel server;
    private @Nullable LocalHost local;

    Patient(Path directory) throws IOException {
        root = directory.resolve("host");
        host = FakeHost.create(root);
        device = host.addDevice(0, FakeCard.P150A);
        Path node = root.resolve("dev/tenstorrent/0");
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rw-rw-rw-"));
        temporary = Files.createDirectory(directory.resolve("tmp"));
        ownProc = directory.resolve("own");
        Files.createDirectories(ownProc.resolve("self/ns"));
        own("status", "Name:\tjava\nUid:\t0\t0\t0\t0\nGroups:\t0\n");
        own("limits", "Limit\nMax open files            1024       4096       files\n");
        own("mounts", "overlay / overlay rw 0 0\ntmpfs /tmp tmpfs rw,nosuid 0 0\n");
        namespace("pid", "4026531836");
        namespace("ipc", "4026531839");
        Path home = directory.resolve("jdk");
        Files.createDirectories(home.resolve("bin"));
        for (String tool : Set.of("java", "jcmd", "jfr", "jconsole")) {
            Path file = Files.createFile(home.resolve("bin").resolve(tool));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        java =
                new JavaRuntime(
                        17,
                        "17.0.15",
                        home,
                        Set.of("jdk.jfr", "jdk.attach", "jdk.management.agent", "java.management"),
                        home.resolve("bin/java"));
        socket = directory.resolve("tt.sock");
        listen();
        environment.put("TT_ALLOC_TRACKING_ENABLED", "1");
        environment.put("TT_ALLOC_SERVER_SOCKET", socket.toString());
        Files.createDirectories(root.resolve("logs/generated/reports"));
        environment.put("TT_METAL_LOGS_PATH", root.resolve("logs").toString());
        agent = new AgentAnswer(VERSION, "recording", temporary, temporary);
    }

    private void listen() throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(socket));
        server = channel;
        socketMode("rw-rw-rw-");
    }

    void socketMode(String mode) throws IOException {
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString(mode));
    }

    void removeSocket() throws IOException {
        Files.delete(socket);
    }

    void own(String name, String content) throws IOException {
        Files.writeString(ownProc.resolve("self").resolve(name), content);
    }

    void namespace(String kind, String number) throws IOException {
        Path link = ownProc.resolve("self/ns/" + kind);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(kind + ":[" + number + "]"));
    }

    /** Makes a process that has the device open, with this environment. */
    void program(int pid, String environ) throws IOException {
        host.process(pid).commandLine("python3", "serve.py").write();
        host.file("proc/" + pid + "/environ").raw(environ);
        device.openBy(pid);
    }

    void silent(SocketAnswer.Kind kind) {
        answer = new SocketAnswer(kind, "made up");
    }

    void javaOf(int feature, String... modules) {
        java = new JavaRuntime(feature, "made up", java.home(), Set.of(modules), java.onPath());
    }

    @Override
    public SnapshotDocument host() {
        if (local == null) {
            HostPlaces places = HostPlaces.USUAL.withRoot(root);
            local = new LocalHost(places, Map.of());
        }
        try {
            if (isBeating && device.isPresent() && Files.exists(heartbeat())) {
                device.set("tt_heartbeat", device.file("tt_heartbeat").number() + 3);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return local.read();
    }

    private Path heartbeat() {
        return device.file("tt_heartbeat").path();
    }

    /** Returns what the daemon would say, had it read the same files. */
    SnapshotDocument daemonDocument(String version) {
        SnapshotDocument read = host();
        ServerState state =
                new ServerState(
                        version,
                        DAEMON_PID,
                        socket.toString(),
                        NOW,
                        60,
                        2L,
                        2L,
                        10L,
                        Map.of(),
                        Map.of(),
                        0,
                        0L,
                        0L,
                        0L);
        return new SnapshotDocument(
                read.schema(),
                read.time(),
                state,
                read.devices(),
                read.processes(),
                read.host(),
                read.sharedMemory());
    }

    @Override
    public SocketAnswer ask(Path path, String request, Duration limit) {
        if (answer != null) {
            return answer;
        }
        SnapshotDocument document = daemon == null ? daemonDocument(VERSION) : daemon;
        return new SocketAnswer(SocketAnswer.Kind.ANSWERED, SnapshotJson.write(document));
    }

    @Override
    public @Nullable AgentAnswer attach(long pid, Duration limit) throws IOException {
        if (attachFailure != null) {
            throw new IOException(attachFailure);
        }
        return agent;
    }

    Report examine() throws InterruptedException {
        return examine(NOW);
    }

    Report examine(Instant now) throws InterruptedException {
        Subject subject =
                new Subject(
                        VERSION,
                        HostRoots.under(root),
                        ownProc,
                        environment,
                        socket,
                        "--socket",
                        java,
                        temporary,
                        NOW.minusSeconds(60));
        Doctor.Limits limits =
                new Doctor.Limits(
                        Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMillis(1));
        return new Doctor(subject, this, limits).examine(now, area -> {});
    }

    /** Returns the checks of a report whose findings are so bad. */
    static Set<String> checks(Report report, Severity severity) {
        Set<String> checks = new TreeSet<>();
        for (Finding finding : report.findings()) {
            if (finding.severity() == severity) {
                checks.add(finding.check());
            }
        }
        return checks;
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
