package org.ttflight.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A recording that every JDK reads: the file itself, or a mended copy where something is wrong with
 * it, as of a daemon that was killed. Closing deletes the copy.
 */
public final class MendedRecording implements AutoCloseable {
    private final Path file;
    private final boolean isCopy;
    private final List<String> notes;

    private MendedRecording(Path file, boolean isCopy, List<String> notes) {
        this.file = file;
        this.isCopy = isCopy;
        this.notes = List.copyOf(notes);
    }

    /**
     * Looks at all of a file, and copies what can be read of it to the temporary directory if there
     * is something to mend. Of a directory, takes all {@code .jfr} files in it as the chunks of one
     * recording; a daemon may be writing them.
     *
     * @throws IOException if there is nothing to read, with a message that says what and why
     */
    public static MendedRecording open(Path fileOrDirectory) throws IOException {
        if (!Files.exists(fileOrDirectory)) {
            throw new IOException("no such file: " + fileOrDirectory);
        }
        if (Files.isDirectory(fileOrDirectory)) {
            return ofDirectory(fileOrDirectory);
        }
        if (!Files.isRegularFile(fileOrDirectory) || !Files.isReadable(fileOrDirectory)) {
            throw new IOException("cannot read " + fileOrDirectory);
        }
        ChunkMending mending = ChunkMending.of(fileOrDirectory);
        String problem = mending.problem();
        if (problem != null) {
            throw new IOException(fileOrDirectory + " is no JFR recording: it " + problem);
        }
        return mending.notes().isEmpty()
                ? new MendedRecording(fileOrDirectory, false, List.of())
                : copy(mending.chunks(), mending.notes());
    }

    private static MendedRecording ofDirectory(Path directory) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jfr")) {
            for (Path file : files) {
                ChunkMending mending = ChunkMending.of(file);
                chunks.addAll(mending.chunks());
                mending.notes().forEach(note -> notes.add(file.getFileName() + " " + note));
            }
        }
        if (chunks.isEmpty()) {
            String why = notes.isEmpty() ? "no .jfr files" : String.join("; ", notes);
            throw new IOException("no recording in " + directory + ": " + why);
        }
        chunks.sort(Comparator.comparing(Chunk::start));
        return copy(chunks, notes);
    }

    private static MendedRecording copy(List<Chunk> chunks, List<String> notes) throws IOException {
        Path copy = Files.createTempFile("tt-flight-", ".jfr");
        boolean isDone = false;
        try (FileChannel out = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            for (Chunk chunk : chunks) {
                chunk.appendTo(out);
            }
            isDone = true;
        } finally {
            if (!isDone) {
                Files.deleteIfExists(copy);
            }
        }
        return new MendedRecording(copy, true, notes);
    }

    /** Returns the file to read, until this is closed. */
    public Path file() {
        return file;
    }

    /** Returns what was mended or left out, for people; empty if the file was fine. */
    public List<String> notes() {
        return notes;
    }

    @Override
    public void close() throws IOException {
        if (isCopy) {
            Files.deleteIfExists(file);
        }
    }
}
