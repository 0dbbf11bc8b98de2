package org.ttflight.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording as a sequence of chunks, each of which every JDK reads by itself: so only one need be
 * in memory, and one that is damaged leaves the others readable. What is wrong with a file, as with
 * that of a daemon that was killed, is mended in a copy of the chunk. Closing deletes the copy. Not
 * thread-safe.
 */
public final class MendedRecording implements AutoCloseable {
    private final List<Part> parts;
    private final List<String> notes;
    private @Nullable Path copy;

    private record Part(SourceFile source, Chunk chunk) {}

    private MendedRecording(List<Part> parts, List<String> notes) {
        this.parts = List.copyOf(parts);
        this.notes = List.copyOf(notes);
    }

    /**
     * Looks at all of a file. Of a directory, takes all {@code .jfr} files in it as parts of one
     * recording, and what several of them have once; a daemon may be writing them.
     *
     * @throws IOException if there is nothing to read, with a message that says what and why
     */
    public static MendedRecording open(Path fileOrDirectory) throws IOException {
        Sources sources = Sources.open(List.of(fileOrDirectory));
        List<Part> parts = new ArrayList<>();
        for (SourceFile file : sources.files()) {
            for (Chunk chunk : sources.wanted(file)) {
                parts.add(new Part(file, chunk));
            }
        }
        return new MendedRecording(parts, sources.notes());
    }

    /** Returns how many chunks there are; at least one. */
    public int chunks() {
        return parts.size();
    }

    /** Returns when the first chunk begins. */
    public Instant start() {
        return parts.get(0).chunk().start();
    }

    /** Returns when the latest of the chunks ends. */
    public Instant end() {
        return parts.stream()
                .map(part -> part.chunk().end())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Returns what was mended or left out, for people; empty if all was fine. */
    public List<String> notes() {
        return notes;
    }

    /** Returns where a chunk is, for people: its file, and its place if it is not the first. */
    public String where(int chunk) {
        Chunk one = parts.get(chunk).chunk();
        return one.file().getFileName() + " " + ChunkMending.where(one.offset());
    }

    /**
     * Returns a file that has a chunk and nothing else: the file itself, or a copy in the temporary
     * directory.
     *
     * @return to be read until this is called again, or closed
     * @throws java.nio.file.NoSuchFileException if the file is gone
     * @throws IOException if there is no room for a copy
     */
    public Path file(int chunk) throws IOException {
        close();
        Part part = parts.get(chunk);
        List<Chunk> wanted = List.of(part.chunk());
        if (part.source().isAsItIs(wanted)) {
            return part.source().path();
        }
        Path target = Files.createTempFile("tt-flight-", ".jfr");
        target.toFile().deleteOnExit(); // a signal may come before it is closed
        copy = target;
        SourceFile.copy(wanted, target);
        return target;
    }

    @Override
    public void close() throws IOException {
        if (copy != null) {
            Files.deleteIfExists(copy);
            copy = null;
        }
    }
}
