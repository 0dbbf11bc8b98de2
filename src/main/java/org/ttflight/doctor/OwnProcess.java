package org.ttflight.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What procfs says about this process, and what is mounted where it runs. */
final class OwnProcess {
    /** The kernel's own numbers of the namespaces it starts with. */
    private static final String HOST_PID = "pid:[4026531836]";

    private static final String HOST_IPC = "ipc:[4026531839]";

    private final Path proc;

    OwnProcess(Path proc) {
        this.proc = proc;
    }

    /** A mounted file system. */
    record Mount(Path point, String type, List<String> options) {}

    /** Returns the effective user, or -1. */
    int uid() {
        List<String> words = statusWords("Uid:");
        return words.size() < 2 ? -1 : number(words.get(1));
    }

    List<String> groups() {
        return statusWords("Groups:");
    }

    /** Returns the soft and the hard limit of open files as the kernel writes them, or empty. */
    List<String> openFileLimits() {
        for (String line : lines(proc.resolve("self/limits"))) {
            if (line.startsWith("Max open files")) {
                List<String> words = words(line.substring("Max open files".length()));
                return words.size() < 2 ? List.of() : words.subList(0, 2);
            }
        }
        return List.of();
    }

    /** Returns whether it sees the host's processes; null if it cannot be told. */
    @Nullable Boolean isInHostPids() {
        return isNamespace("pid", HOST_PID);
    }

    /** Returns whether it has the host's shared memory; null if it cannot be told. */
    @Nullable Boolean isInHostIpc() {
        return isNamespace("ipc", HOST_IPC);
    }

    private @Nullable Boolean isNamespace(String kind, String host) {
        try {
            Path link = Files.readSymbolicLink(proc.resolve("self/ns/" + kind));
            return link.toString().equals(host);
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    /** Returns the file system that a path is on; null if unknown. */
    @Nullable Mount mountOf(Path path) {
        Mount found = null;
        for (String line : lines(proc.resolve("self/mounts"))) {
            List<String> words = words(line);
            if (words.size() >= 4) {
                Path point = Path.of(words.get(1).replace("\\040", " "));
                boolean isNearer =
                        found == null || point.getNameCount() >= found.point().getNameCount();
                if (path.startsWith(point) && isNearer) {
                    found = new Mount(point, words.get(2), List.of(words.get(3).split(",", -1)));
                }
            }
        }
        return found;
    }

    private List<String> statusWords(String key) {
        for (String line : lines(proc.resolve("self/status"))) {
            if (line.startsWith(key)) {
                return words(line.substring(key.length()));
            }
        }
        return List.of();
    }

    private static List<String> words(String line) {
        String stripped = line.strip();
        return stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+", -1));
    }

    private static List<String> lines(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return new ArrayList<>(text.lines().toList());
        } catch (IOException e) {
            return List.of();
        }
    }

    private static int number(String word) {
        try {
            return Integer.parseUnsignedInt(word);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
