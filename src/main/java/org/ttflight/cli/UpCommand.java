package org.ttflight.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ttflight.fakehost.FakeHost;
import org.ttflight.screen.Glyphs;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.SnapshotJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code up}. */
@Command(
        name = "up",
        header = "Start the daemon in the background, and show what it sees.",
        description = {
            "",
            "With --demo it needs no hardware: the daemon looks at a made-up host with p150a and",
            "n300 cards whose values move, and processes that act like models report to it.",
            "tt-flight down stops all of it."
        },
        footer = {
            "",
            "Examples:",
            "  tt-flight up --demo                     try everything without hardware",
            "  tt-flight up --demo --simulate p150a:4  with other cards",
            "  tt-flight up                            just the daemon"
        })
final class UpCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SETTLING = Duration.ofSeconds(3);
    private static final long LOOK_AGAIN_NANOS = 50_000_000;

    private static final int PROCESSES = 3;
    private static final int DEVICES = 2;
    private static final int RATE = 200;

    private final Surroundings surroundings;

    @Spec private @Nullable CommandSpec command;
    @Mixin private SocketOption socket = new SocketOption();

    @Option(names = "--demo", description = "Make up a host and run demo processes.")
    private boolean isDemo;

    @Option(
            names = "--simulate",
            paramLabel = "CARD[:N]",
            description =
                    "Simulate these devices, which only have a name and a size; with --demo instead"
                            + " of the made-up host.")
    private List<String> simulate = new ArrayList<>();

    @Option(
            names = "--processes",
            paramLabel = "N",
            description = "Demo processes, 1 to 64; default 3.")
    private @Nullable Integer processes;

    @Option(
            names = "--devices",
            paramLabel = "M",
            description = "Demo devices in use, 1 to 32; default 2.")
    private @Nullable Integer devices;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Each sends R messages a second, 1 to 1,000,000; default 200.")
    private @Nullable Integer rate;

    UpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        new DemoRanges(command).check(processes, devices, rate);
        String launcher = System.getProperty("ttflight.launcher");
        if (launcher == null) {
            surroundings.complain("not started by the launch script; use bin/tt-flight up");
            return ExitCodes.ERROR;
        }
        Path path = socket.path() == null ? surroundings.socket() : socket.path();
        DaemonClient client = new DaemonClient(path, DaemonClient.TIMEOUT);
        try {
            Background background = Background.of(surroundings);
            SnapshotDocument running = ask(client);
            if (running != null) {
                say("A daemon runs already: process " + running.daemon().pid());
                if (!simulate.isEmpty()) {
                    say("--simulate is ignored: a daemon keeps the devices it was started with.");
                }
            } else {
                startDaemon(background, launcher, path, client);
            }
            if (!isDemo && !demoOptions().isEmpty()) {
                say(
                        String.join(", ", demoOptions())
                                + (demoOptions().size() == 1 ? " is" : " are")
                                + " ignored: without --demo there are no demo processes.");
            }
            if (isDemo) {
                startDemo(background, launcher, path, client);
            }
            return show(path, client, launcher);
        } catch (FailedStartException e) {
            surroundings.complain(String.valueOf(e.getMessage()), e.output());
            return ExitCodes.ERROR;
        } catch (IOException e) {
            surroundings.complain(String.valueOf(e.getMessage()));
            return ExitCodes.ERROR;
        }
    }

    private void startDaemon(Background background, String launcher, Path path, DaemonClient client)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher, "serve", "--socket"));
        command.add(path.toString());
        if (isDemo) { // what is made up must not stand among what happened
            command.add("--state-dir");
            command.add(background.state().toString());
        }
        for (String card : simulate) {
            command.add("--simulate");
            command.add(card);
        }
        boolean hasHost = isDemo && simulate.isEmpty();
        if (hasHost) {
            command.addAll(DemoHost.daemonOptions(makeUpHost(background)));
        }
        say("Starting the daemon…");
        Process daemon = background.start("daemon", command);
        try {
            await(client, document -> true, background, "daemon", daemon);
        } catch (FailedStartException e) {
            if (hasHost) {
                FakeHost.delete(background.host());
            }
            throw e;
        }
    }

    private FakeHost makeUpHost(Background background) throws IOException {
        if (background.find("daemon").isPresent()) {
            throw new IOException(
                    "a daemon on another socket was started first; run tt-flight down, or use"
                            + " --simulate");
        }
        FakeHost host = DemoHost.create(background.host(), devices());
        say(DemoHost.describe(host) + ".");
        return host;
    }

    private void startDemo(Background background, String launcher, Path path, DaemonClient client)
            throws IOException {
        if (background.find("demo").isPresent()) {
            say("The demo processes run already; to start them anew, run tt-flight down first.");
            return;
        }
        int wanted = processes == null ? PROCESSES : processes;
        say("Starting " + wanted + (wanted == 1 ? " demo process…" : " demo processes…"));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                launcher,
                                "demo",
                                "--socket",
                                path.toString(),
                                "--processes",
                                String.valueOf(wanted),
                                "--devices",
                                String.valueOf(devices()),
                                "--rate",
                                String.valueOf(rate == null ? RATE : rate)));
        boolean hasHost = looksAtMadeUpHost(background, ask(client));
        if (hasHost) {
            command.addAll(List.of("--host", background.host().toString()));
        }
        Process demo = background.start("demo", command);
        await(
                client,
                document -> reporting(document, pidsBelow(demo)) >= wanted,
                background,
                "demo",
                demo);
        if (hasHost) {
            awaitOthers(client, demo);
        }
    }

    /** The daemon that answers is the one that was started for the host that is there. */
    private static boolean looksAtMadeUpHost(
            Background background, @Nullable SnapshotDocument document) {
        return document != null
                && FakeHost.isFakeHost(background.host())
                && background
                        .find("daemon")
                        .filter(daemon -> daemon.pid() == document.daemon().pid())
                        .isPresent();
    }

    /** Waits a little for the processes that do not report, as they make the screen complete. */
    private static void awaitOthers(DaemonClient client, Process demo) throws IOException {
        long deadline = System.nanoTime() + SETTLING.toNanos();
        while (System.nanoTime() - deadline < 0 && demo.isAlive()) {
            SnapshotDocument document = ask(client);
            if (document != null && silent(document, pidsBelow(demo)) >= DemoHost.SILENT) {
                return;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private int devices() {
        return devices == null ? DEVICES : devices;
    }

    /** Returns those of the options for demo processes that were given. */
    private List<String> demoOptions() {
        List<String> given = new ArrayList<>();
        if (processes != null) {
            given.add("--processes");
        }
        if (devices != null) {
            given.add("--devices");
        }
        if (rate != null) {
            given.add("--rate");
        }
        return given;
    }

    private static Set<Long> pidsBelow(Process process) {
        return process.descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    /** Returns how many of these processes the daemon has heard of. */
    static long reporting(SnapshotDocument document, Set<Long> pids) {
        return document.processes().stream()
                .filter(process -> pids.contains((long) process.pid()))
                .filter(process -> process.attachedTime() != null)
                .count();
    }

    /** Returns how many of these processes the daemon knows of, but not from them. */
    static long silent(SnapshotDocument document, Set<Long> pids) {
        return document.processes().stream()
                .filter(process -> pids.contains((long) process.pid()))
                .filter(process -> process.attachedTime() == null)
                .count();
    }

    /**
     * Waits until the daemon says what is wanted, or the process that should bring it has ended.
     */
    private static void await(
            DaemonClient client,
            Predicate<SnapshotDocument> wanted,
            Background background,
            String name,
            Process process)
            throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            SnapshotDocument document = ask(client);
            if (document != null && wanted.test(document)) {
                return;
            }
            if (!process.isAlive()) {
                throw new FailedStartException(name, background.lastWords(name));
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        throw new IOException(
                "the " + name + " takes too long to start; see " + background.log(name));
    }

    private static @Nullable SnapshotDocument ask(DaemonClient client) throws IOException {
        try {
            return SnapshotJson.read(client.ask("snapshot"));
        } catch (UnreachableException e) {
            return null;
        }
    }

    private void say(String line) {
        PrintStream out = surroundings.out();
        out.println(Glyphs.of(surroundings.isUtf8()).clean(line));
        out.flush();
    }

    private int show(Path path, DaemonClient client, String launcher) throws IOException {
        surroundings.out().println();
        int code =
                new Smi(surroundings, DaemonClient.TIMEOUT)
                        .run(
                                SmiOptions.USUAL
                                        .withLook(!surroundings.isUtf8(), null)
                                        .withSource(path, HostPlaces.USUAL));
        SnapshotDocument document = ask(client);
        if (document != null) {
            Hints.lines(
                            shown(launcher),
                            path.equals(surroundings.socket()) ? "" : " --socket " + path,
                            document.daemon().pid(),
                            Runtime.version().feature())
                    .forEach(this::say);
        }
        return code;
    }

    /** The name under which the user called us, if that is shorter. */
    private static String shown(String launcher) {
        Path here = Path.of("").toAbsolutePath();
        Path path = Path.of(launcher);
        return path.startsWith(here) ? here.relativize(path).toString() : launcher;
    }

    /** What was started has ended before it was of use. */
    private static final class FailedStartException extends IOException {
        private static final long serialVersionUID = 1;

        private final String output;

        FailedStartException(String name, String output) {
            super("the " + name + " did not start" + (output.isBlank() ? "" : ":"));
            this.output = output;
        }

        /** Returns what it wrote, as it is: any number of lines. */
        String output() {
            return output;
        }
    }
}
