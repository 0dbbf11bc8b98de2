package org.ttflight.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a recording, each read by itself: so only one is in memory at a time, its events
 * can be put in order, and one that is damaged leaves the others readable. Not thread-safe.
 */
final class Chunks implements AutoCloseable {
    private static final String OURS = "tenstorrent.";
    private static final String JVM = "jdk.JVMInformation";
    private static final int HEADER = 68;
    private static final int MAGIC = 0x464c5200;
    private static final int SIZE = 8;
    private static final int START = 32;
    private static final int DURATION = 40;

    private final Path file;
    private final List<Chunk> all = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private @Nullable Path copy;

    /**
     * One of them.
     *
     * @param size in bytes
     */
    record Chunk(long offset, long size, Instant start, Instant end) {}

    private Chunks(Path file) {
        this.file = file;
    }

    /**
     * Finds the chunks by their headers, without reading what is in them.
     *
     * @throws IOException if there are none; the message says why
     */
    static Chunks of(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("there is no " + file);
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is no file");
        }
        Chunks chunks = new Chunks(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            chunks.find(channel);
        }
        if (chunks.all.isEmpty()) {
            throw new IOException(file + " is no JFR recording: " + chunks.problems.get(0));
        }
        return chunks;
    }

    private void find(FileChannel channel) throws IOException {
        long end = channel.size();
        if (end == 0) {
            problems.add("it is empty");
        }
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        for (long at = 0; at < end; ) {
            header.clear();
            while (header.hasRemaining() && channel.read(header, at + header.position()) > 0) {
                // A read may give less than there is.
            }
            if (header.hasRemaining() || header.getInt(0) != MAGIC) {
                problems.add(
                        at == 0
                                ? "it does not begin as one"
                                : "what follows byte " + at + " is no part of a recording");
                return;
            }
            long size = header.getLong(SIZE);
            if (size <= HEADER || size > end - at) {
                problems.add("it is cut short, or was never finished, at byte " + at);
                return;
            }
            Instant start = Instant.ofEpochSecond(0, header.getLong(START));
            long nanos = Math.max(0, header.getLong(DURATION));
            all.add(new Chunk(at, size, start, start.plusNanos(nanos)));
            at += size;
        }
    }

    /** Returns where they are, in the order of the file. */
    List<Chunk> all() {
        return all;
    }

    /** Returns what cannot be read so far, in words. */
    List<String> problems() {
        return problems;
    }

    /** Returns when the recording begins. */
    Instant start() {
        return all.get(0).start();
    }

    /** Returns when it ends. */
    Instant end() {
        return all.stream().map(Chunk::end).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }

    /**
     * Returns the events of a chunk that are ours, and what tells of the JVM, by time. Of a chunk
     * that is damaged, those that could be read.
     *
     * @throws IOException if there is no room for a copy
     */
    List<RecordedEvent> read(int index) throws IOException {
        Path readable = all.size() == 1 && problems.isEmpty() ? file : copy(all.get(index));
        List<RecordedEvent> events = new ArrayList<>();
        try (RecordingFile recording = new RecordingFile(readable)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                String name = event.getEventType().getName();
                if (name.startsWith(OURS) || name.equals(JVM)) {
                    events.add(event);
                }
            }
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // The parser trusts what it reads, so a damaged file may fail in any way.
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            note("the part at byte " + all.get(index).offset() + " is damaged: " + why);
        }
        events.sort(Comparator.comparing(RecordedEvent::getStartTime));
        return events;
    }

    private void note(String problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    private Path copy(Chunk chunk) throws IOException {
        Path target = copy;
        if (target == null) {
            target = Files.createTempFile("tt-flight-replay-", ".jfr");
            copy = target;
        }
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel out =
                        FileChannel.open(
                                target,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING)) {
            for (long done = 0; done < chunk.size(); ) {
                long moved = in.transferTo(chunk.offset() + done, chunk.size() - done, out);
                if (moved <= 0) {
                    throw new IOException(file + " became shorter while it was read");
                }
                done += moved;
            }
        }
        return target;
    }

    @Override
    public void close() throws IOException {
        if (copy != null) {
            Files.deleteIfExists(copy);
        }
    }
}
