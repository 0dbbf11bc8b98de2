package org.ttflight.recording;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a daemon has left of its recording in the repository: the JVM's own directory, which an
 * orderly end removes, the {@link ChunkLinks links} to what was in there, or both.
 *
 * @param name the directory's name as the JVM makes it, of date, time and process id
 */
record LeftRun(Path repository, String name) {
    private static final Pattern NAME = Pattern.compile("(\\d{4}(?:_\\d\\d){5}_(\\d+)(?:_\\d+)?)");
    private static final String LINKS = "-links";

    /** Returns all runs that are in a repository, the earliest first. */
    static List<LeftRun> all(Path repository) throws IOException {
        Map<String, LeftRun> runs = new TreeMap<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(repository)) {
            for (Path directory : directories) {
                String name = directory.getFileName().toString();
                String run =
                        name.endsWith(LINKS)
                                ? name.substring(0, name.length() - LINKS.length())
                                : name;
                if (NAME.matcher(run).matches()
                        && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                    runs.put(run, new LeftRun(repository, run));
                }
            }
        }
        return new ArrayList<>(runs.values());
    }

    String pid() {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? matcher.group(2) : "";
    }

    Path directory() {
        return repository.resolve(name);
    }

    Path links() {
        return repository.resolve(name + LINKS);
    }

    /** Returns the files of chunks, each once, in the order of their names. */
    List<Path> files() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        for (Path directory : List.of(links(), directory())) {
            for (Path file : filesIn(directory)) {
                if (file.toString().endsWith(".jfr")) {
                    files.put(file.getFileName().toString(), file);
                }
            }
        }
        return new ArrayList<>(files.values());
    }

    static List<Path> filesIn(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                        found.add(file);
                    }
                }
            }
        }
        return found;
    }

    /**
     * Removes all of it, the first chunk last: by that one it is seen what is left of a run of
     * which the recovered recording is complete.
     */
    void delete() throws IOException {
        List<Path> files = new ArrayList<>(filesIn(links()));
        files.addAll(filesIn(directory()));
        files.sort(Comparator.comparing(LeftRun::fileName).reversed());
        for (Path file : files) {
            Files.delete(file);
        }
        Files.deleteIfExists(links());
        Files.deleteIfExists(directory());
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }
}
