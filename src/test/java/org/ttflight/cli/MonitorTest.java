package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ttflight.screen.Documents;
import org.ttflight.screen.Golden;
import org.ttflight.snapshot.SnapshotJson;

@SuppressWarnings("try") // some daemons only have to be there
class MonitorTest extends CommandTest {
    private static final String ANSWER = SnapshotJson.write(Documents.single());

    private @Nullable LocalSource local;

    @Test
    void shouldPrintFramesOneAfterAnother() throws IOException {
        AtomicInteger pauses = new AtomicInteger();
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(0, monitor(3, false, millis -> pauses.addAndGet(millis)));
            assertEquals(List.of("snapshot", "snapshot", "snapshot"), daemon.requests());
        }
        assertEquals(2 * 500, pauses.get());
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
                                500, List.of(), frames, false, null, null, HostPlaces.USUAL),
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
