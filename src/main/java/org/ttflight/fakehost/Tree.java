package org.ttflight.fakehost;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Files that come, change and go in one step. What appears or changes its length is made in a
 * directory beside the tree and then renamed; what keeps its length is overwritten with one write,
 * as renaming over a file costs more than a millisecond on ext4. Thread-safe.
 */
final class Tree {
    /** Where things are made before anybody may see them, and where they go to be deleted. */
    static final String STAGING = ".staging";

    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final Set<StandardOpenOption> OVER = Set.of(StandardOpenOption.WRITE);

    /** In truth nobody may write them, but we do. */
    private static final FileAttribute<Set<PosixFilePermission>> MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

    private final Path root;
    private final String names = ProcessHandle.current().pid() + "-";
    private final AtomicLong numbers = new AtomicLong();

    Tree(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve(STAGING));
    }

    Path root() {
        return root;
    }

    Path resolve(String path) {
        return root.resolve(path);
    }

    /** Returns a path that nothing has yet, on the same file system as the tree. */
    Path staged() {
        return root.resolve(STAGING).resolve(names + numbers.incrementAndGet());
    }

    /** Gives a file this content, whatever was there before. */
    void write(Path file, byte[] content) throws IOException {
        BasicFileAttributes before = attributes(file);
        if (before != null && before.isDirectory()) {
            delete(file);
        } else if (before != null
                && before.isRegularFile()
                && before.size() == content.length
                && Files.isWritable(file)) {
            write(file, content, OVER);
            return;
        }
        Path staged = staged();
        create(staged, content);
        replace(staged, file);
    }

    /** Makes a file where nobody looks yet. */
    static void create(Path file, byte[] content) throws IOException {
        write(file, content, NEW, MODE);
    }

    private static @Nullable BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static void write(
            Path file, byte[] content, Set<StandardOpenOption> how, FileAttribute<?>... mode)
            throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file, how, mode)) {
            channel.write(ByteBuffer.wrap(content));
        }
    }

    /** Makes a symbolic link, in place of what was there. */
    void link(Path link, String target) throws IOException {
        Path staged = staged();
        Files.createSymbolicLink(staged, Path.of(target));
        replace(staged, link);
    }

    /** Puts something that was staged in its place. */
    void replace(Path staged, Path target) throws IOException {
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(staged);
            throw e;
        }
    }

    /**
     * Removes a file or a directory with all that is in it, in one step; it may be gone already.
     */
    void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path staged = staged();
        Files.move(path, staged, StandardCopyOption.ATOMIC_MOVE);
        deleteSlowly(staged);
    }

    /** Removes all below a path, file by file, without following links. */
    static void deleteSlowly(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @Nullable IOException problem) throws IOException {
                        Files.deleteIfExists(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
