package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.leak.LeakJson;
import org.ttflight.leak.Reports;
import org.ttflight.screen.Golden;

class LeaksCommandTest extends CommandTest {
    private static final String EVERYTHING = LeakJson.write(Reports.everything());
    private static final String NONE = LeakJson.write(Reports.none());

    private List<String> ask(String answer, int code, String... arguments) throws IOException {
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), answer)) {
            assertEquals(code, run(arguments), this::err);
            return daemon.requests();
        }
    }

    @Test
    void shouldFindLeaks() throws IOException {
        assertEquals(List.of("leaks limit=20"), ask(EVERYTHING, 3, "leaks", "--width", "80"));
        Golden.check("leaks-80", out());
        assertEquals("", err());
    }

    @Test
    void shouldFindNone() throws IOException {
        ask(NONE, 0, "leaks");
        Golden.check("leaks-none-100", out());
        assertEquals("", err());
    }

    @Test
    void shouldPassOnWhatIsAskedFor() throws IOException {
        assertEquals(
                List.of("leaks older-than=5400 since=172800 pid=42 device=3 limit=7"),
                ask(
                        NONE,
                        0,
                        "leaks",
                        "--older-than",
                        "90m",
                        "--since=2d",
                        "-p",
                        "42",
                        "--device",
                        "3",
                        "--limit",
                        "7"));
    }

    @Test
    void shouldPrintTheReportAsItIs() throws IOException {
        String later = EVERYTHING.replace("{\"schema\":1", "{\"later\" : {},\"schema\":1");
        ask(later, 3, "leaks", "--json");
        assertEquals(later, out());
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "--only,       growth,            3",
        "--only,       'age,idle',        3",
        "--only,       unknown-free,      3",
        "--older-than, 10m,               3",
    })
    void shouldCountWhatIsAskedFor(String option, String value, int code) throws IOException {
        ask(EVERYTHING, code, "leaks", option, value);
        assertTrue(out().contains("count as leaks.\n") || out().contains("counts as a leak.\n"));
    }

    @Test
    void shouldCountAgeOnlyWhereALimitIsGiven() throws IOException {
        String old = NONE.replace("\"age\":0", "\"age\":1");
        ask(old, 0, "leaks");
        ask(old, 3, "leaks", "--older-than", "1h");
        ask(old, 3, "leaks", "--only", "age");
        ask(old, 0, "leaks", "--only", "orphan");
    }

    @Test
    void shouldShowOnlyWhatIsAskedFor() throws IOException {
        ask(EVERYTHING, 3, "leaks", "--only", "orphan");
        assertTrue(out().contains("ended without releasing"), out());
        assertFalse(out().contains("Hold more and more"), out());
        assertFalse(out().contains("twice"), out());
    }

    @Test
    void shouldNotCallAProcessCleanThatNeverReported() throws IOException {
        ask(LeakJson.write(Reports.ofNobody(42)), 1, "leaks", "--pid", "42");
        assertEquals(
                """
                tt-flight: process 42 has never reported, so nothing is known
                  was it started with TT_ALLOC_TRACKING_ENABLED=1?
                  is it the process itself, and not one that started it?
                """,
                err());
    }

    @Test
    void shouldNeedADaemon() {
        assertEquals(4, run("leaks"));
        assertEquals("", out());
        assertEquals(
                "tt-flight: no daemon listens on "
                        + socket()
                        + ": there is no such socket\n"
                        + "  only a daemon that was there has seen what leaked\n"
                        + "  start the daemon:  tt-flight serve\n",
                err());
    }

    @Test
    void shouldSayWhatAnotherDaemonAnswers() throws IOException {
        ask("{\"error\":\"unknown request; try: help\"}\n", 1, "leaks");
        assertEquals("tt-flight: the daemon answers: unknown request; try: help\n", err());
    }

    @ParameterizedTest
    @CsvSource({
        "--older-than, ten, expected a duration such as 90s",
        "--older-than, 10, expected a duration such as 90s",
        "--since, -1s, expected a duration such as 90s",
        "--since, 99999999999999999999d, expected a duration such as 90s",
        "--limit, 10001, --limit must be 0 to 10000",
        "--pid, -1, --pid must not be negative",
        "--device, -1, --device must not be negative",
        "--only, leaks, 'but not ''leaks'''",
        "--width, 3, --width must be 40",
    })
    void shouldRefuseNonsense(String option, String value, String complaint) throws IOException {
        assertEquals(List.of(), ask(NONE, 2, "leaks", option + "=" + value));
        assertTrue(err().contains(complaint), err());
        assertTrue(err().contains("try: tt-flight leaks --help"), err());
    }

    @Test
    void shouldExplainItself() {
        assertEquals(0, run("leaks", "--help"));
        assertTrue(out().contains("--older-than"), out());
        assertTrue(out().contains("tt-flight leaks --pid $PID || exit 1"), out());
        assertTrue(out().contains("3   leaks were found"), out());
        assertTrue(out().lines().allMatch(line -> line.length() <= 90), out());
    }
}
