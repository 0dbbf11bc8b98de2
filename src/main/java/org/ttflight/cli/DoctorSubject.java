package org.ttflight.cli;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ttflight.doctor.JavaRuntime;
import org.ttflight.doctor.Subject;
import org.ttflight.host.HostRoots;

/** Gathers what the doctor has to know of this program and what it runs on. */
final class DoctorSubject {
    private DoctorSubject() {}

    /**
     * @param socket as given on the command line, or null
     */
    static Subject of(Surroundings surroundings, @Nullable Path socket, HostRoots roots) {
        String variable = surroundings.environment().get("TT_ALLOC_SERVER_SOCKET");
        boolean isSet = variable != null && !variable.isEmpty();
        String origin = isSet ? "$TT_ALLOC_SERVER_SOCKET" : "the default";
        String version = DoctorSubject.class.getPackage().getImplementationVersion();
        return new Subject(
                version == null ? "development" : version,
                roots,
                Path.of("/proc"),
                surroundings.environment(),
                socket == null ? surroundings.socket() : socket.toAbsolutePath(),
                socket == null ? origin : "--socket",
                java(surroundings.environment().get("PATH")),
                Path.of(System.getProperty("java.io.tmpdir", "/tmp")),
                builtAt());
    }

    private static JavaRuntime java(@Nullable String path) {
        Set<String> modules = new HashSet<>();
        ModuleFinder.ofSystem()
                .findAll()
                .forEach(module -> modules.add(module.descriptor().name()));
        return new JavaRuntime(
                Runtime.version().feature(),
                Runtime.version() + " (" + System.getProperty("java.vendor", "unknown") + ")",
                Path.of(System.getProperty("java.home", "/")),
                modules,
                onPath(path));
    }

    private static @Nullable Path onPath(@Nullable String path) {
        if (path == null) {
            return null;
        }
        for (String directory : path.split(File.pathSeparator, -1)) {
            Path java = Path.of(directory, "java");
            if (!directory.isEmpty() && Files.isExecutable(java)) {
                try {
                    return java.toRealPath();
                } catch (IOException e) {
                    return java;
                }
            }
        }
        return null;
    }

    private static @Nullable Instant builtAt() {
        CodeSource source = DoctorSubject.class.getProtectionDomain().getCodeSource();
        if (source == null || !"file".equals(source.getLocation().getProtocol())) {
            return null;
        }
        try {
            Path jar = Path.of(source.getLocation().getPath());
            return Files.getLastModifiedTime(jar).toInstant();
        } catch (IOException e) {
            return null;
        }
    }
}
