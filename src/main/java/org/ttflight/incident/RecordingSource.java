package org.ttflight.incident;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who has the recording. Called from one thread, which may wait. */
public interface RecordingSource {
    /** Returns why nothing can be written, in words; null if it can. */
    @Nullable String whyNot();

    /**
     * Writes what is kept of this time; the file is whole or not there.
     *
     * @throws IOException if that fails; the message says why
     */
    void write(Instant from, Instant to, Path file) throws IOException;
}
