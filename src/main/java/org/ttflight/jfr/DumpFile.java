package org.ttflight.jfr;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.LongSupplier;

/**
 * Writes a dump, which is whole or not there. Others may write to its directory, too, so no link
 * that they leave there is followed. Where it shares a disk with the recording it leaves room, as
 * JFR ends the JVM when it finds none.
 */
final class DumpFile {
    /** More than what must be free to record. */
    static final long SPARE_BYTES = 48 << 20;

    /** Where JFR tells that it records to. */
    private static final String REPOSITORY = "jdk.jfr.repository";

    private static final int STEP_BYTES = 1 << 20;

    private DumpFile() {}

    static void write(InputStream kept, Path file) throws IOException {
        Path directory = file.resolveSibling("").toAbsolutePath();
        String repository = System.getProperty(REPOSITORY, "");
        boolean isShared = !repository.isEmpty() && isSame(directory, repository);
        write(kept, file, () -> isShared ? free(directory) : Long.MAX_VALUE);
    }

    /**
     * @param free how many bytes are free where the file is
     */
    static void write(InputStream kept, Path file, LongSupplier free) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            try (OutputStream out =
                    Files.newOutputStream(
                            part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                byte[] bytes = new byte[STEP_BYTES];
                for (int read = kept.readNBytes(bytes, 0, STEP_BYTES);
                        read > 0;
                        read = kept.readNBytes(bytes, 0, STEP_BYTES)) {
                    if (free.getAsLong() < SPARE_BYTES + read) {
                        throw new IOException(
                                "it would leave less than %d MiB on the disk that is recorded to"
                                        .formatted(SPARE_BYTES >> 20));
                    }
                    out.write(bytes, 0, read);
                }
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static boolean isSame(Path directory, String repository) {
        try {
            return Files.getAttribute(directory, "unix:dev")
                    .equals(Files.getAttribute(Path.of(repository), "unix:dev"));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static long free(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // unknown
        }
    }
}
