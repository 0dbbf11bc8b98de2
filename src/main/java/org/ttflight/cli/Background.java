package org.ttflight.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ttflight.host.Liveness;
import org.ttflight.host.ProcFs;

/**
 * Processes of tt-flight that {@code up} leaves running and {@code down} finds again. Each is noted
 * in a file with its pid and start time, so that no other process is ever taken for it.
 */
final class Background {
    private static final ProcFs PROC = new ProcFs(Path.of("/proc"));
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory;

    private Background(Path directory) {
        this.directory = directory;
    }

    /** Returns those of this user, kept where the system keeps what lives as long as a login. */
    static Background of(Surroundings surroundings) throws IOException {
        String runtime = surroundings.environment().get("XDG_RUNTIME_DIR");
        Path directory =
                runtime == null || runtime.isEmpty()
                        ? Path.of("/tmp", "tt-flight-" + System.getProperty("user.name"))
                        : Path.of(runtime, "tt-flight");
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.getOwner(directory).equals(Files.getOwner(Path.of("/proc/self")))) {
            throw new IOException(directory + " belongs to somebody else; remove it");
        }
        return new Background(directory);
    }

    /** Returns the file that takes the output of a process. */
    Path log(String name) {
        return directory.resolve(name + ".log");
    }

    /** Returns the directory of the demo's made-up host; it may not be there. */
    Path host() {
        return directory.resolve("host");
    }

    /** Returns where the demo's daemon keeps what outlives it. */
    Path state() {
        return directory.resolve("state");
    }

    /** Starts a process that outlives this one and the terminal, and notes it. */
    Process start(String name, List<String> command) throws IOException {
        List<String> detached = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            detached.add("/usr/bin/setsid");
        }
        detached.addAll(command);
        Process process =
                new ProcessBuilder(detached)
                        .redirectErrorStream(true)
                        .redirectOutput(log(name).toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .start();
        Files.writeString(
                note(name),
                process.pid() + " " + PROC.startTicks((int) process.pid()) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        return process;
    }

    private Path note(String name) {
        return directory.resolve(name + ".pid");
    }

    /** Returns the process of this name, if it still runs. */
    Optional<ProcessHandle> find(String name) {
        try {
            String[] words = Files.readString(note(name)).strip().split(" ", 2);
            int pid = Integer.parseInt(words[0]);
            long started = words.length < 2 ? -1 : Long.parseLong(words[1]);
            boolean isSame = started >= 0 && PROC.liveness(pid, started) == Liveness.ALIVE;
            return isSame ? ProcessHandle.of(pid) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Ends the process of this name and waits for it; returns whether there was one. */
    boolean stop(String name) throws IOException, InterruptedException {
        Optional<ProcessHandle> found = find(name);
        if (found.isPresent()) {
            ProcessHandle process = found.get();
            process.destroy();
            try {
                process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                throw new IOException("process " + process.pid() + " does not end", e);
            }
        }
        Files.deleteIfExists(note(name));
        return found.isPresent();
    }

    /** Returns the last lines of a process's output, to show why it failed. */
    String lastWords(String name) throws IOException {
        List<String> lines = Files.readAllLines(log(name), StandardCharsets.UTF_8);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }
}
