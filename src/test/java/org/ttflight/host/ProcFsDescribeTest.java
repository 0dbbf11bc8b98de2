package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people call a process. */
class ProcFsDescribeTest {
    private final FakeProc proc;
    private final ProcFs procFs;

    ProcFsDescribeTest(@TempDir Path root) throws IOException {
        this.proc = new FakeProc(root);
        this.procFs = new ProcFs(root);
    }

    /** A stroke stands for the zero byte that ends an argument. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/usr/bin/python3|train.py|--epochs|3|, python3, /usr/bin/python3 train.py --epochs 3",
        "python3|, python3, python3",
        "./a.out|, a.out, ./a.out",
        "/opt/my tool/run it|x|, run it, /opt/my tool/run it x",
        "nginx: master process, nginx: master process, nginx: master process",
        "/|, worker, /",
        "|x|, worker, x",
    })
    void shouldNameItByItsCommand(String arguments, String name, String commandLine)
            throws IOException {
        proc.file("42/cmdline", arguments.replace('|', '\0')).file("42/comm", "worker\n");
        ProcessDescription description = procFs.describe(42);
        assertEquals(name, description.name());
        assertEquals(commandLine, description.commandLine());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/usr/bin/java|-Xmx1g|-cp|a.jar:b.jar|org.example.Server|--port|1|, Server",
        "java|--add-exports|java.base/x=ALL-UNNAMED|-jar|/opt/app/model.jar|run|, model.jar",
        "java|-m|org.example/org.example.Main|, org.example.Main",
        "java|@options|Main|, Main",
        "java|-version|, java",
        "java|-jar|, java",
        "java|, java",
        "/usr/bin/javac|A.java|, javac",
    })
    void shouldNameAJvmByItsProgram(String arguments, String name) throws IOException {
        proc.file("42/cmdline", arguments.replace('|', '\0')).file("42/comm", "java\n");
        assertEquals(name, procFs.describe(42).name());
    }

    @Test
    void shouldNameAKernelThreadByItsShortName() throws IOException {
        proc.file("42/cmdline", "").file("42/comm", "kworker/0:1\n");
        assertEquals("kworker/0:1", procFs.describe(42).name());
        assertNull(procFs.describe(42).commandLine());
    }

    @Test
    void shouldReadACommandThatIsNoText() throws IOException {
        byte[] arguments = {'/', 'x', (byte) 0xff, (byte) 0xc3, 0, 'a', (byte) 0x80, 0};
        proc.file("42/cmdline", arguments).file("42/comm", new byte[] {(byte) 0xfe, '\n'});
        ProcessDescription description = procFs.describe(42);
        assertEquals("x\ufffd\ufffd", description.name());
        assertEquals("/x\ufffd\ufffd a\ufffd", description.commandLine());
    }

    @Test
    void shouldCutACommandThatIsEndless() throws IOException {
        proc.file("42/cmdline", "run\0" + "argument\0".repeat(1_000_000));
        ProcessDescription description = procFs.describe(42);
        assertEquals("run", description.name());
        String commandLine = String.valueOf(description.commandLine());
        assertTrue(commandLine.length() <= 64 * 1024, () -> "" + commandLine.length());
        assertTrue(commandLine.startsWith("run argument argument"));
    }

    @Test
    void shouldTellWhenItStarted() throws IOException {
        proc.process(42, "worker", 'S', 1, 12_345);
        assertNull(procFs.describe(42).startEpochMillis());
        proc.file("stat", "cpu  1 2 3\nintr 5 6 7\nbtime 1700000000\nprocesses 9\n");
        assertEquals(1_700_000_123_450L, procFs.describe(42).startEpochMillis());
    }

    @Test
    void shouldFindTheBootTimeBehindManyInterrupts() throws IOException {
        proc.process(42, "worker", 'S', 1, 100);
        proc.file("stat", "intr" + " 0".repeat(100_000) + "\nbtime 1700000000\n");
        assertEquals(1_700_000_001_000L, procFs.describe(42).startEpochMillis());
    }

    @Test
    void shouldTellWhoseItIs() throws IOException {
        proc.process(42, "worker", 'S', 1, 1);
        assertEquals(Files.getOwner(proc.root()).getName(), procFs.describe(42).user());
    }

    @Test
    void shouldSayNothingOfWhatItCannotRead() throws IOException {
        proc.process(42, "worker", 'S', 1, 1);
        ProcessDescription description = procFs.describe(42);
        assertNull(description.name());
        assertNull(description.commandLine());
        assertEquals(ProcessDescription.UNKNOWN, procFs.describe(43));
    }
}
