package org.ttflight.fakehost;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Something in the way of whoever reads a file; the file is itself again once this is closed. A
 * device must not be taken away or renumbered meanwhile.
 */
public final class Obstacle implements AutoCloseable {
    private static final long STRAGGLER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final FakeFile file;
    private final byte[] before;
    private final Set<PosixFilePermission> modeBefore;
    private final @Nullable Path fifo;
    private boolean isClosed;

    private Obstacle(FakeFile file, boolean isFifo) throws IOException {
        this.file = file;
        this.before = Files.readAllBytes(file.path());
        this.modeBefore = Files.getPosixFilePermissions(file.path());
        this.fifo = isFifo ? file.tree().staged() : null;
    }

    /**
     * Lets every reader wait, as during a reset: opening the file does not return until {@link
     * #release} or {@link #close}.
     */
    public static Obstacle fifo(FakeFile file) throws IOException {
        Obstacle obstacle = new Obstacle(file, true);
        Path fifo = obstacle.fifo;
        Path shown = file.tree().staged();
        if (fifo == null) {
            throw new AssertionError();
        }
        run("mkfifo", fifo.toString());
        // One name for us, to wake those who wait when the other one is a plain file again.
        Files.createLink(shown, fifo);
        file.tree().replace(shown, file.path());
        return obstacle;
    }

    /** Lets every read fail with an I/O error (EISDIR). */
    public static Obstacle directory(FakeFile file) throws IOException {
        Obstacle obstacle = new Obstacle(file, false);
        file.delete();
        Files.createDirectory(file.path());
        return obstacle;
    }

    /** Lets nobody open it but root. */
    public static Obstacle unreadable(FakeFile file) throws IOException {
        Obstacle obstacle = new Obstacle(file, false);
        Files.setPosixFilePermissions(file.path(), Set.of());
        return obstacle;
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Clears the way; this is what the file holds then, and what one that waited reads. */
    public void release(String content) throws IOException {
        release(content.getBytes(StandardCharsets.UTF_8));
    }

    private void release(byte[] content) throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        file.raw(content);
        Files.setPosixFilePermissions(file.path(), modeBefore);
        if (fifo != null) {
            wake(fifo, content);
            // For one that was just about to open it.
            LockSupport.parkNanos(STRAGGLER_NANOS);
            wake(fifo, content);
            Files.delete(fifo);
        }
    }

    /**
     * With a writer at the other end nobody waits in open, and without one nobody waits in read.
     */
    private static void wake(Path fifo, byte[] content) throws IOException {
        try (FileChannel both =
                FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            both.write(ByteBuffer.wrap(content));
        }
    }

    /** Clears the way; the file holds what it held before. */
    @Override
    public void close() throws IOException {
        release(before);
    }
}
