package org.ttflight.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.SnapshotDocument;

/** Who is asked about what this package does not read itself. Each is called from any thread. */
public interface Witnesses {
    /** Reads the host's own files anew, without the daemon. */
    SnapshotDocument host();

    /** Sends a request line to whoever listens on the socket. */
    SocketAnswer ask(Path socket, String request, Duration limit);

    /**
     * Looks into the daemon with the JDK's own means.
     *
     * @return null if it is not wanted
     * @throws IOException if that fails; the message says why, for people
     */
    @Nullable AgentAnswer attach(long pid, Duration limit) throws IOException, InterruptedException;
}
