package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
}
