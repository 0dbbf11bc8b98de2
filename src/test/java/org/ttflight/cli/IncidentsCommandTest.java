package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ttflight.incident.Incident;
import org.ttflight.incident.IncidentJson;
import org.ttflight.incident.IncidentList;

class IncidentsCommandTest extends CommandTest {
    private static final Instant NOW = Instant.parse("2026-11-21T14:30:45.123Z");
    private static final String LOST = "20261121T142845Z-device-lost-device-0";
    private static final String DIED = "20261119T143045Z-process-died-with-memory-pid-42";
    private static final String ANSWER = IncidentJson.write(list());

    @TempDir Path state = Path.of("");

    private static IncidentList list() {
        Incident lost =
                new Incident(
                        Incident.SCHEMA,
                        LOST,
                        NOW.minusSeconds(120),
                        "device-lost",
                        0,
                        "A0",
                        null,
                        null,
                        "device 0 (n150) was lost: its files are gone",
                        37,
                        NOW.minusSeconds(60),
                        List.of(),
                        new Incident.RecordingState(
                                "pending", null, null, NOW, NOW, "will be written at 14:31"));
        Incident died =
                new Incident(
                        Incident.SCHEMA,
                        DIED,
                        NOW.minus(Duration.ofDays(2)),
                        "process-died-with-memory",
                        null,
                        null,
                        42,
                        "evil\u001b[31m",
                        "process 42 left 3.0 MiB behind",
                        0,
                        null,
                        List.of(),
                        new Incident.RecordingState(
                                "written", DIED + ".jfr", 4096L, NOW, NOW, null));
        return new IncidentList(
                IncidentList.SCHEMA,
                NOW,
                "/state/incidents",
                List.of(new IncidentList.Kept(lost, 2048), new IncidentList.Kept(died, 6144)),
                "/state/recovered",
                List.of(new IncidentList.Recovered("run.jfr", 1 << 20, NOW.minusSeconds(7200))));
    }

    private List<String> ask(String answer, int code, String... arguments) throws IOException {
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), answer)) {
            assertEquals(code, run(arguments), this::err);
            return daemon.requests();
        }
    }

    @Test
    void shouldListTheNewestFirst() throws IOException {
        assertEquals(List.of("incidents"), ask(ANSWER, 0, "incidents"));
        List<String> lines = out().lines().toList();
        assertEquals("2 incidents in /state/incidents, the newest first.", lines.get(0));
        assertTrue(
                lines.get(2).endsWith("  device-lost               device 0, 2 min ago, 2.0 KiB"),
                lines.get(2));
        assertEquals("  device 0 (n150) was lost: its files are gone; and 37 more", lines.get(3));
        assertEquals("  " + LOST + ", recording will be written at 14:31", lines.get(4));
        assertTrue(lines.get(6).contains("process 42 (evil"), lines.get(6));
        assertTrue(lines.get(6).endsWith("2 d ago, 6.0 KiB"), lines.get(6));
        assertEquals("  " + DIED + ", recording of 4.0 KiB", lines.get(8));
        assertTrue(out().contains("1 recovered recording of earlier daemons"), out());
        assertTrue(out().contains("tt-flight report /state/recovered/run.jfr"), out());
        assertFalse(out().contains("\u001b"), out());
        assertEquals("", err());
    }

    @Test
    void shouldListThoseOfTheLastTime() throws IOException {
        ask(ANSWER, 0, "incidents", "--since", "24h");
        assertTrue(out().startsWith("1 incident in /state/incidents, of 2, the newest"), out());
        assertFalse(out().contains(DIED), out());
    }

    @Test
    void shouldSayIfThereWereNoneInThatTime() throws IOException {
        ask(ANSWER, 0, "incidents", "--since", "1m");
        assertEquals("No incidents in that time in /state/incidents; 2 before it.\n", out());
    }

    @Test
    void shouldPrintJson() throws IOException {
        ask(ANSWER, 0, "incidents", "--json");
        assertEquals(ANSWER, out());
    }

    @Test
    void shouldPrintASummary() throws IOException {
        try (FakeDaemon daemon =
                FakeDaemon.answeringEach(
                        socket(),
                        request ->
                                request.equals("incidents")
                                        ? ANSWER
                                        : "{\"schema\":1,\"name\":\"\",\"text\":\"a\\u001b\\nb\\n\"}")) {
            assertEquals(0, run("incidents", "last"));
            assertEquals(0, run("incidents", "/state/incidents/" + DIED + ".jfr"));
            assertEquals(1, run("incidents", "2026"));
            assertEquals(1, run("incidents", "nonsense"));
            assertEquals(
                    List.of("incidents name=" + LOST, "incidents name=" + DIED),
                    daemon.requests().stream().filter(r -> r.contains("=")).toList());
        }
        assertEquals("a?\nb\na?\nb\n", out().replace('\ufffd', '?'));
        assertTrue(err().contains("2 incidents begin with '2026'"), err());
        assertTrue(err().contains("there is no incident 'nonsense' in /state"), err());
    }

    @Test
    void shouldReadTheFilesWhereAsked() throws IOException {
        Path incidents = Files.createDirectories(state.resolve("incidents"));
        assertEquals(0, run("incidents", "--state-dir", state.toString()));
        assertEquals("No incidents in " + incidents + ".\n", out());
        Files.writeString(incidents.resolve(LOST + ".txt"), "what is known\n");
        assertEquals(0, run("incidents", "LAST", "--state-dir", state.toString()));
        assertTrue(out().endsWith("what is known\n"), out());
    }

    @Test
    void shouldReadTheFilesWhereNoDaemonAnswers() {
        assertEquals(0, run("incidents"));
        assertTrue(out().contains("No incidents in "), out());
        assertTrue(out().contains("Read from the files: no daemon listens on "), out());
    }

    @Test
    void shouldSayWhatTheDaemonAnswers() throws IOException {
        ask("{\"error\":\"unknown request; try: help\"}\n", 1, "incidents");
        assertTrue(err().contains("the daemon answers: unknown request"), err());
    }

    @Test
    void shouldRefuseNonsense() {
        assertEquals(2, run("incidents", "--since", "soon"));
        assertEquals(2, run("incidents", "LAST", "--json"));
        assertTrue(err().contains("--json is for the list"), err());
    }
}
