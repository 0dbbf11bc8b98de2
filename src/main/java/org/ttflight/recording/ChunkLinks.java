package org.ttflight.recording;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Second names (hard links) of the chunks of this run.
 *
 * <p>A JVM that ends in order deletes its chunks, in a hook that nobody can go before or hold up. A
 * file with a second name survives that, at no cost in time or disk. JFR drops old chunks by age
 * and size; so does this, by the same limits, as it cannot tell one deletion from the other.
 *
 * <p>Not thread-safe.
 */
public final class ChunkLinks {
    private static final System.Logger LOG = System.getLogger(ChunkLinks.class.getName());

    /** A chunk is closed at this size, or a little after. */
    private static final long CHUNK_BYTES = 12 << 20;

    private final LeftRun run;
    private final Duration maxAge;
    private final long maxBytes;

    private ChunkLinks(LeftRun run, Duration maxAge, long maxBytes) {
        this.run = run;
        this.maxAge = maxAge;
        this.maxBytes = maxBytes;
    }

    /**
     * Finds where this JVM records.
     *
     * @param earlier what earlier runs have left; one of them may have had the same process id, as
     *     in a container, and a clock that was ahead
     * @param maxAge how long to keep a chunk after its last event; zero for ever
     * @param maxBytes how many bytes to keep, beside the chunk that is being written; 0 for any
     * @return null if it does not record into this repository
     */
    public static @Nullable ChunkLinks ofThisProcess(
            StateDirectory state, Recovery earlier, Duration maxAge, long maxBytes)
            throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        List<LeftRun> runs = LeftRun.all(state.repository());
        Collections.reverse(runs);
        for (LeftRun run : runs) {
            if (run.pid().equals(pid) && !earlier.isOf(run) && Files.isDirectory(run.directory())) {
                return new ChunkLinks(run, maxAge, maxBytes);
            }
        }
        return null;
    }

    /**
     * Links what is new, and drops what is too old or too much.
     *
     * @throws IOException if the file system has no hard links, or is not writable
     * @throws UnsupportedOperationException if it has no hard links
     */
    public void update(Instant now) throws IOException {
        if (!Files.isDirectory(run.links())) {
            Files.createDirectory(
                    run.links(),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        for (Path chunk : LeftRun.filesIn(run.directory())) {
            try {
                Files.createLink(run.links().resolve(chunk.getFileName()), chunk);
            } catch (FileAlreadyExistsException | NoSuchFileException linkedOrGone) {
                LOG.log(Level.TRACE, "nothing to do for {0}", chunk);
            }
        }
        trim(now);
    }

    /**
     * Writes what is kept of some time to a file, which is whole or not there; for when the JVM has
     * ended its recording. As chunks are written as a whole, the file begins a little earlier.
     *
     * @throws IOException if nothing is kept of that time, or the file cannot be written
     */
    public void write(Instant from, Instant to, Path file) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        for (Path link : LeftRun.filesIn(run.links())) {
            if (Files.getLastModifiedTime(link).toInstant().isBefore(from)) {
                continue;
            }
            for (Chunk chunk : ChunkMending.of(link).chunks()) {
                if (!chunk.start().isAfter(to) && !chunk.end().isBefore(from)) {
                    chunks.add(chunk);
                }
            }
        }
        if (chunks.isEmpty()) {
            throw new IOException("nothing is kept of " + from + " to " + to);
        }
        chunks.sort(Comparator.comparing(Chunk::start));
        Recovery.checkRoom(chunks, file.resolveSibling("").toAbsolutePath());
        Recovery.write(chunks, file);
    }

    private void trim(Instant now) throws IOException {
        List<Path> links = LeftRun.filesIn(run.links());
        links.sort(Collections.reverseOrder()); // the latest first
        long bytes = 0;
        for (int at = 1; at < links.size(); at++) { // the first is being written
            Path link = links.get(at);
            bytes += Files.size(link);
            boolean isOld =
                    !maxAge.isZero()
                            && Files.getLastModifiedTime(link)
                                    .toInstant()
                                    .isBefore(now.minus(maxAge));
            if (isOld || (maxBytes > 0 && bytes > maxBytes + CHUNK_BYTES)) {
                Files.deleteIfExists(link);
            }
        }
    }
}
