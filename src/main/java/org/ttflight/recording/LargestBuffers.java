package org.ttflight.recording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.recording.RecordingReport.Largest;

/** Keeps the largest buffers, each once however often it comes. Not thread-safe. */
final class LargestBuffers {
    private static final int LIMIT = 20;

    private final List<Largest> largest = new ArrayList<>();
    private long smallest;

    /** Takes a buffer. */
    void add(Largest buffer) {
        if (largest.size() >= LIMIT && buffer.size() <= smallest) {
            return;
        }
        if (largest.removeIf(known -> isSame(known, buffer)) || largest.size() < LIMIT) {
            largest.add(buffer);
        } else {
            largest.remove(largest.size() - 1);
            largest.add(buffer);
        }
        largest.sort(Comparator.comparingLong(Largest::size).reversed());
        smallest = largest.get(largest.size() - 1).size();
    }

    /** Takes a release. */
    void freed(long pid, int device, String bufferId, long size, long lifetimeMillis) {
        if (size < smallest) {
            return;
        }
        for (int at = 0; at < largest.size(); at++) {
            Largest known = largest.get(at);
            if (known.pid() == pid
                    && known.device() == device
                    && known.size() == size
                    && known.bufferId().equals(bufferId)) {
                largest.set(at, withLifetime(known, lifetimeMillis));
            }
        }
    }

    /** Returns whether a buffer of this size may belong to the largest. */
    boolean isOfInterest(long size) {
        return largest.size() < LIMIT || size >= smallest;
    }

    private static boolean isSame(Largest one, Largest other) {
        return one.pid() == other.pid()
                && one.device() == other.device()
                && one.size() == other.size()
                && one.bufferId().equals(other.bufferId());
    }

    private static Largest withLifetime(Largest buffer, @Nullable Long lifetimeMillis) {
        return new Largest(
                buffer.pid(),
                buffer.name(),
                buffer.device(),
                buffer.memoryType(),
                buffer.bufferId(),
                buffer.size(),
                buffer.time(),
                lifetimeMillis);
    }

    /** Returns them, the largest first. */
    List<Largest> list(ProcessNames names) {
        return largest.stream()
                .map(
                        buffer ->
                                new Largest(
                                        buffer.pid(),
                                        names.name(buffer.pid()),
                                        buffer.device(),
                                        buffer.memoryType(),
                                        buffer.bufferId(),
                                        buffer.size(),
                                        buffer.time(),
                                        buffer.lifetimeMillis()))
                .toList();
    }

    static Largest of(
            long pid, int device, @Nullable String type, long id, long size, long millis) {
        return new Largest(
                pid,
                null,
                device,
                type,
                "0x" + Long.toHexString(id),
                size,
                Instant.ofEpochMilli(millis),
                null);
    }
}
