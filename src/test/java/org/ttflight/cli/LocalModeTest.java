package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.screen.Documents;
import org.ttflight.screen.HostDocuments;
import org.ttflight.screen.SmiScreen;
import org.ttflight.snapshot.HostSummary;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.SnapshotJson;

/** What the commands do where no daemon answers. */
@SuppressWarnings("try") // some daemons only have to be there
class LocalModeTest extends CommandTest {
    private static final String ANSWER = SnapshotJson.write(Documents.single());
    private static final SnapshotDocument LOCAL =
            HostDocuments.withoutDaemon(HostDocuments.healthy());
    private static final SnapshotDocument NOTHING =
            new SnapshotDocument(
                    1, Documents.TIME, null, List.of(), List.of(), HostSummary.UNKNOWN, List.of());

    private final AtomicInteger reads = new AtomicInteger();

    private int smi(SmiOptions options, SnapshotDocument local) {
        LocalSource source =
                () -> {
                    reads.incrementAndGet();
                    return local;
                };
        return new Smi(surroundings(false), Duration.ofMillis(200), source).run(options);
    }

    private static SmiOptions options(boolean isJson, HostPlaces places) {
        return (isJson ? SmiOptions.USUAL.withOutput(SmiOptions.Output.DOCUMENT) : SmiOptions.USUAL)
                .withLook(false, 80)
                .withSource(null, places);
    }

    @Test
    void shouldReadTheHostWhereNobodyListens() {
        assertEquals(0, smi(options(false, HostPlaces.USUAL), LOCAL));
        assertEquals("", err());
        assertTrue(out().contains("tt-smi   without a daemon"), out());
        assertTrue(out().contains("No daemon listens on " + socket()), out());
        String last = out().substring(out().indexOf("Without a daemon"));
        for (String missing :
                List.of("single buffers", "peaks", "socket", "rates", "tt-flight serve")) {
            assertTrue(last.contains(missing), last);
        }
    }

    @Test
    void shouldReadTheHostWhereTheDaemonKeepsSilent() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.stuckAfter(socket(), "{")) {
            assertEquals(0, smi(options(false, HostPlaces.USUAL), LOCAL));
        }
        assertTrue(out().contains("No answer on " + socket()), out());
    }

    @Test
    void shouldNotReadTheHostBesideADaemon() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(0, smi(options(false, HostPlaces.USUAL), LOCAL));
            assertEquals(1, daemon.requests().size());
        }
        assertEquals(0, reads.get());
    }

    /** Another server on the socket is trouble to be told, not a host without a daemon. */
    @Test
    void shouldNotHideABrokenAnswer() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), "hello")) {
            assertEquals(1, smi(options(false, HostPlaces.USUAL), LOCAL));
        }
        assertEquals(0, reads.get());
        assertEquals("", out());
    }

    @Test
    void shouldSayThatThereIsNothingAtAll() {
        assertEquals(4, smi(options(true, HostPlaces.USUAL), NOTHING));
        assertEquals("", out());
        assertTrue(err().contains("no daemon listens on " + socket()), err());
        assertTrue(err().contains("no device and no shared memory"), err());
    }

    @Test
    void shouldShowAHostThatOnlyHasADriverOrSharedMemory() {
        assertEquals(0, smi(options(false, HostPlaces.USUAL), HostDocuments.noDriver()));
        assertTrue(out().contains("No devices (no driver)."), out());
        out.reset();
        SnapshotDocument driver = HostDocuments.withoutDaemon(HostDocuments.noDevice());
        assertEquals(0, smi(options(false, HostPlaces.USUAL), driver));
        assertTrue(out().contains("No devices: the driver lists none."), out());
    }

    @ParameterizedTest
    @CsvSource({"host-root", "sys", "proc", "driver", "dev-shm"})
    void shouldNotAskTheDaemonOfThisHostAboutAnother(String which) throws IOException {
        Path there = directory;
        HostPlaces places =
                new HostPlaces(
                        which.equals("host-root") ? there : null,
                        which.equals("sys") ? there : null,
                        which.equals("proc") ? there : null,
                        which.equals("driver") ? there : null,
                        which.equals("dev-shm") ? there : null,
                        List.of());
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(0, smi(options(false, places), LOCAL));
            assertEquals(List.of(), daemon.requests());

            SmiOptions both = SmiOptions.USUAL.withLook(false, 80).withSource(socket(), places);
            assertEquals(0, smi(both, LOCAL));
            assertEquals(1, daemon.requests().size());
        }
        assertEquals(1, reads.get());
    }

    @Test
    void shouldSayThatARootHasNothing() {
        HostPlaces places = new HostPlaces(directory, null, null, null, null, List.of());
        assertEquals(1, smi(options(false, places), NOTHING));
        assertTrue(err().startsWith("tt-flight: no driver, no device"), err());
        assertFalse(err().contains("tt-flight serve"), err());
    }

    @Test
    void shouldMonitorUntilADaemonComes() {
        List<SnapshotDocument> local = List.of(LOCAL, NOTHING);
        LocalSource source = () -> local.get(Math.min(1, reads.getAndIncrement()));
        Snapshots snapshots =
                new Snapshots(
                        surroundings(false), null, Duration.ofSeconds(5), HostPlaces.USUAL, source);
        FakeDaemon[] daemon = new FakeDaemon[1];
        AtomicInteger frame = new AtomicInteger();
        Monitor monitor =
                new Monitor(
                        surroundings(false),
                        new MonitorOptions(500, List.of(), 3, 0, false, 80, null, HostPlaces.USUAL),
                        snapshots,
                        () -> Documents.TIME,
                        millis -> {
                            if (frame.incrementAndGet() == 2) {
                                daemon[0] = answering();
                            }
                        });
        try {
            assertEquals(0, monitor.run());
        } finally {
            if (daemon[0] != null) {
                daemon[0].close();
            }
        }
        List<String> heads =
                out().lines()
                        .filter(
                                line ->
                                        line.startsWith("  daemon ")
                                                || line.startsWith("  without a ")
                                                || line.startsWith("  No answer"))
                        .map(line -> line.substring(0, 11))
                        .toList();
        assertEquals(List.of("  without a", "  No answer", "  daemon 81"), heads, out());
    }

    private FakeDaemon answering() {
        try {
            return FakeDaemon.answering(socket(), ANSWER);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smi", "monitor"})
    void shouldDocumentTheRoots(String command) {
        assertEquals(0, run(command, "--help"));
        for (String option :
                List.of(
                        "--host-root=DIR",
                        "--root-sys=DIR",
                        "--root-proc=DIR",
                        "--root-driver=DIR",
                        "--root-dev-shm=DIR",
                        "--reports=DIR",
                        "instead of asking the daemon")) {
            assertTrue(out().contains(option), option + " is not in:\n" + out());
        }
    }

    @Test
    void shouldTakeTheRootWithoutTheLibrary() {
        SmiOptions options =
                SmiOptions.parseSimple(new String[] {"smi", "--host-root", "/host"}, 1);
        assertNotNull(options);
        assertEquals(
                new HostPlaces(Path.of("/host"), null, null, null, null, List.of()),
                options.places());
        assertNull(SmiOptions.parseSimple(new String[] {"smi", "--host-root"}, 1));
        assertNull(SmiOptions.parseSimple(new String[] {"smi", "--host-root", "--json"}, 1));
    }

    /** People type it often; what it does not need it must not load. */
    @ParameterizedTest
    @ValueSource(strings = {"--width 200", "-d -i 0,2 --ascii", "--shm-only --pid 4242"})
    void shouldLoadNothingThatReadsFilesBesideADaemon(String options) throws Exception {
        try (FakeDaemon daemon =
                FakeDaemon.answering(socket(), SnapshotJson.write(HostDocuments.zoo()))) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-Xmx64m", "-Xshare:auto", "-verbose:class"));
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
            command.addAll(List.of(Main.class.getName(), "smi"));
            command.addAll(List.of(options.split(" ")));
            command.addAll(List.of("--socket", socket().toString()));
            Process smi = new ProcessBuilder(command).redirectErrorStream(true).start();
            String loaded;
            try (InputStream stream = smi.getInputStream()) {
                loaded = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
            assertTrue(smi.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, smi.exitValue(), loaded);
            assertTrue(loaded.contains(SmiScreen.class.getName()), loaded);
            for (String name :
                    List.of(
                            "org.ttflight.host.",
                            "org.ttflight.shm.",
                            "org.ttflight.report.",
                            "org.ttflight.ledger.Shared",
                            "org.ttflight.snapshot.Observ",
                            "org.ttflight.snapshot.SnapshotBuilder",
                            "org.ttflight.cli.LocalHost",
                            "picocli.",
                            "org.jline.",
                            "org.ttflight.history.",
                            "org.ttflight.watch.",
                            "com.google.gson.stream.JsonReader",
                            "cli.Smi$$Lambda",
                            "cli.UserNumbers",
                            "screen.SmiScreen$$Lambda",
                            "Table$$Lambda",
                            "Details$$Lambda",
                            "Notes$$Lambda")) {
                List<String> lines = loaded.lines().filter(line -> line.contains(name)).toList();
                assertEquals(List.of(), lines);
            }
        }
    }
}
