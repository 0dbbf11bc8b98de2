package org.ttflight.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording of an earlier run that is kept in a state directory.
 *
 * @param file where it is; every JDK from 17 on reads it
 * @param bytes how large it is
 * @param from when its first chunk begins
 * @param to when the latest of its chunks ends
 */
public record RecoveredRecording(Path file, long bytes, Instant from, Instant to) {
    /**
     * Lists what is kept, the latest first. Reads only the beginning of each chunk. What is not a
     * recording is left out.
     *
     * @return empty if there is no such directory
     * @throws IOException if the directory cannot be read
     */
    public static List<RecoveredRecording> list(StateDirectory state) throws IOException {
        return in(state.recovered());
    }

    static List<RecoveredRecording> in(Path directory) throws IOException {
        List<RecoveredRecording> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jfr")) {
            for (Path file : files) {
                RecoveredRecording recording = of(file);
                if (recording != null) {
                    found.add(recording);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        found.sort(
                Comparator.comparing(RecoveredRecording::to)
                        .thenComparing(RecoveredRecording::file)
                        .reversed());
        return found;
    }

    /** Looks at the headers of chunks; returns null if there are none, or the file is gone. */
    static @Nullable RecoveredRecording of(Path file) {
        Instant from = null;
        Instant to = Instant.MIN;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long end = channel.size();
            ByteBuffer head = ByteBuffer.allocate(ChunkHeader.LENGTH);
            for (long at = 0; at < end; ) {
                head.clear();
                var unused = channel.read(head, at);
                if (ChunkHeader.problem(head.flip()) != null) {
                    break;
                }
                ChunkHeader header = ChunkHeader.of(head);
                from = from == null ? header.start() : from;
                to = header.end().isAfter(to) ? header.end() : to;
                if (header.size() < ChunkHeader.LENGTH) {
                    break;
                }
                at += header.size();
            }
            return from == null ? null : new RecoveredRecording(file, end, from, to);
        } catch (IOException e) {
            return null;
        }
    }
}
