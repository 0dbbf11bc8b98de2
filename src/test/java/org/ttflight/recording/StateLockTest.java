package org.ttflight.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateLockTest {
    @TempDir Path directory;

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static String problem(StateDirectory state) {
        return String.valueOf(
                assertThrows(IOException.class, () -> StateLock.take(state)).getMessage());
    }

    @Test
    void shouldMakePrivateDirectories() throws IOException {
        StateDirectory state = new StateDirectory(directory.resolve("a/b"));
        try (StateLock lock = StateLock.take(state)) {
            assertNotNull(lock);
            assertEquals("rwx------", mode(state.root()));
            assertEquals("rwx------", mode(state.repository()));
            assertEquals("rwx------", mode(state.recovered()));
            assertEquals("rwx------", mode(state.incidents()));
            assertEquals("rw-------", mode(state.root().resolve("lock")));
        }
    }

    @Test
    void shouldBeHeldByOneAtATime() throws IOException {
        StateDirectory state = new StateDirectory(directory);
        String mode = mode(directory);
        StateLock first = StateLock.take(state);
        String holder = " (process " + ProcessHandle.current().pid() + ")";
        assertEquals("another daemon uses " + directory + holder, problem(state));
        first.close();
        StateLock.take(state).close();
        assertEquals(mode, mode(directory), "what was there keeps its mode");
    }

    @Test
    void shouldSayWhatIsInTheWay() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "kept");
        assertTrue(problem(new StateDirectory(file)).contains(file + " is there, but is no"));
        String inFile = problem(new StateDirectory(file.resolve("below")));
        assertTrue(inFile.contains(file.toString()), inFile);
        Files.writeString(directory.resolve("recovered"), "kept");
        String problem = problem(new StateDirectory(directory));
        assertTrue(problem.contains("recovered is there, but is no directory"), problem);
        Files.delete(directory.resolve("recovered"));
        StateLock.take(new StateDirectory(directory)).close(); // it was let go
    }

    @Test
    void shouldFollowNoLink() throws IOException {
        Path precious = Files.writeString(directory.resolve("precious"), "kept");
        Path lock = Files.createSymbolicLink(directory.resolve("lock"), precious);
        String problem = problem(new StateDirectory(directory));
        assertTrue(problem.contains(lock.toString()), problem);
        assertEquals("kept", Files.readString(precious));
    }

    @Test
    void shouldSayWhatMayNotBeWritten() {
        Path nowhere = Path.of("/proc/tt-flight"); // not even root makes directories there
        String problem = problem(new StateDirectory(nowhere));
        assertTrue(problem.contains(nowhere.toString()), problem);
    }
}
