package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser without a window, where one is installed. */
final class Chromium {
    private static final int LIMIT_SECONDS = 60;

    private final Path program;
    private final Path directory;

    private Chromium(Path program, Path directory) {
        this.program = program;
        this.directory = directory;
    }

    /** Returns one; the test is passed over where there is none. */
    static Chromium find(Path directory) {
        Path program =
                Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of("/usr/bin", name))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(null);
        assumeTrue(program != null, "no chromium in /usr/bin: the page is not looked at");
        return new Chromium(program, directory);
    }

    /**
     * Opens a page, and returns what its scripts have made of it.
     *
     * @throws AssertionError if the page complained on the console
     */
    String open(Path page, String... options) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory(directory, "browser");
        Path dom = profile.resolve("dom");
        Path log = profile.resolve("log");
        List<String> words = new ArrayList<>();
        words.add(program.toString());
        words.addAll(List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"));
        words.addAll(List.of("--enable-logging=stderr", "--virtual-time-budget=3000"));
        words.addAll(List.of("--user-data-dir=" + profile, "--dump-dom"));
        words.addAll(List.of(options));
        words.add(page.toUri().toString());
        Process process =
                new ProcessBuilder(words)
                        .redirectOutput(dom.toFile())
                        .redirectError(log.toFile())
                        .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the browser does not end: " + Files.readString(log));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        List<String> complaints =
                Files.readAllLines(log).stream().filter(line -> line.contains("CONSOLE")).toList();
        assertEquals(List.of(), complaints, "on the console");
        return Files.readString(dom);
    }
}
