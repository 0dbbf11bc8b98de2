package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.fakehost.FakeCard;
import org.ttflight.fakehost.FakeHost;
import org.ttflight.screen.Documents;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.SnapshotJson;

@SuppressWarnings("try") // some daemons only have to be there
class UpCommandTest extends CommandTest {
    private static final String ANSWER = SnapshotJson.write(Documents.many(2, 5));
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

    private Path host() {
        return directory.resolve("tt-flight/host");
    }

    @Test
    void shouldLetTheDaemonLookAtAMadeUpHost() throws IOException {
        launch("echo \"$@\"; echo; ls " + host() + "/sys/class/tenstorrent; exit 1");
        assertEquals(ExitCodes.ERROR, run("up", "--demo", "--devices", "5"));
        String options =
                " --root-sys %1$s/sys --root-driver %1$s/proc/driver/tenstorrent --root-dev-shm %1$s/dev/shm --reports %1$s/reports\n"
                        .formatted(host());
        assertTrue(err().contains(options), err());
        assertFalse(err().contains("--root-proc"), err());
        assertFalse(err().contains("--simulate"), err());
        for (int ordinal = 0; ordinal < 5; ordinal++) {
            assertTrue(err().contains("tenstorrent!" + ordinal + "\n"), err());
        }
        assertTrue(
                out().startsWith(
                                "The host is made up: 3 p150a, 2 n300; its files are in "
                                        + host()
                                        + ".\n"),
                out());
        assertFalse(Files.exists(host()), "nobody looks at it");
    }

    @Test
    void shouldReplaceTheHostOfAnEarlierDemoButNothingElse() throws IOException {
        launch("exit 1");
        Path mine = Files.createDirectories(host()).resolve("mine");
        Files.createFile(mine);
        assertEquals(ExitCodes.ERROR, run("up", "--demo"));
        assertTrue(err().contains(host() + " is in the way"), err());
        assertTrue(Files.exists(mine));
        Files.delete(mine);
        Files.delete(host());
        FakeHost.create(host()).addDevice(9, FakeCard.N150);
        launch("ls " + host() + "/sys/class/tenstorrent; exit 1");
        run("up", "--demo", "--devices", "1");
        assertTrue(err().endsWith(":\n  tenstorrent!0\n"), err());
    }

    @Test
    void shouldNotTakeTheHostOfARunningDaemonAway() throws Exception {
        launch("exit 1");
        FakeHost.create(host());
        Background background = Background.of(surroundings(false));
        background.start("daemon", List.of("sleep", "60"));
        try {
            assertEquals(ExitCodes.ERROR, run("up", "--demo"));
            assertTrue(err().contains("tt-flight down"), err());
            assertTrue(FakeHost.isFakeHost(host()));
        } finally {
            background.stop("daemon");
        }
    }

    @Test
    void shouldMoveTheHostThatTheDaemonLooksAt() throws Exception {
        launch("echo \"$@\"; exit 1");
        FakeHost.create(host());
        Background background = Background.of(surroundings(false));
        Process daemon = background.start("daemon", List.of("sleep", "60"));
        String answer = ANSWER.replace("\"pid\":812", "\"pid\":" + daemon.pid());
        assertNotEquals(ANSWER, answer);
        try (FakeDaemon listening = FakeDaemon.answering(socket(), answer)) {
            run("up", "--demo");
        } finally {
            background.stop("daemon");
        }
        assertTrue(err().endsWith(" --host " + host() + "\n"), err());
    }

    @Test
    void shouldNotMoveAHostForSomebodyElsesDaemon() throws IOException {
        launch("echo \"$@\"; exit 1");
        FakeHost.create(host());
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            run("up", "--demo");
        }
        assertTrue(err().contains("  demo --socket "), err());
        assertFalse(err().contains("--host"), err());
    }

    @Test
    void shouldRemoveTheMadeUpHostInTheEnd() throws IOException {
        FakeHost.create(host()).addDevice(0, FakeCard.P150A);
        Path log = Files.createFile(directory.resolve("tt-flight/daemon.log"));
        assertEquals(ExitCodes.OK, run("down"));
        assertFalse(Files.exists(host()));
        Path mine = Files.createDirectories(host()).resolve("mine");
        Files.createFile(mine);
        assertEquals(ExitCodes.OK, run("down"));
        assertTrue(Files.exists(mine));
        assertTrue(Files.exists(log));
    }

    @Test
    void shouldSimulateTheGivenDevicesInsteadOfTheUsual() throws IOException {
        launch("echo \"$@\"; exit 1");
        run("up", "--demo", "--devices", "5", "--simulate", "p150a:8");
        assertTrue(err().endsWith(" --simulate p150a:8\n"), err());
        assertFalse(err().contains("n150"), err());
        assertFalse(err().contains("--root-sys"), err());
        assertFalse(Files.exists(host()));
    }

    @Test
    void shouldSayThatARunningDaemonKeepsItsDevices() throws IOException {
        launch("exit 1");
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(ExitCodes.OK, run("up", "--simulate", "n150:1"));
        }
        assertTrue(
                out().startsWith(
                                """
                                A daemon runs already: process 812
                                --simulate is ignored: a daemon keeps the devices it was started with.

                                """),
                out());
        assertEquals("", err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--rate 5; --rate is ignored: without --demo",
                "--processes 3 --devices 2; --processes, --devices are ignored: without --demo",
            })
    void shouldSayThatDemoOptionsNeedTheDemo(String options, String line) throws IOException {
        launch("exit 1");
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(ExitCodes.OK, run(("up " + options).split(" ", -1)));
        }
        assertTrue(out().contains("\n" + line), out());
        assertEquals("", err());
    }

    @Test
    void shouldSayHowToRestartTheDemo() throws Exception {
        launch("exit 1");
        Background background = Background.of(surroundings(false));
        background.start("demo", List.of("sleep", "60"));
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(ExitCodes.OK, run("up", "--demo"));
        } finally {
            background.stop("demo");
        }
        assertTrue(out().contains("\nThe demo processes run already; "), out());
        assertTrue(out().contains("tt-flight down"), out());
    }

    @Test
    void shouldNotTakeOtherProcessesForTheDemo() throws IOException {
        launch("sleep 0.3; echo gone; exit 1");
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(ExitCodes.ERROR, run("up", "--demo"));
        }
        assertEquals("tt-flight: the demo did not start:\n  gone\n", err());
    }

    @Test
    void shouldCountTheProcessesOfTheDemo() {
        SnapshotDocument document = Documents.many(1, 3); // processes 1000, 9000 and 17000
        assertEquals(0, UpCommand.reporting(document, Set.of()));
        assertEquals(2, UpCommand.reporting(document, Set.of(1000L, 17_000L, 4L)));
        assertEquals(0, UpCommand.silent(document, Set.of(1000L, 17_000L, 4L)));
    }
}
