package org.ttflight.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Keeps what earlier daemons have recorded: joins the chunks of each run into one file, mended
 * where the daemon was killed while it wrote, and drops the oldest files when there are too many.
 *
 * <p>A run is deleted only when its file is complete. Where that fails, as on a full disk, the run
 * stays as it is, for the next start. To be created by who has the {@link StateLock}, before this
 * run's recording starts; {@link #run} may be called later and on any thread, once.
 */
public final class Recovery {
    /** So many bytes of recovered recordings are kept, and the newest one however large it is. */
    public static final long MOST_BYTES = 512L << 20;

    /** So many recovered recordings are kept. */
    public static final int MOST_FILES = 50;

    /** What must be left on the disk, as the JVM ends when its recording finds no room. */
    private static final long SPARE_BYTES = 48L << 20;

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneId.systemDefault());
    private static final String PART = ".part";

    private final StateDirectory state;
    private final List<LeftRun> left;
    private final long mostBytes;
    private final int mostFiles;

    private Recovery(StateDirectory state, List<LeftRun> left, long mostBytes, int mostFiles) {
        this.state = state;
        this.left = left;
        this.mostBytes = mostBytes;
        this.mostFiles = mostFiles;
    }

    /** Hears what becomes of each run. */
    public interface Listener {
        /**
         * A run was kept.
         *
         * @param wasKilled whether its JVM did not end in order
         * @param notes what was mended or left out, for people
         */
        void recovered(RecoveredRecording recording, boolean wasKilled, List<String> notes);

        /** A run could not be kept, and was left where it is. */
        void failed(Path directory, IOException reason);

        /** A run held nothing that can be read, and was deleted. */
        void empty(Path directory, List<String> notes);

        /** An old recording was deleted, to make room for newer ones. */
        void dropped(RecoveredRecording recording);
    }

    /** Finds what earlier runs have left. */
    public static Recovery of(StateDirectory state) throws IOException {
        return of(state, MOST_BYTES, MOST_FILES);
    }

    static Recovery of(StateDirectory state, long mostBytes, int mostFiles) throws IOException {
        return new Recovery(state, LeftRun.all(state.repository()), mostBytes, mostFiles);
    }

    boolean isOf(LeftRun run) {
        return left.contains(run);
    }

    /** Does it; takes as long as copying all that was left. */
    public void run(Listener listener) {
        try {
            deleteParts();
        } catch (IOException e) {
            listener.failed(state.recovered(), e);
        }
        for (LeftRun run : left) {
            try {
                recover(run, listener);
            } catch (IOException e) {
                listener.failed(Files.exists(run.links()) ? run.links() : run.directory(), e);
            }
        }
        try {
            trim(listener);
        } catch (IOException e) {
            listener.failed(state.recovered(), e);
        }
    }

    /** What a daemon has begun that was killed here; its source is still there. */
    private void deleteParts() throws IOException {
        try (DirectoryStream<Path> parts =
                Files.newDirectoryStream(state.recovered(), "*" + PART)) {
            for (Path part : parts) {
                if (Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(part);
                }
            }
        }
    }

    private void recover(LeftRun run, Listener listener) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Path file : run.files()) {
            ChunkMending mending = ChunkMending.of(file);
            chunks.addAll(mending.chunks());
            mending.notes().forEach(note -> notes.add(file.getFileName() + " " + note));
        }
        boolean wasKilled = Files.exists(run.directory());
        if (chunks.isEmpty()) {
            run.delete();
            if (!notes.isEmpty()) {
                listener.empty(run.directory(), notes);
            }
            return;
        }
        chunks.sort(Comparator.comparing(Chunk::start));
        Path file = state.recovered().resolve(name(chunks.get(0), run));
        if (isWholeAlready(file, chunks)) {
            run.delete();
            return;
        }
        checkRoom(chunks, state.recovered());
        write(chunks, file);
        run.delete();
        RecoveredRecording recording = RecoveredRecording.of(file);
        if (recording != null) {
            listener.recovered(recording, wasKilled, notes);
        }
    }

    /** Returns whether a daemon was killed when it had written this and began to delete the run. */
    private static boolean isWholeAlready(Path file, List<Chunk> chunks) {
        RecoveredRecording before = Files.exists(file) ? RecoveredRecording.of(file) : null;
        return before != null
                && before.from().equals(chunks.get(0).start())
                && before.bytes() >= chunks.stream().mapToLong(Chunk::size).sum();
    }

    static void checkRoom(List<Chunk> chunks, Path directory) throws IOException {
        long wanted = SPARE_BYTES + chunks.stream().mapToLong(Chunk::size).sum();
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < wanted) {
            throw new IOException(
                    "it takes %d MiB in %s, of which %d are free"
                            .formatted(wanted >> 20, directory, free >> 20));
        }
    }

    private static String name(Chunk first, LeftRun run) {
        return FILE_TIME.format(first.start()) + "-pid" + run.pid() + ".jfr";
    }

    /** Writes a file that is there as a whole or not at all. */
    static void write(List<Chunk> chunks, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + PART);
        try {
            try (FileChannel out =
                    FileChannel.open(
                            part,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")))) {
                for (Chunk chunk : chunks) {
                    chunk.appendTo(out);
                }
                out.force(true); // its source is deleted next
            }
            Chunk last = chunks.get(chunks.size() - 1);
            Files.setLastModifiedTime(part, FileTime.from(last.end()));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void trim(Listener listener) throws IOException {
        long bytes = 0;
        int files = 0;
        for (RecoveredRecording recording : RecoveredRecording.list(state)) {
            bytes += recording.bytes();
            files++;
            if (files > 1 && (bytes > mostBytes || files > mostFiles)) {
                Files.delete(recording.file());
                listener.dropped(recording);
            }
        }
    }
}
