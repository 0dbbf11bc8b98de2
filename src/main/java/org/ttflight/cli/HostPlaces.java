package org.ttflight.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the host's own files are, as far as the command line says; null where it does not. Loads
 * nothing that reads them.
 *
 * @param root of all of the others
 * @param sys sysfs
 * @param proc procfs
 * @param driver the driver's own directory in procfs
 * @param devShm POSIX shared memory
 * @param reports directories with MemoryReporter's files
 */
record HostPlaces(
        @Nullable Path root,
        @Nullable Path sys,
        @Nullable Path proc,
        @Nullable Path driver,
        @Nullable Path devShm,
        List<Path> reports) {
    /** Nothing was said. */
    static final HostPlaces USUAL = new HostPlaces(null, null, null, null, null, List.of());

    HostPlaces {
        reports = List.copyOf(reports);
    }

    /** Returns the same below another root. */
    HostPlaces withRoot(@Nullable Path elsewhere) {
        return new HostPlaces(elsewhere, sys, proc, driver, devShm, reports);
    }

    /** Returns where somebody has looked, and which of it is no directory, for a message. */
    String describe() {
        List<String> given = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        @Nullable Path[] all = {root, sys, proc, driver, devShm};
        for (Path place : all) {
            if (place != null) {
                given.add(place.toString());
                if (!Files.isDirectory(place)) {
                    missing.add(place.toString());
                }
            }
        }
        String where = "in " + String.join(", ", given);
        return missing.isEmpty()
                ? where + "; is the driver loaded there (modprobe tenstorrent)?"
                : where + "; not a directory: " + String.join(", ", missing);
    }

    /** Returns whether this is about another tree than this host's. */
    boolean isElsewhere() {
        return root != null || sys != null || proc != null || driver != null || devShm != null;
    }
}
