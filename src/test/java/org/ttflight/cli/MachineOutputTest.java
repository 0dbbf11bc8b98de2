package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ttflight.query.Catalogue;
import org.ttflight.query.CsvFormat;
import org.ttflight.query.DeviceRow;
import org.ttflight.screen.HostDocuments;
import org.ttflight.snapshot.SnapshotJson;

/** What {@code smi} prints for programs, and what it says when they ask for nonsense. */
class MachineOutputTest extends CommandTest {
    private static final String ANSWER = SnapshotJson.write(HostDocuments.zoo());

    private String answer(String line) throws IOException {
        out.reset();
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(0, run(("smi " + line).split(" ", -1)), err());
            assertEquals(List.of("snapshot"), daemon.requests());
        }
        assertEquals("", err());
        return out();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--json=document", "--json document", "--json=DOCUMENT"})
    void shouldPrintTheDocumentAsItIs(String line) throws IOException {
        assertEquals(ANSWER, answer(line));
        assertEquals(ANSWER, answer(line + " --ascii"));
    }

    @Test
    void shouldHeedAllOptionsWhicheverWayTheyAreParsed() throws IOException {
        String shared = answer("--json --shm-only");
        assertNotEquals(ANSWER, shared);
        assertEquals(shared, answer("--json=document --shm-only"));
        assertEquals(
                "index,memory.l1.unexplained,health\n4,N/A,unknown\n",
                answer(
                        "--query-device=index,memory.l1.unexplained,health --format=csv,nounits"
                                + " -i 4 --shm-only"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json=document", "--query-device=index"})
    void shouldComplainOfADeviceThatIsNotThere(String option) throws IOException {
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            assertEquals(1, run("smi", option, "--device=4,99"));
            assertEquals(List.of("snapshot"), daemon.requests());
        }
        assertTrue(err().startsWith("tt-flight: there is no device 99; there are: 0, 1"), err());
        assertEquals("", out());
    }

    @Test
    void shouldAnswerQueries() throws IOException {
        assertEquals(
                """
                index,name,power.draw [W]
                0,n150,12 W
                1,n150,N/A
                2,p150a,N/A
                3,n300,N/A
                4,p150a,140 W
                5,n150,N/A
                """,
                answer("--query-device=index,name,power.draw"));
        assertEquals(
                "4,140\n",
                answer("--query-device index,power.draw -i 4 --format csv,noheader,nounits"));
        assertEquals(
                """
                pid,device,memory.dram.used
                4242,0,3221225472
                """,
                answer("--query-process=pid,device,memory.dram.used --format=csv,nounits -p 4242"));
    }

    @Test
    void shouldListAllFieldsWithoutAskingAnybody() {
        assertEquals(0, run("smi", "--help-query"), err());
        for (var field : Catalogue.DEVICES.fields()) {
            assertTrue(out().contains("  " + field.name() + " "), field.name());
        }
        for (var field : Catalogue.PROCESSES.fields()) {
            assertTrue(out().contains("  " + field.name() + " "), field.name());
        }
        assertTrue(out().contains("memory.dram.used [B]"), out());
        assertTrue(out().lines().allMatch(line -> line.length() <= 110), out());
    }

    /** Everything is out before it waits, and the header is there once. */
    @Test
    void shouldLoopUntilItIsInterrupted() throws IOException {
        List<String> seen = new ArrayList<>();
        MachineOutput.Pause pause =
                millis -> {
                    seen.add(millis + ":" + out());
                    if (seen.size() == 3) {
                        throw new InterruptedException();
                    }
                };
        try (FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER)) {
            MachineOutput output = new MachineOutput(surroundings(false), SmiOptions.USUAL, pause);
            var query =
                    new MachineRequest.Query<>(
                            Catalogue.DEVICES.parse("index"),
                            DeviceRow::of,
                            new CsvFormat(true, false),
                            250L);
            assertEquals(0, output.run(query));
            assertTrue(Thread.interrupted());
            assertEquals(3, daemon.requests().size());
        }
        String round = "0\n1\n2\n3\n4\n5\n";
        assertEquals(
                List.of(
                        "250:index\n" + round,
                        "250:index\n" + round + round,
                        "250:index\n" + round + round + round),
                seen);
    }

    @Test
    void shouldEndTheLoopWithItsReader() throws IOException {
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
            String[] line = {"smi", "--query-device=index", "-l", "0.01"};
            assertEquals(1, Main.run(line, surroundings));
            assertEquals(1, daemon.requests().size());
        }
    }

    @Test
    void shouldEndTheLoopWithTheDaemonWhereNothingElseIsKnown() throws IOException {
        FakeDaemon daemon = FakeDaemon.answering(socket(), ANSWER);
        MachineOutput.Pause pause = millis -> daemon.close();
        MachineOutput output = new MachineOutput(surroundings(false), SmiOptions.USUAL, pause);
        var query =
                new MachineRequest.Query<>(
                        Catalogue.DEVICES.parse("index"), DeviceRow::of, CsvFormat.USUAL, 10L);
        assertEquals(4, output.run(query));
        assertTrue(err().contains("no daemon listens on "), err());
        assertTrue(out().endsWith("5\n"), out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--json=xml | --json must be document or tt-smi, but is xml",
                "--json -s | --json and --snapshot make no sense together",
                "--json --filename=x | --json and --filename make no sense together",
                "-s -ls | --snapshot and --list make no sense together",
                "-s --watch | --snapshot and --watch make no sense together",
                "--query-device=index --query-process=pid | --query-device and --query-process make",
                "--query-device=index --help-query | --query-device and --help-query make no sense",
                "--query-device=indx | --query-device has no field 'indx'; near are index",
                "--query-process=gpu | --query-process has no field 'gpu'; near are cpu",
                "--query-device=index --format=json | --format must be csv[,noheader][,nounits], but",
                "--query-device=index -l 0 | --loop must be 0.01 to 86400, but is 0.0",
                "--query-device=index -l x | Invalid value for option '--loop'",
                "-l 5 | --loop makes sense only with --query-device or --query-process; to watch a",
                "--json --format=csv | --format makes sense only with --query-device or",
            })
    void shouldSayWhatMakesNoSense(String line, String complaint) {
        assertEquals(2, run(("smi " + line).split(" ", -1)));
        assertTrue(err().startsWith("tt-flight: " + complaint), err());
        assertEquals("", out());
    }

    @Test
    void shouldLeaveAllOfThisToTheLibrary() {
        for (String option :
                List.of("--json=tt-smi", "-s", "-f", "-ls", "--query-device=index", "-v", "-l")) {
            assertNull(SmiOptions.parseSimple(new String[] {"smi", option}, 1), option);
        }
        assertNull(SmiOptions.parseSimple(new String[] {"smi", "--json", "tt-smi"}, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-v", "-V", "--version"})
    void shouldTellItsVersion(String option) {
        assertEquals(0, run("smi", option));
        assertTrue(out().startsWith("tt-flight "), out());
    }
}
