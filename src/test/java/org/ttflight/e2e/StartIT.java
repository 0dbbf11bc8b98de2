package org.ttflight.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a start of {@code tt-smi} takes, counted, not timed; and its archive of classes. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartIT extends EndToEnd {
    /** The JDK's own start takes some 450; with JSON and a screen some 650 on 17, 1,600 on 25. */
    private static final int MOST_CLASSES = 1_800;

    private Path cache = Path.of("");
    private Path install = Path.of("");

    @BeforeEach
    void install() throws IOException {
        cache = Files.createDirectory(directory.resolve("cache"));
        install = directory.resolve("install");
        Path target = Command.HOME.resolve("src/target");
        Path lib = install.resolve("lib/tt-flight");
        copy(Command.HOME.resolve("bin"), install.resolve("bin"));
        copy(target.resolve("lib"), lib.resolve("lib"));
        Files.copy(target.resolve("tt-flight.jar"), lib.resolve("tt-flight.jar"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    private Command.Result smi(Map<String, String> more, String... arguments) throws Exception {
        List<String> words = new ArrayList<>();
        words.add(directory.resolve("tt-smi").toString());
        words.addAll(List.of(arguments));
        Path out = directory.resolve("smi.out");
        Path err = directory.resolve("smi.err");
        ProcessBuilder builder =
                Command.builder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        builder.environment().put("TT_FLIGHT_CDS_DELAY", "0");
        builder.environment().remove("TT_FLIGHT_NO_CDS");
        builder.environment().putAll(more);
        Process process = keep(new Ended(builder.start())).process();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return new Command.Result(
                process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Ends the process with the test. */
    private record Ended(Process process) implements AutoCloseable {
        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private List<Path> files(String suffix) throws IOException {
        Path place = cache.resolve("tt-flight");
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .filter(file -> !file.getFileName().toString().contains(".new."))
                    .toList();
        }
    }

    private Path archive() throws IOException {
        List<Path> archives = new ArrayList<>(files(".jsa"));
        archives.addAll(files(".aot"));
        assertEquals(1, archives.size(), archives.toString());
        return archives.get(0);
    }

    @Test
    void shouldStartFromAnArchiveAndSurviveAStaleOne() throws Exception {
        // Through a link, as an install may have it in a directory of PATH.
        Files.createSymbolicLink(directory.resolve("tt-smi"), install.resolve("bin/tt-smi"));
        DaemonProcess daemon = daemon("--simulate", "p150a:2");
        String socket = daemon.socket().toString();
        Command.Result first = smi(Map.of(), "--socket", socket);
        assertTrue(first.orFail().contains("p150a"), first.out());
        assertEquals("", first.err());
        Await.passes(Await.LONG, () -> assertEquals(1, files(".java").size()));
        archive();

        Path log = directory.resolve("classes");
        Map<String, String> logging =
                Map.of("TT_FLIGHT_CLI_JAVA_OPTIONS", "-Xlog:class+load:file=" + log);
        assertEquals("", smi(logging, "--socket", socket).err());
        List<String> loaded = Files.readAllLines(log);
        assertTrue(loaded.size() < MOST_CLASSES, loaded.size() + " classes");
        List<String> ours = loaded.stream().filter(line -> line.contains("org.ttflight")).toList();
        assertTrue(ours.stream().anyMatch(line -> line.contains("SmiScreen")), ours.toString());
        assertEquals(
                List.of(),
                ours.stream().filter(line -> !line.contains("shared objects file")).toList());
        boolean isLoadedWhenUsed =
                archive().toString().endsWith(".jsa"); // not so from an AOT cache
        if (isLoadedWhenUsed && Files.isExecutable(Path.of("/usr/bin/perl"))) {
            assertFalse(
                    loaded.stream().anyMatch(line -> line.contains("java.security.SecureRandom ")));
        }

        // Another jar of the same age: what the script cannot see, the JVM must.
        Path jar = install.resolve("lib/tt-flight/tt-flight.jar");
        FileTime later = FileTime.fromMillis(Files.getLastModifiedTime(jar).toMillis() + 5_000);
        Files.setLastModifiedTime(jar, later);
        Files.setLastModifiedTime(files(".jar").get(0), later);
        Command.Result stale = smi(Map.of(), "--socket", socket);
        assertTrue(stale.orFail().contains("p150a"), stale.out());
        assertEquals("", stale.err());

        Path broken = archive();
        Files.delete(broken);
        Files.writeString(broken, "no archive");
        Command.Result odd = smi(Map.of(), "--socket", socket, "--ascii");
        assertTrue(odd.orFail().startsWith("+"), odd.out());
        assertEquals("", odd.err());
    }

    @Test
    void shouldNotWriteWhereItMayNot() throws Exception {
        Files.createSymbolicLink(directory.resolve("tt-smi"), install.resolve("bin/tt-smi"));
        String none = directory.resolve("none.sock").toString();
        Map<String, String> off = Map.of("TT_FLIGHT_NO_CDS", "1");
        assertEquals(4, smi(off, "--socket", none).code());
        // A link where the directory should be could lead anywhere.
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.createSymbolicLink(cache.resolve("tt-flight"), elsewhere);
        Command.Result result = smi(Map.of(), "--socket", none);
        assertEquals(4, result.code());
        assertTrue(result.err().startsWith("tt-flight: no daemon listens on"), result.err());
        assertEquals(List.of(), files(""));
    }
}
