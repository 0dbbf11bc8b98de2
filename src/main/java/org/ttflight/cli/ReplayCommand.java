package org.ttflight.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.ttflight.replay.Replay;
import org.ttflight.replay.ReplayOptions;
import org.ttflight.replay.TimePoint;
import org.ttflight.screen.View;
import org.ttflight.watch.JlineTty;
import org.ttflight.watch.Tty;
import org.ttflight.watch.Watch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}. */
@Command(
        name = "replay",
        header = "Play a recording: the same screens and beans as then.",
        description = {
            "",
            "Shows at each moment what the daemon knew then: on this terminal, to tt-smi on a",
            "socket of its own, and to JConsole and all that reads MBeans. What the recording does",
            "not tell is N/A. Takes no reports; a daemon may run beside it.",
            "docs/REPLAY.md says what can be told and what not."
        },
        footer = {
            "",
            "Examples:",
            "  tt-flight replay box.jfr                          ten times as fast as it was",
            "  tt-flight replay box.jfr --from 03:00 --speed 1   the night, as it was",
            "  tt-flight replay box.jfr --from +10m --to +20m --loop",
            "  tt-flight replay box.jfr --speed max --no-screen & tt-smi --socket SOCKET",
            "Keys: p pause, + - speed, Left Right a minute, h help, q quit."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int REFRESH_MILLIS = 500;
    private static final int LINE_SECONDS = 1;

    private final Surroundings surroundings;

    @Spec private @Nullable CommandSpec command;
    @Mixin private LookOptions look = new LookOptions();

    @Parameters(paramLabel = "FILE.jfr", description = "The recording.")
    private @Nullable Path file;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "10",
            description = {
                "Seconds of the recording in a second, such as 1 or 0.5; max is",
                "as fast as it goes. Default: ${DEFAULT-VALUE}"
            })
    private String speed = "10";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = {
                "Where to begin: 03:00 is the first such time of day in it, +10m",
                "is after its start; also 2026-11-21T03:00. Default: the start"
            })
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Where to end; as --from.")
    private @Nullable String to;

    @Option(names = "--loop", description = "Begin again at the end.")
    private boolean isLooping;

    @Option(
            names = "--exit-at-end",
            description = "End at the end; else it stays there until q or Ctrl-C.")
    private boolean isEnding;

    @Option(
            names = "--no-screen",
            description = "Print lines; where the output is no terminal, this is so anyway.")
    private boolean isPlain;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = {
                "Where tt-smi may ask. Default:",
                "$XDG_RUNTIME_DIR/tt-flight-replay.sock, else",
                "tt-flight-replay-USER.sock in the temporary directory"
            })
    private @Nullable Path socket;

    ReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path recording = file;
        if (recording == null) {
            throw wrong("which recording? FILE.jfr is missing");
        }
        ReplayLines lines = new ReplayLines(surroundings);
        try {
            return play(recording, lines);
        } catch (IOException e) {
            surroundings.complain(String.valueOf(e.getMessage()));
            return ExitCodes.ERROR;
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCodes.OK;
        }
    }

    private int play(Path recording, ReplayLines lines) throws IOException, InterruptedException {
        Replay.Listeners listeners = new Replay.Listeners(lines, lines);
        try (Replay replay = Replay.open(options(recording), listeners, lines::progress)) {
            lines.endProgress();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(replay)));
            replay.start();
            try (Tty tty = openTerminal()) {
                return tty == null ? print(replay, lines) : watch(tty, replay);
            }
        } finally {
            lines.endProgress();
        }
    }

    private ReplayOptions options(Path recording) {
        Path name = recording.getFileName();
        return new ReplayOptions(
                recording,
                name == null ? recording.toString() : name.toString(),
                speed(),
                from == null ? null : TimePoint.parse(from),
                to == null ? null : TimePoint.parse(to),
                surroundings.wallZone(),
                isLooping,
                socket == null ? usualSocket() : socket,
                Commands.version());
    }

    private double speed() {
        if (speed.equals("max")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double wanted =
                    Double.parseDouble(speed.endsWith("x") ? speed.replace("x", "") : speed);
            if (wanted > 0 && wanted <= 1_000_000) {
                return wanted;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "--speed must be more than 0, at most 1000000, or max; but is '" + speed + "'");
    }

    private Path usualSocket() {
        String runtime = surroundings.environment().getOrDefault("XDG_RUNTIME_DIR", "");
        return runtime.startsWith("/")
                ? Path.of(runtime, "tt-flight-replay.sock")
                : Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "tt-flight-replay-" + System.getProperty("user.name") + ".sock");
    }

    /** A signal ends it in order, so that its socket and its copies do not stay. */
    private static void closeQuietly(Replay replay) {
        try {
            replay.close();
        } catch (IOException e) {
            System.getLogger(ReplayCommand.class.getName())
                    .log(System.Logger.Level.DEBUG, "closing failed", e);
        }
    }

    /** Returns null where there is none, or one that cannot do what it takes. */
    private @Nullable Tty openTerminal() {
        if (isPlain
                || !surroundings.isTerminal()
                || "dumb".equals(surroundings.environment().get("TERM"))) {
            return null;
        }
        try {
            return JlineTty.open();
        } catch (IOException e) {
            return null; // input is no terminal, so no key will come
        }
    }

    private int watch(Tty tty, Replay replay) throws InterruptedException {
        Integer width = look.width();
        View view = surroundings.view(width == null ? View.MAX_WIDTH : width, look.isAscii());
        ReplayScreen screen = new ReplayScreen(replay, surroundings.wallZone());
        try {
            Watch program =
                    new Watch(
                            tty,
                            surroundings.out(),
                            view,
                            screen,
                            InstantSource.system(),
                            REFRESH_MILLIS,
                            screen);
            program.run();
            return ExitCodes.OK;
        } catch (IOException e) {
            surroundings.complain("the replay ended: " + e.getMessage());
            return ExitCodes.ERROR;
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            surroundings.complain("the replay ended by a bug; please report it:", trace.toString());
            return ExitCodes.ERROR;
        }
    }

    private int print(Replay replay, ReplayLines lines) throws IOException, InterruptedException {
        lines.greet(replay);
        CompletableFuture<Void> ended = replay.ended().toCompletableFuture();
        boolean hasToldEnd = false;
        while (true) {
            lines.moment(replay);
            if (surroundings.out().checkError()) {
                return ExitCodes.ERROR; // nobody reads any more
            }
            if (!hasToldEnd || isLooping) {
                if (await(ended) && replay.isAtEnd()) {
                    hasToldEnd = true;
                    lines.moment(replay);
                    if (isEnding) {
                        return ExitCodes.OK;
                    }
                    lines.stays();
                }
            } else {
                TimeUnit.SECONDS.sleep(LINE_SECONDS);
            }
        }
    }

    /** Waits for the end, but no longer than from one line to the next. */
    private static boolean await(CompletableFuture<Void> ended)
            throws IOException, InterruptedException {
        try {
            boolean hadEnded = ended.isDone(); // as a loop has, from its second round on
            ended.get(LINE_SECONDS, TimeUnit.SECONDS);
            TimeUnit.MILLISECONDS.sleep(hadEnded ? 1000 * LINE_SECONDS : 50);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IOException(String.valueOf(cause.getMessage()), cause);
        }
    }

    private RuntimeException wrong(String message) {
        return command == null
                ? new IllegalArgumentException(message)
                : new ParameterException(command.commandLine(), message);
    }
}
