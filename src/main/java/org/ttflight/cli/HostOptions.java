package org.ttflight.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to read the host's own files; for all commands that can do without a daemon. */
final class HostOptions {
    @Option(
            names = "--host-root",
            paramLabel = "DIR",
            description = {
                "Read this tree instead of asking the daemon: DIR/sys, DIR/proc, DIR/dev/shm.",
                "With --socket: only if nobody listens there.",
                "Default: $TT_FLIGHT_HOST_ROOT if no daemon runs, else /"
            })
    private @Nullable Path root;

    @Option(
            names = "--root-sys",
            paramLabel = "DIR",
            description = "The same for sysfs alone, usually /sys.")
    private @Nullable Path sys;

    @Option(
            names = "--root-proc",
            paramLabel = "DIR",
            description = "The same for procfs alone, usually /proc.")
    private @Nullable Path proc;

    @Option(
            names = "--root-driver",
            paramLabel = "DIR",
            description = "The same for the driver's files, usually /proc/driver/tenstorrent.")
    private @Nullable Path driver;

    @Option(
            names = "--root-dev-shm",
            paramLabel = "DIR",
            description = "The same for shared memory alone, usually /dev/shm.")
    private @Nullable Path devShm;

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            description = {
                "Read MemoryReporter's files here where no daemon runs;",
                "may be given more than once."
            })
    private List<Path> reports = new ArrayList<>();

    /** Returns what was given. */
    HostPlaces places() {
        return new HostPlaces(root, sys, proc, driver, devShm, reports);
    }
}
