package org.ttflight.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file of a recording, and what of it can be read.
 *
 * @param path as it was given
 * @param chunks those that can be read, by place in the file
 * @param notes what was mended or left out, for people
 */
record SourceFile(Path path, List<Chunk> chunks, List<String> notes) {
    /**
     * Looks at a file.
     *
     * @throws IOException if there is nothing to read in it; the message says why
     */
    static SourceFile of(Path path) throws IOException {
        ChunkMending mending = ChunkMending.of(path);
        String problem = mending.problem();
        if (problem != null) {
            throw new IOException(path + " is no JFR recording: it " + problem);
        }
        return new SourceFile(path, List.copyOf(mending.chunks()), List.copyOf(mending.notes()));
    }

    long fromMillis() {
        return chunks.get(0).start().toEpochMilli();
    }

    /** Returns how many bytes there are to read. */
    long length() {
        return chunks.stream().mapToLong(Chunk::size).sum();
    }

    /**
     * Returns whether the JDK can read the file as it is, and wants these chunks, which are all.
     */
    boolean isAsItIs(List<Chunk> wanted) {
        return notes.isEmpty() && wanted.size() == chunks.size();
    }

    /** Writes a file of these chunks, mended. */
    static void copy(List<Chunk> wanted, Path target) throws IOException {
        try (FileChannel out = FileChannel.open(target, StandardOpenOption.WRITE)) {
            for (Chunk chunk : wanted) {
                chunk.appendTo(out);
            }
        }
    }
}
