package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackgroundTest extends CommandTest {
    private Path notes = Path.of("");

    @BeforeEach
    void keepNotesApart() {
        environment.put("XDG_RUNTIME_DIR", directory.toString());
        notes = directory.resolve("tt-flight");
    }

    private Background background() throws IOException {
        return Background.of(surroundings(false));
    }

    @Test
    void shouldFindAndStopWhatItStarted() throws Exception {
        Process process = background().start("sleeper", List.of("sleep", "60"));
        assertEquals(process.pid(), background().find("sleeper").orElseThrow().pid());
        assertTrue(background().stop("sleeper"));
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertTrue(background().find("sleeper").isEmpty());
        assertFalse(background().stop("sleeper"), "there is nothing left to stop");
    }

    @Test
    void shouldNotTakeAnotherProcessForItsOwn() throws Exception {
        background();
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(notes.resolve("sleeper.pid"), other.pid() + " 1\n");
            assertTrue(background().find("sleeper").isEmpty());
            assertFalse(background().stop("sleeper"));
            assertTrue(other.isAlive());
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void shouldTellTheLastWordsOfAProcessThatFailed() throws Exception {
        Process process =
                background().start("failing", List.of("sh", "-c", "echo one; echo two >&2"));
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertEquals("one\ntwo", background().lastWords("failing"));
    }

    @Test
    void shouldStopNothingWhereNothingRuns() {
        assertEquals(0, run("down"));
        assertTrue(out().startsWith("Nothing to stop"), out());
    }

    @Test
    void shouldSayThatUpNeedsTheLauncher() {
        assertEquals(ExitCodes.ERROR, run("up"));
        assertTrue(err().contains("bin/tt-flight up"), err());
    }
}
