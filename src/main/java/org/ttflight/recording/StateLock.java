package org.ttflight.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The right to write to a state directory, which one daemon has at a time. The kernel takes it back
 * from a daemon that is killed. The directories that are made are for their user alone.
 */
public final class StateLock implements AutoCloseable {
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Of a link that somebody has put there, the target would be emptied. */
    private static final Set<OpenOption> READ_WRITE =
            Set.of(
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);

    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the directories that are missing and locks them. A directory that is there keeps its
     * mode, as it may be anybody's.
     *
     * @throws IOException if that cannot be, or another daemon has the lock; the message says why
     */
    public static StateLock take(StateDirectory state) throws IOException {
        try {
            Files.createDirectories(state.root(), PRIVATE);
            Path file = state.root().resolve("lock");
            if (Files.isSymbolicLink(file)) {
                throw new IOException(file + " is a link, and is not followed");
            }
            FileChannel channel = FileChannel.open(file, READ_WRITE, PRIVATE_FILE);
            boolean isTaken = false;
            try {
                lock(state, channel);
                for (Path directory : state.directories()) {
                    Files.createDirectories(directory, PRIVATE);
                    if (!Files.isWritable(directory)) {
                        throw new AccessDeniedException(directory.toString());
                    }
                }
                isTaken = true;
                return new StateLock(channel);
            } finally {
                if (!isTaken) {
                    channel.close();
                }
            }
        } catch (FileSystemException e) {
            throw new IOException(reason(e), e);
        }
    }

    private static void lock(StateDirectory state, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            ByteBuffer holder = ByteBuffer.allocate(20);
            var unused = channel.read(holder, 0);
            throw new IOException(
                    "another daemon uses "
                            + state.root()
                            + " (process "
                            + new String(
                                            holder.array(),
                                            0,
                                            holder.position(),
                                            StandardCharsets.US_ASCII)
                                    .strip()
                            + ")");
        }
        channel.truncate(0);
        String pid = ProcessHandle.current().pid() + "\n";
        var unused = channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String reason(FileSystemException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission to write " + e.getFile();
        }
        if (e instanceof FileAlreadyExistsException) {
            return e.getFile() + " is there, but is no directory";
        }
        return e.getFile() + ": " + e.getReason();
    }

    /** Lets another daemon have it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
