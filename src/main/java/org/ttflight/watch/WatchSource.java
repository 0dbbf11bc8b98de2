package org.ttflight.watch;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ttflight.history.HistoryDocument;
import org.ttflight.snapshot.BufferDocument;
import org.ttflight.snapshot.SnapshotDocument;

/** Where data comes from. Asked by one thread only, which may wait as long as it takes. */
public interface WatchSource {
    /**
     * Returns the document of now; one without a server where no daemon answers.
     *
     * @throws IOException if there is none; the message says why
     */
    SnapshotDocument snapshot() throws IOException;

    /**
     * Returns why a document without a server is not the daemon's, for people.
     *
     * @return null if no daemon was asked for it
     */
    @Nullable String missingDaemon(SnapshotDocument document);

    /**
     * Returns what the daemon remembers of this much time until now.
     *
     * @return null if the daemon remembers nothing
     */
    @Nullable HistoryDocument history(Duration window, int steps) throws IOException;

    /**
     * Returns buffers that are live now. Only asked while there is a daemon.
     *
     * @throws IOException if the daemon does not answer; the message says why
     */
    BufferDocument buffers(BufferQuestion question) throws IOException;
}
