package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    @CsvSource({
        "--processes, 0",
        "--processes, 65",
        "--devices, 0",
        "--devices, 33",
        "--rate, 0",
        "--duration, -1",
        "--rate, many",
    })
    void shouldRefuse(String option, String value) {
        assertEquals(ExitCodes.USAGE, run("demo", option, value));
        assertTrue(err().contains(option), err());
        assertTrue(err().contains("try: tt-flight demo --help"), err());
    }
}
