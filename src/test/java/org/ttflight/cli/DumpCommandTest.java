package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DumpCommandTest extends CommandTest {
    private static final String TEXT = "📋 Received DUMP_REMAINING request...\n✓ nothing\n";

    @Test
    void shouldPrintTheTextAsItIs() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), TEXT)) {
            assertEquals(0, run("dump"));
            assertEquals(0, run("dump", "--kernels"));
            assertEquals(List.of("remaining", "kernels"), daemon.requests());
        }
        assertEquals(TEXT + TEXT, out());
        assertEquals("", err());
    }

    @Test
    @SuppressWarnings("try") // the daemon only has to be there
    void shouldNotPrintAnErrorAsADump() throws IOException {
        String error = "{\"error\":\"unknown request; try: help\"}\n";
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), error)) {
            assertEquals(1, run("dump"));
        }
        assertEquals("", out());
        assertTrue(err().startsWith("tt-flight: the daemon answers: {\"error\""), err());
    }

    @Test
    void shouldNeedADaemon() {
        assertEquals(4, run("dump"));
        assertEquals("", out());
        assertTrue(err().contains("only a daemon knows the single buffers"), err());
    }

    @Test
    void shouldRefuseNonsense() {
        assertEquals(2, run("dump", "--all"));
        assertTrue(err().contains("try: tt-flight dump --help"), err());
    }
}
