package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a device open, by the driver's word, or by open files where the driver is too old. */
class HolderReaderTest {
    private static final int SELF = (int) ProcessHandle.current().pid();

    private final FakeProc proc;
    private final HolderReader reader;
    private long nanos;

    HolderReaderTest(@TempDir Path root) throws IOException {
        HostRoots roots = HostRoots.under(root);
        this.proc = new FakeProc(roots.proc());
        this.reader = new HolderReader(roots, new ProcFs(roots.proc()), () -> nanos);
    }

    private Holders of(String pids) throws IOException {
        proc.file("driver/tenstorrent/3/pids", pids);
        Map<Integer, Holders> holders = reader.read(List.of(3));
        assertEquals(Set.of(3), holders.keySet());
        Holders those = holders.get(3);
        assertNotNull(those);
        return those;
    }

    private static Holders driver(int elsewhere, Integer... pids) {
        return new Holders(List.of(pids), elsewhere, Holders.Source.DRIVER, null);
    }

    @Test
    void shouldReadTheDriversList() throws IOException {
        assertEquals(driver(0), of("")); // idle
        assertEquals(driver(0, 4242), of("4242\n"));
        assertEquals(driver(0, 4242), of("4242")); // cut behind the last digit
        assertEquals(driver(0, 7, 4242, 4250), of("4250\n4242\n4242\n7\n4242\n"));
        assertEquals(driver(2, 4242), of("0\n4242\n0\n"));
        assertEquals(driver(0, 5, 6), of(" 5\n\n6 \r\n"));
        assertEquals(driver(0, 4_194_304), of("4194304\n"));
    }

    @Test
    void shouldKeepTheDeadAsTheDriverGivesThem() throws IOException {
        proc.process(4242, "worker", 'S', 1, 1);
        assertEquals(driver(0, 4242, 4243), of("4242\n4243\n"));
    }

    @Test
    void shouldNeverListOurselves() throws IOException {
        assertEquals(driver(0, SELF + 1), of(SELF + "\n" + (SELF + 1) + "\n"));
    }

    @Test
    void shouldTellOfLinesThatMakeNoSense() throws IOException {
        assertEquals(
                new Holders(
                        List.of(5, 6), 1, Holders.Source.DRIVER, "a line is no pid: 'PID Comm'"),
                of("PID Comm\n5\n0\n6\n"));
        assertEquals(
                new Holders(
                        List.of(),
                        0,
                        Holders.Source.DRIVER,
                        "6 lines are no pids, the first is '-5'"),
                of("-5\n5x\n5 6\n99999999999999999999\n1073741825\n\u0001\u0002\n"));
        String detail = of("\u001b[2J" + "x".repeat(100) + "\n").detail();
        assertEquals("a line is no pid: '?[2J" + "x".repeat(36) + "'", detail);
    }

    @Test
    void shouldReadManyLines() throws IOException {
        StringBuilder pids = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            pids.append(100_000 + i % 1000).append('\n');
        }
        Holders holders = of(pids.toString());
        assertEquals(1000, holders.pids().size());
        assertNull(holders.detail());
        assertEquals(driver(0, 8), of("8\n")); // nothing is left of the longer list
    }

    @Test
    void shouldSayThatAListIsTooLong() throws IOException {
        Holders holders = of("123456\n".repeat(200_000));
        assertEquals("only the first 1048576 bytes were read", holders.detail());
        assertEquals(
                List.of(123_456),
                holders.pids().subList(holders.pids().size() - 1, holders.pids().size()));
    }

    @Test
    void shouldSayWhyTheDriverCannotBeAsked(@TempDir Path root) throws IOException {
        Path directory = Files.createDirectories(proc.root().resolve("driver/tenstorrent/3/pids"));
        Holders holders = reader.read(List.of(3)).get(3);
        assertNotNull(holders);
        assertEquals(Holders.Source.UNKNOWN, holders.source());
        assertEquals(List.of(), holders.pids());
        String detail = String.valueOf(holders.detail());
        assertTrue(detail.startsWith(directory + ": "), detail);
    }

    private void open(int pid, String... targets) throws IOException {
        proc.process(pid, "worker", 'S', 1, 1);
        Path descriptors = Files.createDirectories(proc.root().resolve(pid + "/fd"));
        for (int i = 0; i < targets.length; i++) {
            Files.createSymbolicLink(descriptors.resolve(Integer.toString(i)), Path.of(targets[i]));
        }
    }

    @Test
    void shouldLookForOpenFilesWhereTheDriverIsTooOld() throws IOException {
        open(42, "/dev/null", "/dev/tenstorrent/0", "/dev/tenstorrent/0", "socket:[123]");
        open(43, "/dev/tenstorrent/12", "/dev/tenstorrent/0");
        open(44, "/dev/tenstorrent/1 (deleted)", "/dev/tenstorrent/", "/dev/tenstorrent/1/2");
        open(45, "/dev/tenstorrent/by-id/x", "/tmp/dev/tenstorrent/1", "/dev/tenstorrent/9999999");
        open(SELF, "/dev/tenstorrent/0");
        Map<Integer, Holders> holders = reader.read(List.of(0, 1, 12));
        assertEquals(
                Map.of(
                        0, new Holders(List.of(42, 43), 0, Holders.Source.OPEN_FILES, null),
                        1, new Holders(List.of(), 0, Holders.Source.OPEN_FILES, null),
                        12, new Holders(List.of(43), 0, Holders.Source.OPEN_FILES, null)),
                holders);
    }

    @Test
    void shouldLookForOpenFilesOnlyEveryFiveSeconds() throws IOException {
        open(42, "/dev/tenstorrent/0");
        Holders first = reader.read(List.of(0)).get(0);
        open(43, "/dev/tenstorrent/0");
        nanos = 4_999_999_999L;
        assertEquals(first, reader.read(List.of(0)).get(0));
        nanos = 5_000_000_000L;
        Holders second = reader.read(List.of(0)).get(0);
        assertNotNull(second);
        assertEquals(List.of(42, 43), second.pids());
    }

    @Test
    void shouldPassOverWhatEndsMeanwhile() throws IOException {
        open(42, "/dev/tenstorrent/0");
        proc.process(43, "worker", 'S', 1, 1).file("44/fd", "no directory");
        Files.writeString(proc.root().resolve("42/fd/9"), "no link");
        assertEquals(
                new Holders(List.of(42), 0, Holders.Source.OPEN_FILES, null),
                reader.read(List.of(0)).get(0));
    }

    @Test
    void shouldSayWhoseOpenFilesItMayNotSee() {
        assertNull(OpenFiles.detail(0));
        assertEquals(
                "the open files of 1 process may not be looked at: run as root, or load driver 2.5"
                        + " or newer",
                OpenFiles.detail(1));
        assertEquals(
                "the open files of 12 processes may not be looked at: run as root, or load driver"
                        + " 2.5 or newer",
                OpenFiles.detail(12));
    }

    @Test
    void shouldSayThatNobodyCanBeAsked(@TempDir Path empty) {
        HostRoots roots = HostRoots.under(empty);
        Holders holders = new HolderReader(roots, new ProcFs(roots.proc())).read(List.of(0)).get(0);
        assertEquals(
                new Holders(
                        List.of(), 0, Holders.Source.UNKNOWN, roots.proc() + " lists no processes"),
                holders);
    }

    @Test
    void shouldAskEachDeviceOnItsOwn() throws IOException {
        proc.file("driver/tenstorrent/0/pids", "42\n").file("driver/tenstorrent/1/pids", "0\n");
        assertEquals(Map.of(0, driver(0, 42), 1, driver(1)), reader.read(List.of(0, 1)));
        assertEquals(Map.of(), reader.read(List.of()));
    }
}
