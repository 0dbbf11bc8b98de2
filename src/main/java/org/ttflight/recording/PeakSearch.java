package org.ttflight.recording;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.recording.RecordingReport.Holder;

/**
 * Finds when most was held of one kind of memory of a device, and who held it then: the processes'
 * rows that are nearest in time. Not thread-safe.
 */
final class PeakSearch {
    /** How many rows of processes are remembered, as they may come before the device's. */
    private static final int REMEMBERED = 4;

    /** Who held how much at a time. */
    record Held(long millis, List<Holder> holders) {
        Held {
            holders =
                    holders.stream()
                            .sorted(Comparator.comparingLong(Holder::used).reversed())
                            .toList();
        }
    }

    private long used = -1;
    private boolean atLeast;
    private long from;
    private long until;
    private boolean isThere;
    private @Nullable Held held;
    private final Deque<Held> recent = new ArrayDeque<>();

    /** Takes a sample of the device. */
    void sample(long millis, long sampled, boolean isAtLeast) {
        if (sampled > used) {
            used = sampled;
            atLeast = isAtLeast;
            from = millis;
            until = millis;
            isThere = true;
            held = null;
            recent.forEach(this::offer);
        } else if (sampled == used && isThere) {
            from = Math.min(from, millis);
            until = Math.max(until, millis);
            if (held != null) {
                recent.forEach(this::offer);
            }
        } else {
            isThere = false;
        }
    }

    /** Takes what processes held. */
    void held(Held sampled) {
        recent.addLast(sampled);
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
        if (used >= 0) {
            offer(sampled);
        }
    }

    private void offer(Held other) {
        if (held == null || distance(other) < distance(held)) {
            held = other;
        }
    }

    /** From the time in which the device stayed at its peak. */
    private long distance(Held other) {
        return Math.max(0, Math.max(from - other.millis(), other.millis() - until));
    }

    /** Returns the most that was sampled; -1 if nothing was known. */
    long used() {
        return used;
    }

    boolean isAtLeast() {
        return atLeast;
    }

    /** Returns when the peak was first reached. */
    long millis() {
        return from;
    }

    /** Returns who held it; null if no process was sampled. */
    @Nullable Held held() {
        return held;
    }
}
