package org.ttflight.daemon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostRoots;
import org.ttflight.report.ReportReader;
import picocli.CommandLine.Option;

/** The options that say where the host's own files are. */
final class HostOptions {
    @Option(
            names = "--host-root",
            paramLabel = "DIR",
            description =
                    "Read the host's files below this directory: DIR/sys, DIR/proc, DIR/dev/shm. For"
                            + " a container that has the host's files mounted, and for made-up hosts."
                            + " Default: $TT_FLIGHT_HOST_ROOT, or /.")
    private @Nullable Path root;

    @Option(names = "--root-sys", paramLabel = "DIR", description = "Where sysfs is; /sys.")
    private @Nullable Path sys;

    @Option(names = "--root-proc", paramLabel = "DIR", description = "Where procfs is; /proc.")
    private @Nullable Path proc;

    @Option(
            names = "--root-driver",
            paramLabel = "DIR",
            description =
                    "Where the driver's own files in procfs are; /proc/driver/tenstorrent, or below"
                            + " --root-proc.")
    private @Nullable Path driver;

    @Option(
            names = "--root-dev-shm",
            paramLabel = "DIR",
            description = "Where shared memory is; /dev/shm.")
    private @Nullable Path devShm;

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            description =
                    "Read tt-metal's MemoryReporter files in this directory. May be given several"
                            + " times. Default: $TT_METAL_LOGS_PATH, else $TT_METAL_HOME, each with"
                            + " /generated/reports.")
    private List<Path> reports = List.of();

    /**
     * Returns where the files are.
     *
     * @throws IllegalArgumentException if a directory that was asked for is not there: a wrong path
     *     would look like a host without devices
     */
    HostRoots roots() {
        check("--host-root", root);
        check("--root-sys", sys);
        check("--root-proc", proc);
        check("--root-dev-shm", devShm);
        String usual = System.getenv("TT_FLIGHT_HOST_ROOT");
        Path below = root != null || usual == null || usual.isBlank() ? root : Path.of(usual);
        HostRoots roots = below == null ? HostRoots.SYSTEM : HostRoots.under(below);
        roots = sys == null ? roots : roots.withSys(sys);
        roots = proc == null ? roots : roots.withProc(proc);
        roots = driver == null ? roots : roots.withDriver(driver);
        return devShm == null ? roots : roots.withDevShm(devShm);
    }

    private static void check(String option, @Nullable Path directory) {
        if (directory != null && !Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    option + " " + directory + ": there is no such directory");
        }
    }

    List<Path> reports() {
        return ReportReader.directories(System.getenv(), reports);
    }
}
