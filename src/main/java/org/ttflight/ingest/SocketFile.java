package org.ttflight.ingest;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of a listening socket: taken only if nobody listens on it, and removed only while it is
 * still ours.
 */
final class SocketFile {
    private static final int BACKLOG = 1024;

    /** Of a file's mode; as {@code S_IFMT} and {@code S_IFSOCK}. */
    private static final int FILE_TYPE = 0xf000;

    private static final int SOCKET_TYPE = 0xc000;

    private final Path path;
    private @Nullable Object key;

    SocketFile(Path path) {
        this.path = path;
    }

    /**
     * Listens on the path.
     *
     * @throws BindException if another server listens there, or the path is something else than a
     *     socket; the message says which and what to do
     */
    ServerSocketChannel listen(Set<PosixFilePermission> mode) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            removeIfStale();
        }
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            Files.setPosixFilePermissions(path, mode);
            key = keyOf(path);
            return server;
        } catch (IOException e) {
            server.close();
            throw new IOException("cannot listen on " + path + ": " + e.getMessage(), e);
        }
    }

    private void removeIfStale() throws IOException {
        if (!isSocket()) {
            throw new BindException(
                    path + " exists and is no socket; remove it, or choose another with --socket");
        }
        if (isAnswered()) {
            throw new BindException(
                    "another server listens on "
                            + path
                            + "; stop it first, or choose another with --socket");
        }
        Files.deleteIfExists(path); // nobody answers: the file outlived its server
    }

    /** A pipe refuses connections as a stale socket does, but it is somebody's. */
    private boolean isSocket() throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & FILE_TYPE) == SOCKET_TYPE;
    }

    /** Only a refusal proves that nobody listens. */
    private boolean isAnswered() throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path)); // false: its backlog is full
            return true;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new IOException(
                    "cannot tell whether another server listens on "
                            + path
                            + ": "
                            + e.getMessage()
                            + "; choose another with --socket",
                    e);
        }
    }

    /** Removes the file, unless another server has put its own in its place. */
    void remove() throws IOException {
        Object own = key;
        if (own != null
                && Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && own.equals(keyOf(path))) {
            Files.deleteIfExists(path);
        }
    }

    private static @Nullable Object keyOf(Path path) throws IOException {
        return attributes(path).fileKey();
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
