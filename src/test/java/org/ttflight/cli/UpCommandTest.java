package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpCommandTest extends CommandTest {
    private static final String LAUNCHER = "ttflight.launcher";

    @BeforeEach
    void keepNotesApart() {
        environment.put("XDG_RUNTIME_DIR", directory.toString());
    }

    @AfterEach
    void forgetLauncher() {
        System.clearProperty(LAUNCHER);
    }

    /** Lets a script stand in for the launch script. */
    private void launch(String script) throws IOException {
        Path launcher = directory.resolve("launcher");
        Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        System.setProperty(LAUNCHER, launcher.toString());
    }

    @Test
    void shouldSayLineByLineWhyTheDaemonDidNotStart() throws IOException {
        launch("echo 'tt-flight: no such card'; printf '  try: \\033[1mthis\\n' >&2; exit 2");
        assertEquals(ExitCodes.ERROR, run("up"));
        assertEquals(
                """
                tt-flight: the daemon did not start:
                  tt-flight: no such card
                    try: \ufffd[1mthis
                """,
                err());
    }

    @ParameterizedTest
    @CsvSource({
        "--processes, 0, 1 to 64",
        "--processes, 65, 1 to 64",
        "--devices, 0, 1 to 32",
        "--devices, 33, 1 to 32",
        "--rate, -1, 1 to 1000000",
        "--rate, 1000001, 1 to 1000000",
    })
    void shouldRefuseBeforeItStartsAnything(String option, String value, String range)
            throws IOException {
        launch("echo started");
        assertEquals(ExitCodes.USAGE, run("up", "--demo", option, value));
        assertEquals(
                "tt-flight: %s must be %s, but is %s\n  try: tt-flight up --help\n"
                        .formatted(option, range, value),
                err());
        assertEquals("", out());
        assertFalse(Files.exists(directory.resolve("tt-flight")));
    }
}
