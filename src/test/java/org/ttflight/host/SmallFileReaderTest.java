package org.ttflight.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallFileReaderTest {
    @TempDir Path directory;
    private final SmallFileReader reader = new SmallFileReader();

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("file"), text);
    }

    private String detail(Path file) {
        FileText text = reader.read(file);
        assertNull(text.text());
        assertNotNull(text.failure());
        assertEquals(Quality.UNREADABLE, text.failure().quality());
        assertNotNull(text.failure().detail());
        return text.failure().detail();
    }

    @Test
    void shouldReadOneFileAfterAnother() throws IOException {
        assertEquals("a longer text\n", reader.read(file("a longer text\n")).text());
        assertEquals("short", reader.read(file("short")).text());
        assertEquals("", reader.read(file("")).text());
        assertEquals("two\nlines\n", reader.read(file("two\nlines\n")).text());
    }

    @Test
    void shouldStopAtAPage() throws IOException {
        assertEquals("x".repeat(4096), reader.read(file("x".repeat(10_000))).text());
        assertEquals("y", reader.read(file("y")).text());
    }

    @Test
    void shouldTellThatThereIsNoFile() throws IOException {
        assertEquals(FileText.ABSENT, reader.read(directory.resolve("none")));
        assertEquals(FileText.ABSENT, reader.read(directory.resolve("none/at/all")));
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("nowhere"));
        assertEquals(FileText.ABSENT, reader.read(link));
    }

    @Test
    void shouldSayWhyAFileCannotBeRead() throws IOException {
        String path = directory.toString();
        assertFalse(detail(directory).contains(path)); // the system's words, in any language
        assertFalse(detail(file("x").resolve("below")).contains(path));
    }

    @Test
    void shouldSayThatAFileIsForbidden() throws IOException {
        Path file = file("secret");
        Files.setPosixFilePermissions(file, Set.of());
        assumeFalse(Files.isReadable(file)); // to root it is not
        assertEquals("permission denied", detail(file));
    }

    @Test
    void shouldTakeAnyBytes() throws IOException {
        Path file = directory.resolve("bytes");
        Files.write(file, new byte[] {'a', (byte) 0xff, 0, 'b'});
        assertEquals("a\u00ff\0b", reader.read(file).text());
        assertNull(reader.word(file(" \n")));
        assertEquals("word", reader.word(file(" word \n")));
    }
}
