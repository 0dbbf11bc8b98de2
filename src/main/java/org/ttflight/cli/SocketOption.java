package org.ttflight.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the daemon listens; for all commands that ask it. */
final class SocketOption {
    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = {
                "The Unix socket on which the daemon listens.",
                "Default: $TT_ALLOC_SERVER_SOCKET,",
                "else /tmp/tt_allocation_server.sock"
            })
    private @Nullable Path socket;

    /** Returns what was given, or null. */
    @Nullable Path path() {
        return socket;
    }
}
