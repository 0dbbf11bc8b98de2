package org.ttflight.daemon;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file with a secret: the daemon's user owns it, and nobody else may read or write it. */
final class OwnFile {
    private static final long MOST_BYTES = 1 << 20;

    private OwnFile() {}

    /**
     * Checks that it is there, is readable, and is nobody else's.
     *
     * @param what what it is for, such as {@code --jmx-keystore}
     * @param howToMake what to do if it is not there
     * @throws IOException if not; the message says what to do
     */
    static void check(String what, Path file, String howToMake) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(what + " " + file + ": there is no such file\n" + howToMake);
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(what + " " + file + ": that is no file\n" + howToMake);
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        int uid = (Integer) Files.getAttribute(file, "unix:uid");
        int own = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (uid != own) {
            throw new IOException(
                    "%s %s: belongs to user %d, and the daemon runs as user %d\n%s"
                            .formatted(what, file, uid, own, RemoteRecipe.own(file)));
        }
        for (PosixFilePermission permission : permissions) {
            if (permission.name().startsWith("GROUP") || permission.name().startsWith("OTHERS")) {
                throw new IOException(
                        "%s %s: others may use it, too (%s)\n%s"
                                .formatted(
                                        what,
                                        file,
                                        PosixFilePermissions.toString(permissions),
                                        RemoteRecipe.own(file)));
            }
        }
        if (!Files.isReadable(file)) {
            throw new IOException(
                    what + " " + file + ": cannot be read\n" + RemoteRecipe.own(file));
        }
    }

    /** Returns the text of a file that is meant to be small. */
    static String text(String what, Path file) throws IOException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException(what + " " + file + ": larger than a megabyte");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new IOException(what + " " + file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new IOException(what + " " + file + ": is no text in UTF-8", e);
        }
    }
}
