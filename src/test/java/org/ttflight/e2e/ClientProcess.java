package org.ttflight.e2e;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

/**
 * A program that reports to the daemon, as a process of its own that takes commands. What it says
 * it sent is booked in the account when it says that the daemon has answered after it.
 */
final class ClientProcess implements AutoCloseable {
    private final Process process;
    private final Account account;
    private final BufferedWriter commands;
    private final BufferedReader answers;
    private LongUnaryOperator pidOfClaim = claim -> claim;

    private ClientProcess(List<String> words, Account account) throws IOException {
        this.process = Command.builder(words).redirectError(Redirect.INHERIT).start();
        this.account = account;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts the Python client with frames of this size. */
    static ClientProcess python(Path socket, int frameBytes, Account account) throws IOException {
        return pythonUnder(List.of(), socket, frameBytes, account);
    }

    /** The same, started by another command, such as {@code unshare}. */
    static ClientProcess pythonUnder(
            List<String> wrapper, Path socket, int frameBytes, Account account) throws IOException {
        List<String> words = new ArrayList<>(wrapper);
        Path system = Path.of("/usr/bin/python3");
        words.add(Files.isExecutable(system) ? system.toString() : "python3");
        // As text, so that another user need not be able to read the checkout.
        words.addAll(List.of("-u", "-c", script(), socket.toString(), "" + frameBytes));
        return new ClientProcess(words, account);
    }

    /** Starts a program that uses the client library; its frames have 144 bytes. */
    static ClientProcess java(Path socket, Account account) throws IOException {
        return new ClientProcess(
                List.of(
                        Command.jdkTool("java"),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReporterMain.class.getName(),
                        socket.toString()),
                account);
    }

    private static String script() throws IOException {
        try (InputStream in = ClientProcess.class.getResourceAsStream("/clients/client.py")) {
            if (in == null) {
                throw new IOException("client.py is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Says on which process the daemon is to book what is claimed to be another's. */
    ClientProcess bookedOn(LongUnaryOperator pidOfClaim) {
        this.pidOfClaim = pidOfClaim;
        return this;
    }

    long pid() {
        return process.pid();
    }

    /** Returns the process that the wrapper has started. */
    ProcessHandle onlyChild() {
        return process.children().findFirst().orElseThrow();
    }

    /** Has a command carried out, and returns what the client tells. */
    List<Long> run(String command) throws IOException {
        begin(command);
        return end();
    }

    /** Has the client begin a command. */
    void begin(String command) throws IOException {
        commands.write(command);
        commands.newLine();
        commands.flush();
    }

    /** Waits for the end of what was begun. The test as a whole has a time limit. */
    List<Long> end() throws IOException {
        List<String[]> sent = new ArrayList<>();
        while (true) {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("a client ended: " + process.info().commandLine());
            }
            String[] words = line.split(" ", -1);
            if (words[0].equals("ok")) {
                sent.forEach(this::book);
                return Arrays.stream(words)
                        .filter(word -> word.matches("\\d+"))
                        .map(Long::parseUnsignedLong)
                        .toList();
            }
            sent.add(words);
        }
    }

    private void book(String[] words) {
        long pid = pidOfClaim.applyAsLong(Long.parseLong(words[1]));
        account.book(pid, Arrays.copyOfRange(words, 2, words.length));
    }

    /** Sends SIGKILL; the account has nothing of it any more. Returns when that was. */
    long kill() throws InterruptedException {
        long now = System.nanoTime();
        process.destroyForcibly();
        account.gone(pid());
        process.waitFor();
        return now;
    }

    /** Has the client leave by itself. */
    void leave() throws IOException, InterruptedException {
        begin("exit");
        if (!process.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("a client does not leave");
        }
        account.gone(pid());
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
