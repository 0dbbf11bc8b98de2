package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.screen.Documents;
import org.ttflight.screen.Golden;
import org.ttflight.snapshot.Selection;
import org.ttflight.snapshot.SnapshotJson;

@SuppressWarnings("try") // some daemons only have to be there
class MainTest extends CommandTest {
    private static final String ANSWER = SnapshotJson.write(Documents.odd());

    @Test
    void shouldPrintOneScreen() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(0, run("smi", "--width", "80"));
            assertEquals(List.of("snapshot"), daemon.requests());
        }
        Golden.check("smi-2-devices-80", out());
        assertEquals("", err());
    }

    @Test
    void shouldPrintTheSameByBothWays() throws IOException {
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(0, run("smi", "--ascii"));
            String quick = out();
            out.reset();
            assertEquals(0, Commands.run(new String[] {"smi", "--ascii"}, surroundings(false)));
            assertEquals(quick, out());
        }
        Golden.check("smi-ascii-100", out());
    }

    @Test
    void shouldPrintTheDocumentAsItIs() throws IOException {
        String newer = ANSWER.replace("\"schema\":1", "\"schema\" : 1, \"later\" : {}");
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), newer)) {
            assertEquals(0, run("smi", "--json"));
        }
        assertEquals(newer, out());
    }

    @Test
    void shouldAskTheSocketOfTheCommandLine() throws IOException {
        environment.put("TT_ALLOC_SERVER_SOCKET", "/nowhere");
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(0, run("smi", "--socket", socket().toString()));
            assertEquals(0, run("smi", "--socket=" + socket()));
            assertEquals(2, daemon.requests().size());
        }
    }

    @Test
    void shouldTakeTheWidthOfColumns() throws IOException {
        environment.put("COLUMNS", "80");
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(0, run("smi"));
        }
        Golden.check("smi-2-devices-80", out());
    }

    @ParameterizedTest
    @CsvSource({
        "true, '', xterm, true",
        "false, '', xterm, false",
        "true, 1, xterm, false",
        "true, '', dumb, false"
    })
    void shouldColourTerminalsThatWantIt(
            boolean isTerminal, String noColour, String term, boolean isColoured)
            throws IOException {
        environment.put("NO_COLOR", noColour);
        environment.put("TERM", term);
        environment.put("COLUMNS", "80");
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(0, Main.run(new String[] {"smi"}, surroundings(isTerminal)));
        }
        assertEquals(isColoured, out().contains("\u001b["));
    }

    @ParameterizedTest
    @ValueSource(strings = {"smi", "monitor"})
    void shouldSayHowToStartADaemon(String command) {
        assertEquals(4, run(command));
        assertEquals("", out());
        assertEquals(
                "tt-flight: no daemon listens on "
                        + socket()
                        + ": there is no such socket\n"
                        + "  and the host's own files tell of no device and no shared memory\n"
                        + "  start the daemon:  tt-flight serve\n"
                        + "  or just try it:    tt-flight up --demo\n",
                err());
    }

    @Test
    void shouldKnowASocketThatNobodyListensOn() throws IOException {
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(socket()));
        }
        assertEquals(4, run("smi"));
        assertTrue(err().contains("a.sock: connection refused"), err());
    }

    @Test
    void shouldNotWaitForEver() throws IOException {
        String half = ANSWER.substring(0, 100);
        try (FakeDaemon daemon = FakeDaemon.stuckAfter(socket(), half)) {
            Smi smi = new Smi(surroundings(false), Duration.ofMillis(50));
            assertEquals(4, smi.run(SmiOptions.USUAL));
        }
        assertTrue(err().contains("a.sock within 50 ms"), err());
        assertEquals("", out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                    | was closed without an answer",
                "hello                 | the answer is not",
                "{\"schema\":1         | the answer ends in the middle",
                "{\"schema\":2}        | is of version 2, but",
                "{\"error\":\"no way\"} | the daemon answers: no way",
            })
    void shouldSayWhatIsWrongWithTheAnswer(String answer, String complaint) throws IOException {
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), answer)) {
            assertEquals(1, run("smi", "--json"));
        }
        assertTrue(err().contains(complaint), err());
        assertFalse(err().contains("tt-flight serve"), err());
        assertEquals("", out());
    }

    @Test
    void shouldNoticeThatTheOutputIsGone() throws IOException {
        OutputStream broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        PrintStream gone = new PrintStream(broken, false, StandardCharsets.UTF_8);
        Surroundings usual = surroundings(false);
        Surroundings surroundings =
                new Surroundings(environment, gone, usual.err(), false, true, ZoneOffset.UTC);
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(1, Main.run(new String[] {"smi"}, surroundings));
            assertEquals(1, Main.run(new String[] {"monitor"}, surroundings));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; a command is missing",
                "--fast; Unknown option: '--fast'",
                "smi --fast; Unknown option: '--fast'",
                "smi --width; Missing required parameter for option '--width' (N)",
                "smi --width x; Invalid value for option '--width'",
                "smi --width 39; --width must be 40 to 1000, but is 39",
                "smi --width 1001; --width must be 40 to 1000, but is 1001",
                "smi -i -1; --device must be 0 or more, but is -1",
                "smi -p 0; --pid must be 1 or more, but is 0",
                "smi -i x; Invalid value for option '--device' (ID): 'x' is not a whole number",
                "smi -l x; Invalid value for option '--loop': 'x' is not a number",
                "smi -r 0; --refresh makes sense only with --watch; it resets nothing",
                "smi --json -n 3; --frames makes sense only with --watch",
                "monitor -r soon; Invalid value for option '--refresh': 'soon' is not a whole"
                        + " number",
                "monitor -n -1; --frames must not be negative, but is -1",
                "monitor -d -1; --device must not be negative, but is -1",
                "monitor -a -d 1; -a shows all devices, so -d makes no sense with it",
            })
    void shouldSayWhatIsWrongWithTheCommandLine(String line, String complaint) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
        assertEquals(2, run(arguments));
        assertTrue(err().startsWith("tt-flight: " + complaint), err());
        assertTrue(err().contains("--help"), err());
        assertEquals("", out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"smi", "monitor"})
    void shouldHelp(String command) {
        assertEquals(0, run(command, "--help"));
        String help = out();
        for (String part :
                List.of(
                        "Usage: tt-flight " + command,
                        "--socket",
                        "Examples:",
                        "Exit codes:",
                        "   4   no daemon answers",
                        "TRACE")) {
            assertTrue(help.contains(part), part + " is not in:\n" + help);
        }
        assertEquals("", err());
        assertTrue(help.lines().allMatch(line -> line.length() <= 90), help);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "foo --bar", "foo smi", "help foo"})
    void shouldNotKnowAnyCommand(String line) {
        assertEquals(2, run(line.split(" ", -1)));
        assertEquals(
                """
                tt-flight: unknown command 'foo'
                  try: tt-flight --help, which lists the commands
                """,
                err());
        assertEquals("", out());
    }

    @ParameterizedTest
    @CsvSource({"help, --help", "help smi, smi --help", "help up, up --help"})
    void shouldHelpByTheCommandToo(String line, String option) {
        assertEquals(0, run(line.split(" ", -1)));
        String help = out();
        out.reset();
        assertEquals(0, run(option.split(" ", -1)));
        assertEquals(out(), help);
        assertEquals("", err());
    }

    @Test
    void shouldListItsCommands() {
        assertEquals(0, run("--help"));
        assertTrue(out().contains("  smi "), out());
        assertTrue(out().contains("  monitor "), out());
    }

    @Test
    void shouldTellItsVersion() {
        assertEquals(0, run("--version"));
        assertTrue(out().startsWith("tt-flight "), out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smi --help",
                "smi --width",
                "smi --width 39",
                "smi --width=80",
                "smi --socket",
                "smi --socket --json",
                "smi -i",
                "smi -i -1",
                "smi -i 0,",
                "smi -i 0;1",
                "smi -p 0",
                "smi -p 99999999999",
                "smi -u root",
                "smi --watch",
                "smi x"
            })
    void shouldLeaveTheRestToTheLibrary(String line) {
        assertNull(SmiOptions.parseSimple(line.split(" ", -1), 1));
    }

    @Test
    void shouldTakeSimpleOptionsItself() {
        assertEquals(
                SmiOptions.USUAL
                        .withOutput(SmiOptions.Output.DOCUMENT)
                        .withLook(true, 40)
                        .withSource(Path.of("/a b"), HostPlaces.USUAL),
                SmiOptions.parseSimple(
                        new String[] {
                            "smi", "--json", "--ascii", "--width", "40", "--socket", "/a b"
                        },
                        1));
        assertEquals(SmiOptions.USUAL, SmiOptions.parseSimple(new String[] {"smi"}, 1));
        Selection some = new Selection(List.of(3, 0, 7), List.of(42), List.of(), null);
        assertEquals(
                SmiOptions.USUAL.withContents(true, true, some),
                SmiOptions.parseSimple("smi -d -i 3,0 --memory-only -p 42 -i 7".split(" "), 1));
        assertEquals(
                SmiOptions.USUAL.withContents(true, true, some),
                SmiOptions.parseSimple(
                        "smi --device 3,0,7 --pid 42 --shm-only --details".split(" "), 1));
    }
}
