package org.ttflight.incident;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is kept of incidents. Files that are not ours are passed over; what is ours and cannot
 * be read is listed with what its name tells. Thread-safe.
 */
public final class IncidentDirectory {
    private static final System.Logger LOG = System.getLogger(IncidentDirectory.class.getName());

    private static final int LONGEST = 1 << 20;

    private final Path incidents;
    private final Path recovered;

    /**
     * @param incidents where the files of the incidents are; need not exist
     * @param recovered where recovered recordings are; need not exist
     */
    public IncidentDirectory(Path incidents, Path recovered) {
        this.incidents = incidents;
        this.recovered = recovered;
    }

    /**
     * Lists all there is.
     *
     * @throws IOException if a directory is there and cannot be read
     */
    public IncidentList list(Instant now) throws IOException {
        List<IncidentList.Kept> kept = new ArrayList<>();
        NavigableMap<String, Long> names = names(incidents);
        for (String name : names.descendingKeySet()) {
            Incident incident = read(name);
            if (incident != null) {
                kept.add(new IncidentList.Kept(incident, names.getOrDefault(name, 0L)));
            }
        }
        return new IncidentList(
                IncidentList.SCHEMA,
                now,
                incidents.toString(),
                kept,
                recovered.toString(),
                recovered());
    }

    /**
     * Returns the summary of an incident.
     *
     * @throws IOException if there is none, or it cannot be read; the message says which
     */
    public String summary(String name) throws IOException {
        if (!FileName.isName(name)) { // and so it cannot lead out of the directory
            throw new IOException("'" + name + "' is not the name of an incident");
        }
        try {
            return readStart(incidents.resolve(name + FileName.SUMMARY));
        } catch (NoSuchFileException e) {
            throw new IOException("there is no incident " + name + " in " + incidents, e);
        }
    }

    private @Nullable Incident read(String name) {
        Path document = incidents.resolve(name + FileName.DOCUMENT);
        try {
            return IncidentJson.readIncident(readStart(document));
        } catch (NoSuchFileException e) {
            return FileName.read(name, "its document is missing");
        } catch (IOException e) {
            return FileName.read(name, "its document cannot be read: " + e.getMessage());
        }
    }

    private static String readStart(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        }
    }

    /** Returns the names of all incidents in a directory with the bytes of their files. */
    static NavigableMap<String, Long> names(Path directory) throws IOException {
        NavigableMap<String, Long> names = new TreeMap<>();
        for (Path file : files(directory)) {
            String name = FileName.nameOf(fileName(file));
            if (name != null) {
                names.merge(name, size(file), Long::sum);
            }
        }
        return names;
    }

    static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(files::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** A file that vanishes meanwhile has no size. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private List<IncidentList.Recovered> recovered() throws IOException {
        List<IncidentList.Recovered> found = new ArrayList<>();
        for (Path file : files(recovered)) {
            if (fileName(file).endsWith(FileName.RECORDING)) {
                try {
                    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                    found.add(
                            new IncidentList.Recovered(
                                    fileName(file),
                                    now.size(),
                                    now.lastModifiedTime().toInstant()));
                } catch (NoSuchFileException droppedMeanwhile) {
                    LOG.log(Level.DEBUG, "{0} is gone", file);
                }
            }
        }
        found.sort(Comparator.comparing(IncidentList.Recovered::time).reversed());
        return found;
    }
}
