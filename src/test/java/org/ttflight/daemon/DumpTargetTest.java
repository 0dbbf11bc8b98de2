package org.ttflight.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpTargetTest {
    @TempDir Path directory;

    private void refuses(Path file, String why) {
        IOException refused =
                assertThrows(IOException.class, () -> DumpTarget.check(file.toString()));
        assertTrue(String.valueOf(refused.getMessage()).contains(why), refused::toString);
    }

    @Test
    void shouldTakeNewFilesAndOtherRecordings() throws IOException {
        Path file = directory.resolve("a.jfr");
        assertEquals(file, DumpTarget.check(file.toString()));
        Files.writeString(file, "FLR\0and more");
        assertEquals(file, DumpTarget.check(file.toString()));
    }

    @Test
    void shouldReplaceNothingElse() throws IOException {
        Path other = Files.writeString(directory.resolve("b.jfr"), "a letter");
        refuses(other, "is no recording");
        refuses(Files.writeString(directory.resolve("empty.jfr"), ""), "is no recording");
        refuses(Files.createDirectory(directory.resolve("c.jfr")), "is no recording");
        Path recording = Files.writeString(directory.resolve("d.jfr"), "FLR\0");
        refuses(Files.createSymbolicLink(directory.resolve("e.jfr"), recording), "is no recording");
        refuses(
                Files.createSymbolicLink(directory.resolve("f.jfr"), directory.resolve("nowhere")),
                "is no recording");
    }

    @Test
    void shouldWantTheNameOfARecordingInADirectory() {
        refuses(directory.resolve("passwd"), "must end in .jfr");
        refuses(directory.resolve("none/g.jfr"), "there is no such directory");
        assertThrows(IOException.class, () -> DumpTarget.check("a\0.jfr"));
    }
}
