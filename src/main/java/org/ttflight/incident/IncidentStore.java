package org.ttflight.incident;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.NavigableMap;
import java.util.Set;

/**
 * Writes the files of incidents, for the daemon's user alone, and drops the oldest when they are
 * too many. A file is whole or not there. For one thread.
 */
final class IncidentStore {
    static final int MOST_INCIDENTS = 1000;

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String ENDED =
            "the daemon ended before it was written; see the recovered recordings";

    private final Path directory;
    private final long maxBytes;

    IncidentStore(Path directory, long maxBytes) {
        this.directory = directory;
        this.maxBytes = maxBytes;
    }

    Path directory() {
        return directory;
    }

    Path file(String name, String ending) {
        return directory.resolve(name + ending);
    }

    /**
     * Clears up what a daemon left that did not end in order; makes nothing.
     *
     * @throws IOException if the directory cannot be read or written
     */
    void open() throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        for (Path file : IncidentDirectory.files(directory)) {
            String fileName = IncidentDirectory.fileName(file);
            String name = FileName.nameOf(fileName);
            if (name == null) {
                continue;
            }
            if (fileName.endsWith(FileName.UNFINISHED)) {
                Files.deleteIfExists(file);
            } else if (fileName.endsWith(FileName.DOCUMENT)) {
                endPending(name);
            }
        }
        bound("");
    }

    /** One whose recording was still to be written will have none. */
    private void endPending(String name) throws IOException {
        Incident incident;
        try {
            incident = IncidentJson.readIncident(Files.readString(file(name, FileName.DOCUMENT)));
        } catch (IOException e) {
            return; // listed by its name
        }
        if (!incident.recording().state().equals(Incident.RecordingState.PENDING)) {
            return;
        }
        Incident ended = incident.with(Incident.RecordingState.none(ENDED));
        Path summary = file(name, FileName.SUMMARY);
        if (Files.exists(summary)) {
            String text = Files.readString(summary);
            replace(summary, Summary.withRecording(text, ended));
        }
        replace(file(name, FileName.DOCUMENT), IncidentJson.write(ended));
    }

    /** Returns this name, or one like it that is not taken. */
    String free(String wanted) {
        String name = wanted;
        for (int number = 2; isTaken(name) && number < 10_000; number++) {
            name = wanted + "-" + number;
        }
        return name;
    }

    private boolean isTaken(String name) {
        for (String ending : FileName.ENDINGS) {
            if (Files.exists(file(name, ending))) {
                return true;
            }
        }
        return false;
    }

    /** Writes document and summary. */
    void write(Incident incident, String summary) throws IOException {
        Files.createDirectories(directory, DIRECTORY);
        replace(file(incident.name(), FileName.SUMMARY), summary);
        replace(file(incident.name(), FileName.DOCUMENT), IncidentJson.write(incident));
        bound(incident.name());
    }

    private static void replace(Path file, String text) throws IOException {
        Path part = file.resolveSibling(IncidentDirectory.fileName(file) + FileName.UNFINISHED);
        Files.deleteIfExists(part);
        try {
            try (SeekableByteChannel out =
                    Files.newByteChannel(
                            part,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            FILE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Has a recording written for the daemon's user alone; returns its size. */
    long write(RecordingSource source, Incident incident) throws IOException {
        Files.createDirectories(directory, DIRECTORY);
        Incident.RecordingState wanted = incident.recording();
        Path file = file(incident.name(), FileName.RECORDING);
        if (wanted.from() == null || wanted.to() == null) {
            throw new IOException("nothing is to be recorded");
        }
        source.write(wanted.from(), wanted.to(), file);
        Files.setPosixFilePermissions(file, OWNER_ONLY);
        return Files.size(file);
    }

    /**
     * Drops the oldest until the rest fits; the newest stays.
     *
     * @param kept stays, too, as its name is not the newest when the clock was set back
     */
    private void bound(String kept) throws IOException {
        NavigableMap<String, Long> names = IncidentDirectory.names(directory);
        long sum = 0;
        for (long bytes : names.values()) {
            sum += bytes;
        }
        int count = names.size();
        for (String name : names.keySet()) {
            if (sum <= maxBytes && count <= MOST_INCIDENTS) {
                return;
            }
            if (!name.equals(kept) && !name.equals(names.lastKey())) {
                for (String ending : FileName.ENDINGS) {
                    Files.deleteIfExists(file(name, ending));
                }
                sum -= names.getOrDefault(name, 0L);
                count--;
            }
        }
    }
}
