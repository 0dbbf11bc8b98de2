package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The built daemon, as a process of its own. What it prints is kept in files. */
final class DaemonProcess implements AutoCloseable {
    private final Process process;
    private final Path socket;
    private final Path out;
    private final Path err;

    private DaemonProcess(Process process, Path socket, Path out, Path err) {
        this.process = process;
        this.socket = socket;
        this.out = out;
        this.err = err;
    }

    /** Starts a daemon on a socket in this directory, and waits until it says that it listens. */
    static DaemonProcess start(Path directory, String... options) throws Exception {
        return startUnder(List.of(), directory, options);
    }

    /** The same, started by another command, such as {@code setpriv}. */
    static DaemonProcess startUnder(List<String> wrapper, Path directory, String... options)
            throws Exception {
        DaemonProcess daemon =
                launch(
                        wrapper,
                        directory,
                        Redirect.to(directory.resolve("d.out").toFile()),
                        options);
        daemon.awaitGreeting();
        return daemon;
    }

    /** Starts a daemon without waiting for it, and with its standard output as told. */
    static DaemonProcess launch(
            List<String> wrapper, Path directory, Redirect standardOutput, String... options)
            throws IOException {
        Path socket = directory.resolve("tt.sock");
        List<String> words = new ArrayList<>(wrapper);
        words.addAll(Command.ttFlight("serve", "--socket", socket.toString()));
        if (!List.of(options).contains("--state-dir")) {
            words.addAll(List.of("--state-dir", directory.resolve("state").toString()));
        }
        words.addAll(List.of(options));
        Path err = directory.resolve("d.err");
        Process process =
                Command.builder(words)
                        .redirectInput(Redirect.from(new File("/dev/null")))
                        .redirectOutput(standardOutput)
                        .redirectError(err.toFile())
                        .start();
        return new DaemonProcess(process, socket, directory.resolve("d.out"), err);
    }

    private void awaitGreeting() throws Exception {
        try {
            Await.passes(
                    Await.LONG,
                    () -> {
                        if (!process.isAlive()) {
                            throw new IOException("the daemon ended: " + Files.readString(err));
                        }
                        String ready = "   Listening on: " + socket + "\n";
                        assertTrue(Files.readString(out).contains(ready), "no greeting");
                    });
        } catch (Exception | AssertionError e) {
            close();
            throw e;
        }
    }

    /** Returns whether it can be connected to; for a daemon whose greeting cannot be read. */
    boolean isListening() {
        try (SocketChannel probe = Asking.connect(socket)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    Path socket() {
        return socket;
    }

    long pid() {
        return process.pid();
    }

    Process process() {
        return process;
    }

    /** Returns what it has printed so far. */
    String out() throws IOException {
        return Files.readString(out);
    }

    /** Returns what it has said on standard error so far. */
    String err() throws IOException {
        return Files.readString(err);
    }

    /** Returns the processor time that it has used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Returns the share of one processor that it uses while this time passes. */
    double load(Duration window) {
        Duration before = cpu();
        Await.elapse(window);
        return (double) cpu().minus(before).toNanos() / window.toNanos();
    }

    /** Sends SIGTERM and returns the exit code. */
    int terminate(Duration limit) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running " + limit.toMillis() + " ms after SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
