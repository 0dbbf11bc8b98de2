package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("try") // a daemon only has to be there
class DemoCommandTest extends CommandTest {
    @Test
    void shouldSayHowToStartTheDaemon() {
        assertEquals(1, run("demo"));
        assertTrue(err().contains("tt-flight serve"), err());
    }

    @Test
    void shouldSayThatNobodyListensForTheWorkload() {
        assertEquals(ExitCodes.UNREACHABLE, run("demo", "--processes", "2"));
        assertTrue(err().contains(socket().toString()), err());
        assertTrue(err().contains("tt-flight serve"), err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--processes | 0 | --processes must be 1 to 64, but is 0",
                "--processes | 65 | --processes must be 1 to 64, but is 65",
                "--devices | 0 | --devices must be 1 to 32, but is 0",
                "--devices | 33 | --devices must be 1 to 32, but is 33",
                "--rate | -1 | --rate must be 1 to 1000000, but is -1",
                "--rate | 1000001 | --rate must be 1 to 1000000, but is 1000001",
                "--duration | -1 | --duration must not be negative, but is -1",
                "--rate | many | Invalid value for option '--rate': 'many' is not a whole number",
            })
    void shouldRefuse(String option, String value, String complaint) {
        assertEquals(ExitCodes.USAGE, run("demo", option, value));
        assertEquals("tt-flight: " + complaint + "\n  try: tt-flight demo --help\n", err());
    }

    @Test
    void shouldOnlyMoveAHostThatIsMadeUp() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), "")) {
            assertEquals(ExitCodes.ERROR, run("demo", "--host", directory.toString()));
        }
        assertEquals("tt-flight: " + directory + " is no made-up host\n", err());
    }
}
