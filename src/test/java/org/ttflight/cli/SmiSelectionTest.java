package org.ttflight.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.screen.HostDocuments;
import org.ttflight.snapshot.ProcessState;
import org.ttflight.snapshot.Selection;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.SnapshotJson;

/**
 * What {@code smi} shows of devices and processes that are asked for, also if they do not exist.
 */
class SmiSelectionTest extends CommandTest {
    private FakeDaemon daemon;

    @BeforeEach
    void listen() throws IOException {
        daemon = FakeDaemon.answering(socket(), SnapshotJson.write(HostDocuments.mesh()));
    }

    @AfterEach
    void stop() {
        daemon.close();
    }

    private List<Integer> pids(String... arguments) throws IOException {
        assertEquals(0, run(arguments), err());
        SnapshotDocument document = SnapshotJson.read(out());
        return document.processes().stream().map(ProcessState::pid).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-i 0           | 1 of 4 processes, filtered by device 0",
                "-i 0 -p 70002  | 1 of 4 processes, filtered by device 0 and pid 70002",
                "-u bob         | 1 of 4 processes, filtered by user bob",
                "--process LLAMA | 1 of 4 processes, filtered by process 'LLAMA'",
                "-u alice,bob --process idle"
                        + " | 1 of 4 processes, filtered by user alice,bob and process 'idle'",
                "-i 15          | 0 of 4 processes, filtered by device 15",
                "-u nobody-here | 0 of 4 processes, filtered by user nobody-here",
                "-p 7           | No process with pid 7 uses a device.",
                "-p 7,8,901     | No processes with the pids 7,8 use a device.",
                "-p 901         | The figures of devices count all processes, not only those shown.",
            })
    void shouldSayWhatIsLeftOut(String options, String line) {
        assertEquals(0, run(("smi " + options).split(" ", -1)), err());
        assertTrue(out().lines().anyMatch(line::equals), out());
        assertEquals("", err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"-i 16 | 16", "--device 3,99,17 | 99, 17", "--json -i 16 | 16"})
    void shouldRefuseDevicesThatDoNotExist(String options, String missing) {
        assertEquals(1, run(("smi " + options).split(" ", -1)));
        assertEquals("", out());
        assertTrue(
                err().startsWith("tt-flight: there is no device " + missing + "; there are: 0, 1"),
                err());
    }

    @Test
    void shouldFilterTheDocumentToo() throws IOException {
        assertEquals(List.of(70_001), pids("smi", "--json", "-i", "7"));
        out.reset();
        assertEquals(List.of(901), pids("smi", "--json", "-u", "bob"));
        out.reset();
        assertEquals(List.of(), pids("smi", "--json", "-p", "1"));
    }

    @Test
    void shouldPrintTheDocumentOfSharedMemory() throws IOException {
        assertEquals(List.of(901, 70_002), pids("smi", "--json", "--shm-only"));
        SnapshotDocument document = SnapshotJson.read(out());
        assertEquals(7L << 30, document.devices().get(0).memory().used("DRAM"));
        assertEquals(null, document.devices().get(0).memory().used("L1"));
        assertEquals(null, document.devices().get(0).hardware());
    }

    /** Documents have names; the number of whoever runs this test is known to the system. */
    @Test
    void shouldTakeTheNumberOfAUserForItsName() throws IOException {
        UserPrincipal owner = Files.getOwner(directory);
        String number = Files.getAttribute(directory, "unix:uid").toString();
        SnapshotDocument document = HostDocuments.ownedBy(owner.getName());
        Selection byNumber = new Selection(List.of(), List.of(), List.of(number), null);
        assertEquals(
                document.processes().size(),
                UserNumbers.named(byNumber, document).of(document).processes().size());
        Selection another = new Selection(List.of(), List.of(), List.of("4000000001"), null);
        assertEquals(List.of(), UserNumbers.named(another, document).of(document).processes());
    }

    @Test
    void shouldShowDetailsOfTheWantedDevicesOnly() {
        assertEquals(0, run("smi", "-d", "-i", "4", "--width", "100"));
        assertTrue(out().contains("│ Device 4  n150 Wormhole_B0"), out());
        assertFalse(out().contains("│ Device 5  "), out());
        assertTrue(out().contains("Board serial    0100018011708037"), out());
    }
}
