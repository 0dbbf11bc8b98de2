package org.ttflight.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line refuses, and how. */
@Timeout(120)
class ServeCommandTest {
    private static final int WRONG_USAGE = 2;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--simulate|n151|'n151'; cards are n150, n300",
                "--simulate|n150:|'n150:'",
                "--simulate|n150:x|'n150:x'",
                "--simulate|n150:-1|'n150:-1'",
                "--simulate|n150:257|257 simulated devices, but --max-devices 256",
                "--max-devices|0|--max-devices must be 1 to 1024: 0",
                "--max-devices|1025|--max-devices must be 1 to 1024: 1025",
                "--max-devices|many|--max-devices",
                "--recording-max-age|24|--recording-max-age takes a number and s, m, h or d",
                "--recording-max-age|1w|'1w'",
                "--recording-max-age|-1h|'-1h'",
                "--recording-max-size|1T|--recording-max-size takes a number and k, M or G",
                "--recording-max-size|-1|'-1'",
                "--recording-max-size|999999999999999G|--recording-max-size is too large",
                "--pcie-word-bytes|0|'0'",
                "--pcie-word-bytes|quasar=32|'quasar=32'",
                "--pcie-word-bytes|blackhole=1000|'blackhole=1000'",
                "--host-root|/no/such|--host-root /no/such: there is no such directory",
                "--root-dev-shm|/no/such|--root-dev-shm /no/such: there is no such directory",
                "--incident-before|5|--incident-before takes a number and s, m or h",
                "--incident-after|25h|up to 24h, but got '25h'",
                "--incident-memory|100%|--incident-memory takes a percentage below 100%",
                "--incident-memory|0%|'0%'",
                "--incident-memory|95|'95'",
                "--incident-orphaned|0|'0'",
                "--incident-max-size|1T|'1T'",
                "--no-such-option|1|--no-such-option",
            })
    void shouldRefuseAndSayWhy(String option, String value, String reason) {
        assertEquals(WRONG_USAGE, run(option + "=" + value));
        assertTrue(err.toString().contains(reason), err::toString);
        assertTrue(err.toString().contains("try: tt-flight serve --help"), err::toString);
    }

    @Test
    void shouldCountTheSimulatedDevicesOfAllCards() {
        assertEquals(
                WRONG_USAGE,
                run("--max-devices", "4", "--simulate", "n150:2", "--simulate", "P150A:3"));
        assertTrue(
                err.toString().contains("5 simulated devices, but --max-devices 4"), err::toString);
    }

    @Test
    void shouldHelp() {
        assertEquals(0, run("--help"));
        for (String option :
                new String[] {"--socket", "--simulate", "--recording", "--log-allocations"}) {
            assertTrue(out.toString().contains(option), out::toString);
        }
        assertTrue(out.toString().contains("Exit codes:"), out::toString);
    }

    @Test
    void shouldTellItsVersion() {
        assertEquals(0, run("--version"));
        assertTrue(out.toString().startsWith("tt-flight "), out::toString);
    }

    @Test
    void shouldNotStartWithoutItsSocket(@TempDir Path directory) {
        assertEquals(1, run("--recording", "off", "--socket", directory.toString()));
    }
}
