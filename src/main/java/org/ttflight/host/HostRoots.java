package org.ttflight.host;

import java.nio.file.Path;

/**
 * Where the host's own files are mounted; a test or a container gives other places.
 *
 * @param sys sysfs, {@code /sys}
 * @param proc procfs with the processes, {@code /proc}
 * @param driver the driver's own directory in procfs, {@code /proc/driver/tenstorrent}
 * @param devShm POSIX shared memory, {@code /dev/shm}
 */
public record HostRoots(Path sys, Path proc, Path driver, Path devShm) {
    /** The files of this host. */
    public static final HostRoots SYSTEM = under(Path.of("/"));

    private static final String DRIVER = "driver/tenstorrent";

    /** Returns the usual places below another root. */
    public static HostRoots under(Path root) {
        Path proc = root.resolve("proc");
        return new HostRoots(
                root.resolve("sys"), proc, proc.resolve(DRIVER), root.resolve("dev/shm"));
    }

    /** Returns these with sysfs elsewhere. */
    public HostRoots withSys(Path elsewhere) {
        return new HostRoots(elsewhere, proc, driver, devShm);
    }

    /** Returns these with procfs elsewhere, the driver's directory in it included. */
    public HostRoots withProc(Path elsewhere) {
        return new HostRoots(sys, elsewhere, elsewhere.resolve(DRIVER), devShm);
    }

    /** Returns these with only the driver's directory elsewhere. */
    public HostRoots withDriver(Path elsewhere) {
        return new HostRoots(sys, proc, elsewhere, devShm);
    }

    /** Returns these with shared memory elsewhere. */
    public HostRoots withDevShm(Path elsewhere) {
        return new HostRoots(sys, proc, driver, elsewhere);
    }
}
