package org.ttflight.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A procfs of plain files, as the kernel writes them. */
final class FakeProc {
    private final Path root;

    /** With an init process, as every host has one that does not hide it. */
    FakeProc(Path root) throws IOException {
        this.root = root;
        process(1, "init", 'S', 1, 7);
    }

    Path root() {
        return root;
    }

    FakeProc process(int pid, String name, char state, int threads, long startTicks)
            throws IOException {
        return file(
                pid + "/stat",
                pid
                        + " ("
                        + name
                        + ") "
                        + state
                        + " 1 100 100 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 "
                        + threads
                        + " 0 "
                        + startTicks
                        + " 1000 200 18446744073709551615 1 1 0 0 0\n");
    }

    FakeProc status(int pid, String... lines) throws IOException {
        return file(pid + "/status", String.join("\n", lines) + "\n");
    }

    FakeProc file(String path, String text) throws IOException {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    FakeProc file(String path, byte[] bytes) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return this;
    }

    void remove(String path) throws IOException {
        Files.delete(root.resolve(path));
    }
}
