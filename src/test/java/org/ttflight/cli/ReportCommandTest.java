package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ttflight.recording.ARecording;

class ReportCommandTest extends CommandTest {
    @TempDir static Path recordings;
    private static Path recording;

    @BeforeAll
    static void record() throws IOException {
        recording = recordings.resolve("flight.jfr");
        ARecording.write(recording, "profile", "evil\u001b[2J<b>");
    }

    private Path copy() throws IOException {
        return Files.copy(recording, directory.resolve("flight.jfr"));
    }

    @Test
    void shouldWriteAPageBesideTheRecording() throws IOException {
        Path file = copy();
        assertEquals(0, run("report", file.toString()), this::err);
        String page = Files.readString(directory.resolve("flight.html"));
        assertTrue(page.contains("<title>flight.jfr</title>"));
        assertTrue(page.contains("evil\ufffd[2J&lt;b&gt;"));
        String[] lines = out().lines().toArray(String[]::new);
        assertTrue(lines[0].startsWith("Wrote " + directory.resolve("flight.html") + " ("), out());
        assertTrue(lines[1].endsWith("; 1 device"), out());
        assertTrue(
                lines[2].contains("most of it held by pid 99 (evil\ufffd[2J<b>), 10.0 MiB"), out());
        assertTrue(lines[3].startsWith("  3 failures, 3 warnings; first at "), out());
        assertEquals(4, lines.length);
        assertEquals("", err());
        assertFalse(out().contains("\u001b"), out());
        assertEquals(0, run("report", file.toString())); // again: it is ours
    }

    @Test
    void shouldNotOverwriteWhatIsNotOurs() throws IOException {
        Path file = copy();
        Path target = directory.resolve("flight.html");
        Files.writeString(target, "<html>dear to somebody</html>");
        assertEquals(1, run("report", file.toString()));
        assertEquals(
                "tt-flight: "
                        + target
                        + " is there and is no report of tt-flight\n"
                        + "  write elsewhere with -o, or overwrite it with --force\n",
                err());
        assertEquals("<html>dear to somebody</html>", Files.readString(target));
        assertEquals(0, run("report", file.toString(), "--force"));
        assertTrue(Files.readString(target).startsWith("<!DOCTYPE html>"));
        assertEquals(1, run("report", file.toString(), "-o", file.toString()));
        assertEquals(Files.size(recording), Files.size(file));
    }

    @Test
    void shouldWriteWhereItIsTold() throws IOException {
        assertEquals(0, run("report", recording.toString(), "-o", "-"));
        assertTrue(out().startsWith("<!DOCTYPE html>") && out().endsWith("</html>\n"));
        Path target = directory.resolve("x.json");
        assertEquals(0, run("report", recording.toString(), "--json", "-o", target.toString()));
        assertEquals(0, run("report", recording.toString(), "--json", "-o", target.toString()));
        assertTrue(Files.readString(target).startsWith("{\"schema\":1,"));
        assertEquals(
                1, run("report", recording.toString(), "-o", directory.resolve("no/x").toString()));
        assertTrue(err().endsWith(": there is no such directory\n  write elsewhere with -o\n"));
        assertFalse(Files.exists(recordings.resolve("flight.html")));
    }

    @Test
    void shouldPrintJson() {
        assertEquals(0, run("report", "--json", recording.toString()));
        assertEquals(
                13 << 20,
                JsonParser.parseString(out())
                        .getAsJsonObject()
                        .getAsJsonArray("devices")
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonArray("peaks")
                        .get(0)
                        .getAsJsonObject()
                        .get("used")
                        .getAsInt());
        assertEquals("", err());
    }

    @Test
    void shouldSayWhatIsWrong() throws IOException {
        assertEquals(1, run("report", directory.resolve("no.jfr").toString()));
        assertEquals("tt-flight: no such file: " + directory.resolve("no.jfr") + "\n", err());
        Path text = directory.resolve("text.jfr");
        Files.writeString(text, "not FLR");
        assertEquals(1, run("report", text.toString()));
        assertTrue(err().endsWith("text.jfr is no JFR recording: it does not begin with FLR\n"));
        assertEquals(2, run("report"));
        assertTrue(err().contains("Missing required parameter"), err());
        assertEquals("", out());
        assertFalse(Files.exists(directory.resolve("text.html")));
    }

    @Test
    void shouldExplainItself() {
        assertEquals(0, run("report", "--help"));
        assertTrue(out().contains("tt-flight report /tmp/flight.jfr"), out());
        assertTrue(out().lines().allMatch(line -> line.length() <= 90), out());
    }
}
