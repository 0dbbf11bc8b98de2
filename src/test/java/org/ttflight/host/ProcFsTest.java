package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who is alive, and who is who; bug 6 of the original servers was to take the wrong ones for it.
 */
class ProcFsTest {
    private final FakeProc proc;
    private final ProcFs procFs;

    ProcFsTest(@TempDir Path root) throws IOException {
        this.proc = new FakeProc(root);
        this.procFs = new ProcFs(root);
    }

    @ParameterizedTest(name = "state {0} with {1} threads: {2}")
    @CsvSource({
        "R, 1, ALIVE",
        "S, 9, ALIVE",
        "D, 1, ALIVE", // in the driver, most likely
        "T, 1, ALIVE", // stopped is not dead
        "t, 1, ALIVE",
        "I, 1, ALIVE",
        "Z, 1, DEAD", // killed, not yet waited for
        "Z, 0, DEAD",
        "Z, 2, ALIVE", // only the first thread has ended
        "X, 1, DEAD",
    })
    void shouldTellTheDeadByTheirState_bug6(char state, int threads, Liveness expected)
            throws IOException {
        proc.process(42, "worker", state, threads, 5000);
        assertEquals(expected, procFs.liveness(42, 5000));
        assertEquals(expected, procFs.liveness(42, -1));
    }

    @Test
    void shouldTellThatAPidWasReused_bug6() throws IOException {
        proc.process(42, "worker", 'S', 1, 5000);
        assertEquals(Liveness.PID_REUSED, procFs.liveness(42, 4999));
        assertEquals(Liveness.ALIVE, procFs.liveness(42, 5000));
        assertEquals(Liveness.ALIVE, procFs.liveness(42, -1)); // never knew its start
    }

    @Test
    void shouldTellThatAProcessHasVanished() {
        assertEquals(Liveness.DEAD, procFs.liveness(42, 5000));
        assertEquals(-1, procFs.startTicks(42));
        assertEquals(-1, procFs.uid(42));
        assertEquals(List.of(), procFs.namespacePids(42));
        assertEquals(ProcessDescription.UNKNOWN, procFs.describe(42));
    }

    @Test
    void shouldNotTakeTheHiddenForDead_bug6() throws IOException {
        proc.remove("1/stat"); // hidepid hides init as well
        assertEquals(Liveness.UNKNOWN, procFs.liveness(42, 5000));
    }

    @Test
    void shouldNotTakeTheForbiddenForDead_bug6() throws IOException {
        assumeFalse(new ProcFs(Path.of("/proc")).uid((int) ProcessHandle.current().pid()) == 0);
        proc.process(42, "worker", 'S', 1, 5000);
        Files.setPosixFilePermissions(
                proc.root().resolve("42/stat"), PosixFilePermissions.fromString("---------"));
        assertEquals(Liveness.ALIVE, procFs.liveness(42, 5000));
    }

    @Test
    void shouldNotJudgeWhatCannotBeRead() throws IOException {
        Files.createDirectories(proc.root().resolve("42/stat")); // reading it fails
        assertEquals(Liveness.UNKNOWN, procFs.liveness(42, 5000));
        assertEquals(-1, procFs.startTicks(42));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "42",
                "42 (worker",
                "42 (worker)",
                "42 (worker) ",
                "42 (worker) S 1 2 3",
                "42 (worker) S 1 1 1 0 -1 4 1 2 3 4 5 6 7 8 20 0 1 0 soon 1",
            })
    void shouldNotJudgeByNonsense(String stat) throws IOException {
        proc.file("42/stat", stat);
        assertEquals(Liveness.UNKNOWN, procFs.liveness(42, 5000));
        assertEquals(-1, procFs.startTicks(42));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a) Z 0 (b", "((", "))", ") R", "", "a\nb"})
    void shouldReadBehindAnyName(String name) throws IOException {
        proc.process(42, name, 'S', 1, 123_456_789_012L);
        assertEquals(123_456_789_012L, procFs.startTicks(42));
        assertEquals(Liveness.ALIVE, procFs.liveness(42, 123_456_789_012L));
    }

    @Test
    void shouldReadTheEffectiveUser() throws IOException {
        proc.status(42, "Name:\tworker", "Uid:\t1000\t1001\t1002\t1003", "Gid:\t5\t5\t5\t5");
        assertEquals(1001, procFs.uid(42));
        proc.status(43, "Uid:\t4294967294\t4294967294\t4294967294\t4294967294");
        assertEquals(-2, procFs.uid(43));
        proc.status(44, "Name:\tworker");
        assertEquals(-1, procFs.uid(44));
        proc.status(45, "Uid:\tnobody\tnobody");
        assertEquals(-1, procFs.uid(45));
    }

    @Test
    void shouldReadThePidsOfAllNamespaces() throws IOException {
        proc.status(42, "Name:\tworker", "NSpid:\t42");
        proc.status(43, "NSpid:\t43\t7\t1", "NSpgid:\t43\t7\t1");
        proc.status(44, "Name:\tan old kernel");
        proc.status(45, "NSpid:\t45\tx");
        assertEquals(List.of(42), procFs.namespacePids(42));
        assertEquals(List.of(43, 7, 1), procFs.namespacePids(43));
        assertEquals(List.of(), procFs.namespacePids(44));
        assertEquals(List.of(), procFs.namespacePids(45));
    }

    @Test
    void shouldListProcessesAndNothingElse() throws IOException {
        proc.process(42, "a", 'S', 1, 1).process(4_194_304, "b", 'S', 1, 1);
        proc.file("self/stat", "").file("sys/kernel", "").file("1x/stat", "");
        proc.file("99999999999/stat", "");
        assertEquals(Set.of(1, 42, 4_194_304), new HashSet<>(procFs.pids()));
        assertEquals(List.of(), new ProcFs(proc.root().resolve("nowhere")).pids());
    }

    @Test
    void shouldReadTheRealProcfs() {
        ProcFs real = new ProcFs(Path.of("/proc"));
        int self = (int) ProcessHandle.current().pid();
        long startTicks = real.startTicks(self);
        assertTrue(startTicks >= 0);
        assertEquals(Liveness.ALIVE, real.liveness(self, startTicks));
        assertEquals(Liveness.PID_REUSED, real.liveness(self, startTicks + 1));
        assertTrue(real.pids().contains(self));
        assertEquals(self, real.namespacePids(self).get(0));
        assertFalse(real.describe(self).commandLine() == null);
    }
}
