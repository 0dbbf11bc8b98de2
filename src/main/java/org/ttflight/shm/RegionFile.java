package org.ttflight.shm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Reads files into one buffer. What is wrong with a file is told in words. Not thread-safe.
 *
 * <p>A file is written while it is read, without a lock. Its time of the last update moves with
 * every change, so an image is taken as whole if that time is the same before and after; if it
 * never is, the last image is taken, and marked.
 */
final class RegionFile {
    private static final int ATTEMPTS = 4;

    /** Opens a file; a test opens something else. */
    interface Opener {
        RegionSource open(Path file) throws IOException;
    }

    private final Opener opener;
    private final ByteBuffer image =
            ByteBuffer.allocateDirect(RegionLayout.MAX_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer head =
            ByteBuffer.allocateDirect(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    RegionFile(Opener opener) {
        this.opener = opener;
    }

    /**
     * Reads a file.
     *
     * @param id the number in its name
     * @param nowMillis since the epoch
     * @throws NoSuchFileException if it is gone
     */
    RegionContents read(Path file, String id, long nowMillis) throws NoSuchFileException {
        try {
            String kind = otherKind(file);
            if (kind != null) {
                return RegionContents.unreadable(id, 0, kind);
            }
            try (RegionSource source = opener.open(file)) {
                return read(source, id, nowMillis);
            }
        } catch (NoSuchFileException e) {
            throw e;
        } catch (AccessDeniedException e) {
            return RegionContents.forbidden(
                    id, "only " + owner(file) + " may read it: run as root or as that user");
        } catch (IOException e) {
            String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
            return RegionContents.unreadable(
                    id, 0, "reading it failed: " + (reason == null ? e.toString() : reason));
        }
    }

    private static @Nullable String otherKind(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isRegularFile()) {
            return null;
        }
        if (attributes.isDirectory()) {
            return "a directory, not a file";
        }
        return attributes.isSymbolicLink()
                ? "a symbolic link, which is not followed"
                : "a pipe or a device, not a file";
    }

    private static String owner(Path file) {
        try {
            return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "its owner";
        }
    }

    private RegionContents read(RegionSource source, String id, long nowMillis) throws IOException {
        for (int attempt = 1; ; attempt++) {
            fill(image, source);
            int version = image.limit() < Integer.BYTES ? 0 : image.getInt(RegionLayout.VERSION);
            RegionLayout layout = RegionLayout.of(version, image.limit());
            String problem = problem(version, layout);
            if (problem != null || layout == null) {
                boolean isKnown = version >= 1 && version <= RegionLayout.NEWEST_VERSION;
                return RegionContents.unreadable(
                        id,
                        isKnown ? version : 0,
                        problem == null
                                ? "not ready: only " + image.limit() + " bytes yet"
                                : problem);
            }
            boolean isSettled = isUnchanged(source);
            if (isSettled || attempt == ATTEMPTS) {
                return new RegionParser(image, layout, nowMillis).parse(id, isSettled);
            }
        }
    }

    private @Nullable String problem(int version, @Nullable RegionLayout layout) {
        if (version < 0 || version > RegionLayout.NEWEST_VERSION) {
            return "version " + Integer.toUnsignedString(version) + " is not known";
        }
        if (layout == null) {
            return null;
        }
        if (version == 0) {
            return "not ready: nothing is written in it yet";
        }
        int state = version == 4 ? image.getInt(RegionLayout.STATE) : RegionLayout.STATE_READY;
        return switch (state) {
            case RegionLayout.STATE_READY -> null;
            case 0 -> "not ready: nothing is written in it yet";
            case 1 -> "not ready: it is being made";
            default -> "not ready: its state is " + Integer.toUnsignedString(state);
        };
    }

    private boolean isUnchanged(RegionSource source) throws IOException {
        fill(head, source);
        return head.limit() == head.capacity()
                && head.getLong(RegionLayout.LAST_UPDATE)
                        == image.getLong(RegionLayout.LAST_UPDATE);
    }

    /** Reads from the beginning until the buffer is full or the file ends; the limit tells. */
    private static void fill(ByteBuffer into, RegionSource source) throws IOException {
        into.clear();
        int read = 0;
        while (read >= 0 && into.hasRemaining()) {
            read = source.read(into, into.position());
        }
        into.flip();
    }
}
