package org.ttflight.fakehost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One file of a made-up host. Names a path, not the device: after a device got another ordinal, ask
 * for its files again. Thread-safe.
 */
public final class FakeFile {
    private final Tree tree;
    private final Path path;
    private final boolean makesDirectories;

    private FakeFile(Tree tree, Path path, boolean makesDirectories) {
        this.tree = tree;
        this.path = path;
        this.makesDirectories = makesDirectories;
    }

    /** Of something that may be away: then it cannot be written. */
    FakeFile(Tree tree, Path path) {
        this(tree, path, false);
    }

    /** Of the host itself: directories that are missing are made. */
    static FakeFile ofHost(Tree tree, Path path) {
        return new FakeFile(tree, path, true);
    }

    /** Returns where it is, whether or not it exists. */
    public Path path() {
        return path;
    }

    /** Lets it hold this line, as the kernel writes it: with a newline. */
    public void set(String line) throws IOException {
        raw(line + "\n");
    }

    /** Lets it hold this number and a newline. */
    public void set(long number) throws IOException {
        set(Long.toString(number));
    }

    /** Lets it hold just this, without a newline. */
    public void raw(String content) throws IOException {
        raw(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Lets it hold just these bytes. Makes the file if it is missing. */
    public void raw(byte[] content) throws IOException {
        Path parent = path.getParent();
        if (makesDirectories && parent != null) {
            Files.createDirectories(parent);
        }
        tree.write(path, content);
    }

    /** Returns what it holds, newlines included. */
    public String text() throws IOException {
        return Files.readString(path);
    }

    /** Returns the number it holds. */
    public long number() throws IOException {
        return Long.parseLong(text().strip());
    }

    /** Lets it be missing. */
    public void delete() throws IOException {
        tree.delete(path);
    }

    Tree tree() {
        return tree;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
