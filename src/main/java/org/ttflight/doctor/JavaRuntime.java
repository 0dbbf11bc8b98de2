package org.ttflight.doctor;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Java installation.
 *
 * @param feature such as 17
 * @param version in full
 * @param home where it is
 * @param modules those it has
 * @param onPath the {@code java} that a shell would start, links followed; null if none
 */
public record JavaRuntime(
        int feature, String version, Path home, Set<String> modules, @Nullable Path onPath) {
    /** Takes a copy of the set. */
    public JavaRuntime {
        modules = Set.copyOf(modules);
    }
}
