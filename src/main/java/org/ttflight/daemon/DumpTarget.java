package org.ttflight.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Where a client may have a recording written: the daemon can often write more than the client, so
 * nothing but recordings is ever made or replaced.
 */
final class DumpTarget {
    private static final byte[] MAGIC = "FLR\0".getBytes(StandardCharsets.US_ASCII);

    private DumpTarget() {}

    /**
     * Returns the path as absolute.
     *
     * @throws IOException if no recording may be written there; the message says why
     */
    static Path check(String path) throws IOException {
        Path file;
        try {
            file = Path.of(path).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IOException("no path of a file: " + e.getMessage(), e);
        }
        Path directory = file.getParent();
        if (directory == null || !path.endsWith(".jfr")) {
            throw new IOException(file + ": the name of a recording must end in .jfr");
        }
        if (!Files.isDirectory(directory)) {
            throw new IOException(directory + ": there is no such directory on the daemon's host");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isRecording(file)) {
            throw new IOException(file + ": is there already, and is no recording");
        }
        return file;
    }

    private static boolean isRecording(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(MAGIC, in.readNBytes(MAGIC.length));
        }
    }
}
