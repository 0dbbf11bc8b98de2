package org.ttflight.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What one check found. The texts may hold what others chose, such as names of processes: clean
 * them before they go to a terminal.
 *
 * @param check the check's name, such as {@code driver-version}; stays the same from version to
 *     version
 * @param title what is so, in a few words without a full stop
 * @param found the value, the path, the reason; null if the title says it all
 * @param fix what to do, as a command or a sentence; null only where nothing has to be done
 */
public record Finding(
        Area area,
        String check,
        Severity severity,
        String title,
        @Nullable String found,
        @Nullable String fix) {
    /** Checks that a problem comes with its mend. */
    public Finding {
        if (severity.isProblem() && fix == null) {
            throw new IllegalArgumentException(check + " does not say how to fix it");
        }
    }
}
