package org.ttflight.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds what can be read of a file of chunks: of a chunk that is not whole, or was never finished,
 * what is whole of it. Says what was mended, and what is left out and why.
 */
final class ChunkMending {
    private final Path file;
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private ChunkMending(Path file) {
        this.file = file;
    }

    /**
     * Looks at a file, all of it.
     *
     * @throws IOException if it cannot be read; whatever is in it, is not an error
     */
    static ChunkMending of(Path file) throws IOException {
        ChunkMending mending = new ChunkMending(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            mending.run(new FileWindow(channel, channel.size()), channel.size());
        }
        return mending;
    }

    private void run(FileWindow window, long end) throws IOException {
        if (end == 0) {
            notes.add("is empty");
        }
        for (long at = 0; at < end; ) {
            ByteBuffer head = window.copy(at, ChunkHeader.LENGTH);
            String problem = ChunkHeader.problem(head);
            if (problem == null) {
                at += chunk(window, at, end - at, ChunkHeader.of(head));
            } else if (at == 0) {
                notes.add(problem);
                return;
            } else {
                long next = window.nextChunkStart(at + 1);
                leaveOut(at, next, "no chunk of a recording");
                at = next;
            }
        }
    }

    /** Takes what can be read of a chunk; returns how many bytes of the file are done. */
    private long chunk(FileWindow window, long at, long rest, ChunkHeader header)
            throws IOException {
        boolean fits = header.size() > ChunkHeader.LENGTH && header.size() <= rest;
        if (!header.isCompressed()) {
            return trusted(at, rest, header, fits);
        }
        EventScan scan = EventScan.of(window, at, header, fits ? header.size() : rest);
        if (fits && scan.isAsTheHeaderSays()) {
            chunks.add(new Chunk(file, at, header.finished(), !header.isFinished()));
            if (!header.isFinished()) {
                notes.add(where(at) + "was still being written when the daemon ended; marked done");
            }
            return header.size();
        }
        long whole = scan.wholeEnd();
        EventScan.Cut cut = scan.cut();
        if (!cut.isReadable()) {
            leaveOut(at, at + whole, "holds nothing of a chunk that can be read by itself");
            return whole;
        }
        chunks.add(new Chunk(file, at, header.cutTo(cut), true));
        notes.add(
                where(at)
                        + (header.size() > rest ? "is cut short" : "is damaged")
                        + "; kept the first "
                        + count(cut.end()));
        return whole;
    }

    /** Nobody writes this kind any more; take the header's word. */
    private long trusted(long at, long rest, ChunkHeader header, boolean fits) {
        if (fits) {
            chunks.add(new Chunk(file, at, header.finished(), !header.isFinished()));
            return header.size();
        }
        leaveOut(at, at + rest, "a chunk that is cut short");
        return rest;
    }

    private void leaveOut(long from, long to, String what) {
        notes.add(where(from) + what + "; left out " + count(to - from));
    }

    static String where(long at) {
        return at == 0 ? "" : "at byte " + at + ": ";
    }

    private static String count(long bytes) {
        return String.format(Locale.ROOT, "%,d bytes", bytes);
    }

    /** Returns what can be read, in the order of the file. */
    List<Chunk> chunks() {
        return chunks;
    }

    /** Returns what was mended or left out, for people; empty if the file is fine as it is. */
    List<String> notes() {
        return notes;
    }

    /** Returns why there is nothing to read; null if there is something. */
    @Nullable String problem() {
        return chunks.isEmpty() ? String.join("; ", notes) : null;
    }
}
