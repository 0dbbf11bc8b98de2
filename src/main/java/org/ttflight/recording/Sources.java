package org.ttflight.recording;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The recordings that are meant, and what is to be read of each: no chunk twice. */
final class Sources {
    private final List<Path> paths;
    private final List<SourceFile> files = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<Key, Chunk> whole = new HashMap<>();

    /** What makes a chunk the same in two files, of which one may have less of it. */
    private record Key(long startNanos, long startTicks) {
        static Key of(Chunk chunk) {
            return new Key(chunk.header().startNanos(), chunk.header().startTicks());
        }
    }

    private Sources(List<Path> paths) {
        this.paths = paths;
    }

    /**
     * Looks at recordings: files as they are, and of a directory all {@code .jfr} files in it. One
     * file must be good; of several, those that cannot be read are told and left out.
     *
     * @throws IOException if one is not there, or there is nothing to read; the message says why
     */
    static Sources open(List<Path> given) throws IOException {
        Sources sources = new Sources(expand(given));
        sources.read();
        return sources;
    }

    private static List<Path> expand(List<Path> given) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : given) {
            if (Files.isDirectory(path)) {
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, "*.jfr")) {
                    int before = files.size();
                    entries.forEach(files::add);
                    if (files.size() == before) {
                        throw new IOException("no .jfr file in the directory " + path);
                    }
                }
            } else if (!Files.exists(path)) {
                throw new IOException("no such file: " + path);
            } else if (!Files.isReadable(path)) {
                throw new IOException("cannot read " + path + ": permission denied");
            } else if (!Files.isRegularFile(path)) {
                throw new IOException("cannot read " + path + ": it is no file");
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private void read() throws IOException {
        IOException first = null;
        for (Path path : paths.stream().distinct().toList()) {
            try {
                SourceFile file = SourceFile.of(path);
                files.add(file);
                file.notes().forEach(note -> notes.add(path.getFileName() + " " + note));
            } catch (IOException e) {
                first = first == null ? e : first;
                notes.add("Left out: " + e.getMessage());
            }
        }
        if (files.isEmpty() && first != null) {
            throw first;
        }
        files.sort(Comparator.comparingLong(SourceFile::fromMillis));
        for (SourceFile file : files) {
            for (Chunk chunk : file.chunks()) {
                whole.merge(
                        Key.of(chunk),
                        chunk,
                        (one, other) -> one.size() >= other.size() ? one : other);
            }
        }
    }

    /** Returns all files that are meant, whether they can be read or not. */
    List<Path> paths() {
        return paths;
    }

    /** Returns those that can be read, the earliest first. */
    List<SourceFile> files() {
        return files;
    }

    /** Returns the chunks to be read of a file, by place: those that no other has more of. */
    List<Chunk> wanted(SourceFile file) {
        return file.chunks().stream()
                .filter(chunk -> chunk.equals(whole.get(Key.of(chunk))))
                .toList();
    }

    /** Returns what was mended or left out, for people. */
    List<String> notes() {
        return notes;
    }
}
