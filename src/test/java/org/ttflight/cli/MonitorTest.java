package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.screen.Documents;
import org.ttflight.screen.Golden;
import org.ttflight.screen.HostDocuments;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.SnapshotJson;

@SuppressWarnings("try") // some daemons only have to be there
class MonitorTest extends CommandTest {
    private static final String ANSWER = SnapshotJson.write(Documents.single());

    private @Nullable LocalSource local;
    private int historySeconds;

    @Test
    void shouldPrintFramesOneAfterAnother() throws IOException {
        AtomicInteger pauses = new AtomicInteger();
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(0, monitor(3, false, millis -> pauses.addAndGet(millis)));
            assertEquals(List.of("snapshot", "snapshot", "snapshot"), daemon.requests());
        }
        assertEquals(2 * 500, pauses.get());
        assertFalse(out().contains("max "), out());
        String frame = out().substring(0, out().length() / 3);
        assertEquals(frame.repeat(3), out());
        Golden.check("monitor-1-device-100", frame.substring(0, frame.length() - 1));
    }

    @Test
    void shouldRecoverWhenTheDaemonComesBack() throws Exception {
        FakeDaemon[] daemon = {FakeDaemon.answering(socket(), ANSWER)};
        AtomicInteger frame = new AtomicInteger();
        int code =
                monitor(
                        3,
                        false,
                        millis -> {
                            daemon[0].close();
                            if (frame.incrementAndGet() == 2) {
                                daemon[0] = restart();
                            }
                        });
        daemon[0].close();

        assertEquals(0, code);
        List<String> bars = out().lines().filter(line -> line.contains("DRAM:")).toList();
        assertEquals(2, bars.size(), out());
        int trouble = out().indexOf("No answer from the daemon: no daemon listens on ");
        assertTrue(trouble > out().indexOf(bars.get(0)), out());
        assertTrue(trouble < out().lastIndexOf(bars.get(1)), out());
        assertTrue(out().contains("The last one was of 2026-11-21 14:30:45."), out());
        assertTrue(out().contains("2026-11-21 14:31:00"), out());
    }

    @Test
    void shouldGiveTheTerminalBack() throws IOException {
        environment.put("TERM", "dumb");
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            AtomicInteger pauses = new AtomicInteger();
            assertEquals(
                    0,
                    monitor(
                            0,
                            true,
                            millis -> {
                                if (pauses.incrementAndGet() == 2) {
                                    throw new InterruptedException();
                                }
                            }));
        }
        assertTrue(out().startsWith("\u001b[?1049h\u001b[?25l\u001b[H"), out());
        assertTrue(out().endsWith("\u001b[J\u001b[?25h\u001b[?1049l"), out());
        assertEquals(3, out().split("\u001b\\[H", -1).length);
    }

    @Test
    void shouldGiveTheTerminalBackAfterABug() throws IOException {
        environment.put("TERM", "dumb");
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            IllegalStateException bug = new IllegalStateException("a bug");
            assertSame(
                    bug,
                    assertThrows(
                            IllegalStateException.class,
                            () ->
                                    monitor(
                                            0,
                                            true,
                                            millis -> {
                                                throw bug;
                                            })));
        }
        assertTrue(out().endsWith("\u001b[J\u001b[?25h\u001b[?1049l"), out());
    }

    @Test
    void shouldBeginWithWhatTheDaemonRemembers() throws IOException {
        historySeconds = 60;
        String past =
                "{\"schema\":1,\"endTime\":\"2026-11-21T14:30:40Z\",\"stepSeconds\":10,\"steps\":3,"
                        + "\"devices\":[{\"device\":0,\"asicId\":\"0123456789abcdef\",\"series\":"
                        + "{\"dramUsed\":[0,1099511627776,null]}}]}";
        try (FakeDaemon daemon =
                FakeDaemon.answeringEach(
                        socket(), request -> request.equals("snapshot") ? ANSWER : past)) {
            assertEquals(0, monitor(2, false, millis -> {}));
            assertEquals(
                    List.of("snapshot", "history window=60 steps=60", "snapshot"),
                    daemon.requests());
        }
        List<String> lines = out().lines().filter(line -> line.contains("max ")).toList();
        assertEquals(4, lines.size(), out());
        String head = "    1 min:      " + " ".repeat(24) + "▁".repeat(10) + "█".repeat(10);
        assertTrue(lines.get(0).startsWith(head), lines.get(0));
        assertTrue(lines.get(0).endsWith("  max    1.0 TiB"), lines.get(0));
        assertTrue(lines.get(1).startsWith("    1 min:      " + " ".repeat(59) + "█"), out());
        assertEquals(lines.subList(0, 2), lines.subList(2, 4));
    }

    @Test
    void shouldAskAgainWhenTheDaemonComesBackAndLiveWithOneThatIsOlder() throws IOException {
        historySeconds = 60;
        FakeDaemon[] daemon = {FakeDaemon.answering(socket(), ANSWER)};
        List<String> requests = new ArrayList<>();
        AtomicInteger pauses = new AtomicInteger();
        int code =
                monitor(
                        3,
                        false,
                        millis -> {
                            if (pauses.incrementAndGet() == 1) {
                                requests.addAll(daemon[0].requests());
                                daemon[0].close();
                            } else {
                                daemon[0] = restart();
                            }
                        });
        requests.addAll(daemon[0].requests());
        daemon[0].close();
        assertEquals(0, code);
        String ask = "history window=60 steps=60";
        assertEquals(List.of("snapshot", ask, "snapshot", ask), requests);
        assertTrue(out().contains(" ".repeat(59) + "█"), out());
    }

    @Test
    void shouldFillAsItRunsWithoutADaemon() {
        historySeconds = 60;
        SnapshotDocument document = HostDocuments.withoutDaemon(Documents.single());
        local = () -> document;
        assertEquals(0, monitor(1, false, millis -> {}));
        assertTrue(out().contains("    1 min:      " + " ".repeat(59) + "█"), out());
    }

    @Test
    void shouldStopWatchingTheHostWhenADaemonAnswers() {
        SnapshotDocument document = HostDocuments.withoutDaemon(Documents.single());
        List<String> calls = new ArrayList<>();
        local =
                new LocalSource() {
                    @Override
                    public SnapshotDocument read() {
                        calls.add("read");
                        return document;
                    }

                    @Override
                    public void rest() {
                        calls.add("rest");
                    }
                };
        FakeDaemon[] daemon = new FakeDaemon[1];
        assertEquals(0, monitor(2, false, millis -> daemon[0] = restart()));
        daemon[0].close();
        assertEquals(List.of("read", "rest", "rest"), calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1441"})
    void shouldRefuseAPastThatNobodyRemembers(String minutes) {
        assertEquals(ExitCodes.USAGE, run("monitor", "-n", "1", "--minutes", minutes));
        assertTrue(err().contains("--minutes must be from 0 to 1440, but is " + minutes), err());
    }

    @Test
    void shouldWriteNoEscapeSequencesIntoAFile() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(0, monitor(2, false, millis -> {}));
        }
        assertFalse(out().contains("\u001b"), out());
    }

    @Test
    void shouldSlowDownWhoeverAsksTooOften() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(0, run("monitor", "-n", "1", "-r", "99"));
            assertEquals("tt-flight: --refresh 99 is too fast; using 100\n", err());
            assertTrue(out().contains("every 100 ms"), out());
            err.reset();
            assertEquals(0, run("monitor", "-n", "1", "-r", "100"));
            assertEquals("", err());
        }
    }

    private FakeDaemon restart() {
        try {
            return FakeDaemon.answering(socket(), ANSWER);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private int monitor(int frames, boolean isTerminal, Monitor.Pause pause) {
        return new Monitor(
                        surroundings(isTerminal),
                        new MonitorOptions(
                                500,
                                List.of(),
                                frames,
                                historySeconds,
                                false,
                                null,
                                null,
                                HostPlaces.USUAL),
                        new Snapshots(
                                surroundings(isTerminal),
                                null,
                                Duration.ofSeconds(5),
                                HostPlaces.USUAL,
                                local),
                        () -> Documents.TIME.plusSeconds(15),
                        pause)
                .run();
    }
}
