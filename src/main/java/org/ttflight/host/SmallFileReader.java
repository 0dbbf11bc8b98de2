package org.ttflight.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Reads small text files, one after another, into one buffer. A read of the driver's files may
 * block for as long as a reset takes, and cannot be interrupted. Not thread-safe.
 */
final class SmallFileReader {
    /** What sysfs gives at most, and far more than any file of the driver has, in bytes. */
    private static final int LIMIT = 4096;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LIMIT);
    private final byte[] bytes = new byte[LIMIT];

    /** Reads the file up to the limit; never throws. */
    FileText read(Path file) {
        buffer.clear();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (buffer.hasRemaining() && channel.read(buffer) > 0) {
                // A file of sysfs comes in one piece, and then ends.
                if (buffer.position() > 0 && buffer.get(buffer.position() - 1) == '\n') {
                    break;
                }
            }
        } catch (NoSuchFileException e) {
            return FileText.ABSENT;
        } catch (IOException e) {
            return FileText.unreadable(reason(e));
        }
        int length = buffer.flip().remaining();
        buffer.get(bytes, 0, length);
        return FileText.of(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    }

    /** Returns the system's words, which follow the locale, without the name of the file. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    /** Returns the text of the file without blanks around it, or null if there is none. */
    @Nullable String word(Path file) {
        return read(file).word();
    }
}
