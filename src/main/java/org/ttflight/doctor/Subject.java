package org.ttflight.doctor;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostRoots;

/**
 * What is looked at.
 *
 * @param version of this program
 * @param roots the host's own files; another tree on request
 * @param ownProc procfs as this process has it, whatever the roots say
 * @param environment of this process, which is that of the shell
 * @param socket where the daemon should listen
 * @param socketOrigin who says so: {@code --socket}, {@code $TT_ALLOC_SERVER_SOCKET}, {@code
 *     default}
 * @param java what this program runs on
 * @param temporary where the JVM puts temporary files
 * @param builtAt when this program was built; null if unknown
 */
public record Subject(
        String version,
        HostRoots roots,
        Path ownProc,
        Map<String, String> environment,
        Path socket,
        String socketOrigin,
        JavaRuntime java,
        Path temporary,
        @Nullable Instant builtAt) {
    /** Takes a copy of the map. */
    public Subject {
        environment = Map.copyOf(environment);
    }

    /** Returns the variable, or null if it is not set or empty. */
    @Nullable String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
