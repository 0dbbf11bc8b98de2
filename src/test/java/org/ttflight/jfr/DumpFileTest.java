package org.ttflight.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpFileTest {
    @TempDir Path directory;

    private static InputStream kept(int megabytes) {
        return new ByteArrayInputStream(new byte[megabytes << 20]);
    }

    @Test
    void shouldFollowNoLink() throws IOException {
        Path precious = Files.writeString(directory.resolve("precious"), "kept");
        Path file = Files.createSymbolicLink(directory.resolve("a.jfr"), precious);
        Path part = Files.createSymbolicLink(directory.resolve("a.jfr.part"), precious);
        DumpFile.write(kept(3), file);
        assertEquals("kept", Files.readString(precious));
        assertTrue(Files.isRegularFile(file) && !Files.isSymbolicLink(file));
        assertEquals(3 << 20, Files.size(file));
        assertFalse(Files.isSymbolicLink(part) || Files.exists(part));
    }

    @Test
    void shouldLeaveRoomToRecord() throws IOException {
        Path file = Files.writeString(directory.resolve("a.jfr"), "the one before");
        long[] free = {DumpFile.SPARE_BYTES + (2 << 20)};
        IOException full =
                assertThrows(
                        IOException.class,
                        () ->
                                DumpFile.write(
                                        kept(5),
                                        file,
                                        () -> {
                                            long left = free[0];
                                            free[0] -= 1 << 20;
                                            return left;
                                        }));
        assertTrue(String.valueOf(full.getMessage()).contains("48 MiB"), full::toString);
        assertEquals("the one before", Files.readString(file));
        assertFalse(Files.exists(directory.resolve("a.jfr.part")));
    }
}
