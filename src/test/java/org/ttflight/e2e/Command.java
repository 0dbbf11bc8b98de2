package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Commands that run to their end: those of tt-flight, of the JDK and of the system. */
final class Command {
    /** The checkout; the jar has been built in it. */
    static final Path HOME =
            Path.of(System.getProperty("ttflight.home", "..")).toAbsolutePath().normalize();

    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final long LIMIT_SECONDS = 30;

    private Command() {}

    /** How a command ended. */
    record Result(int code, String out, String err) {
        /** Returns what it printed, if all went well. */
        String orFail() {
            assertEquals(0, code, err);
            return out;
        }
    }

    /** Returns the words that start tt-flight. */
    static List<String> ttFlight(String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(HOME.resolve("bin/tt-flight").toString());
        words.addAll(List.of(arguments));
        return words;
    }

    /** Returns the path of a tool of the JDK in which the test runs. */
    static String jdkTool(String name) {
        return JDK.resolve("bin").resolve(name).toString();
    }

    /** Prepares a process that runs on the same JDK as the test. */
    static ProcessBuilder builder(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words);
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", JDK.toString());
        environment.put("LC_ALL", "C.UTF-8");
        environment.remove("TT_ALLOC_SERVER_SOCKET");
        environment.remove("TT_ALLOC_TRACKING_ENABLED");
        environment.remove("COLUMNS");
        return builder;
    }

    /** Runs to the end, which must come soon. */
    static Result run(List<String> words) throws IOException, InterruptedException {
        Path out = Files.createTempFile("command", ".out");
        Path err = Files.createTempFile("command", ".err");
        Process process =
                builder(words)
                        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("does not end: " + words);
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Sends a signal such as {@code STOP}. */
    static void signal(String name, long pid) throws IOException, InterruptedException {
        run(List.of("kill", "-" + name, Long.toString(pid))).orFail();
    }
}
