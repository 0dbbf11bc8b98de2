package org.ttflight.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a program's environment decides whether it reports; as it was when it was started.
 *
 * @param tracking {@code TT_ALLOC_TRACKING_ENABLED}; null if not set
 * @param noSharedMemory {@code TT_METAL_SHM_TRACKING_DISABLED}; null if not set
 * @param socket {@code TT_ALLOC_SERVER_SOCKET}; null if not set
 */
record ProgramEnvironment(
        @Nullable String tracking, @Nullable String noSharedMemory, @Nullable Path socket) {

    /** Returns null if it cannot be read: it is somebody else's, or gone. */
    static @Nullable ProgramEnvironment read(Path proc, int pid) {
        String text;
        try {
            byte[] bytes = Files.readAllBytes(proc.resolve(pid + "/environ"));
            text = new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return null;
        }
        Map<String, String> variables = new HashMap<>();
        for (String variable : text.split("\0", -1)) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                variables.putIfAbsent(
                        variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        return new ProgramEnvironment(
                variables.get(TrackingCheck.ENABLED),
                variables.get(TrackingCheck.SHM_DISABLED),
                path(variables.get(TrackingCheck.SERVER)));
    }

    private static @Nullable Path path(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Returns whether an instrumented program with it reports. */
    boolean reports() {
        return "1".equals(tracking);
    }

    /** Returns what matters of it, for people. */
    String words() {
        return TrackingCheck.ENABLED
                + (tracking == null ? " is not set" : "=" + tracking)
                + (noSharedMemory == null
                        ? ""
                        : ", " + TrackingCheck.SHM_DISABLED + "=" + noSharedMemory);
    }
}
