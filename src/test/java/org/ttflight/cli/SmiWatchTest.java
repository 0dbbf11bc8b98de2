package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ttflight.screen.Documents;
import org.ttflight.snapshot.SnapshotJson;
import org.ttflight.watch.FakeTty;

@SuppressWarnings("try") // some daemons only have to be there
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SmiWatchTest extends CommandTest {
    private static final String ANSWER = SnapshotJson.write(Documents.single());
    private static final SmiOptions OPTIONS = SmiOptions.USUAL.watching(500);

    private final FakeTty tty = new FakeTty();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger paused = new AtomicInteger();

    private int watch(boolean isTerminal, int frames, SmiWatch.Pause pause) {
        return new SmiWatch(
                        surroundings(isTerminal),
                        () -> {
                            opened.incrementAndGet();
                            return tty;
                        },
                        pause)
                .run(OPTIONS, frames);
    }

    @Test
    void shouldPrintPlainScreensWhereThereIsNoTerminal() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(0, run("smi"));
            String screen = out();
            out.reset();
            assertEquals(0, watch(false, 3, paused::addAndGet));
            assertEquals((screen + "\n").repeat(3), out());
            assertEquals(0, run("smi", "-w", "-n", "1"));
            assertEquals((screen + "\n").repeat(4), out());
        }
        assertEquals(1000, paused.get());
        assertEquals(0, opened.get());
        assertFalse(out().contains("\u001b"));
    }

    @Test
    void shouldPrintPlainScreensOnADumbTerminal() throws IOException {
        environment.put("TERM", "dumb");
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(
                    0,
                    watch(
                            true,
                            0,
                            millis -> {
                                throw new InterruptedException();
                            }));
        }
        assertEquals(0, opened.get());
        assertTrue(out().contains("python3"), out());
        assertFalse(out().contains("\u001b"));
    }

    @Test
    void shouldFailAtOnceButNotLater() throws IOException {
        assertEquals(ExitCodes.UNREACHABLE, watch(false, 2, paused::addAndGet));
        assertEquals(0, paused.get());
        err.reset();
        FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER);
        assertEquals(
                0,
                watch(
                        false,
                        2,
                        millis -> {
                            paused.addAndGet(millis);
                            daemon.close();
                        }));
        assertEquals(500, paused.get());
        assertTrue(err().contains("no daemon listens on "), err());
        assertTrue(err().endsWith("; trying again\n"), err());
    }

    @Test
    void shouldBeAProgramOnATerminal() throws IOException {
        tty.type("q");
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(0, watch(true, 0, paused::addAndGet));
        }
        assertTrue(out().startsWith("\u001b[?1049h"), out());
        assertTrue(out().endsWith("\u001b[?1049l"), out());
        assertEquals(List.of("raw", "cooked", "closed"), tty.events());
        assertEquals(0, paused.get());
        assertEquals("", err());
    }

    @Test
    void shouldTellOfABugAfterTheTerminalIsBack() {
        tty.failToDraw();
        assertEquals(ExitCodes.ERROR, watch(true, 0, paused::addAndGet));
        assertTrue(out().endsWith("\u001b[?1049l"), out());
        assertEquals(List.of("raw", "cooked", "closed"), tty.events());
        assertTrue(err().contains("--watch ended by a bug; please report it:"), err());
        assertTrue(err().contains("a bug in drawing"), err());
    }

    @Test
    void shouldComplainOfWhatMakesNoSense() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(ExitCodes.USAGE, run("smi", "-w", "-n", "-1"));
            assertTrue(err().contains("--frames must not be negative, but is -1"), err());
            err.reset();
            assertEquals(0, run("smi", "-w", "-n", "1", "-r", "99"));
            assertEquals("tt-flight: --refresh 99 is too fast; using 100\n", err());
        }
    }
}
