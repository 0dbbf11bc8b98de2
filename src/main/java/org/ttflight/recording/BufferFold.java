package org.ttflight.recording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.ttflight.recording.RecordingReport.Bar;
import org.ttflight.recording.RecordingReport.Largest;
import org.ttflight.recording.RecordingReport.Point;
import org.ttflight.recording.RecordingReport.Series;
import org.ttflight.recording.RecordingReport.Unreleased;

/**
 * What the events of single buffers tell. There may be tens of millions of them, so all of it is
 * sums, whatever order they come in. Fields are read at once: to look them up as {@link
 * EventFields} does takes longer than all the rest. Not thread-safe.
 */
final class BufferFold {
    private static final int KEYS = 20_000;
    private static final int LISTED = 30;
    private static final long NANOS_OF_MILLI = 1_000_000;

    /** Buffers that are counted together; of size -1, all for which there was no more room. */
    private record Key(long pid, int device, @Nullable String type, long size) {
        /** The one that records come with takes longer than reading an event. */
        @Override
        public int hashCode() {
            return Long.hashCode((pid * 31 + device) * 0x9e3779b97f4a7c15L + size);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && pid == key.pid
                    && size == key.size
                    && device == key.device
                    && Objects.equals(type, key.type);
        }
    }

    private static final class Tally {
        private long allocated;
        private long freed;
        private long allocatedBytes;
        private long freedBytes;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
    }

    private final Flow allocations = new Flow();
    private final Flow frees = new Flow();
    private final Histogram sizes = Histogram.ofSizes();
    private final Histogram lifetimes = Histogram.ofLifetimes();
    private final LargestBuffers largest = new LargestBuffers();
    private final LargestBuffers live = new LargestBuffers();
    private final Map<Key, Tally> tallies = new HashMap<>();
    private long allocated;
    private long allocatedBytes;
    private long freed;
    private long from = Long.MAX_VALUE;
    private long until = Long.MIN_VALUE;

    /** Says that single buffers are recorded from here on, or were before. */
    void recordedFrom(long millis) {
        from = Math.min(from, millis);
        until = Math.max(until, millis);
    }

    private void seen(long millis) {
        recordedFrom(millis);
    }

    private Tally tally(long pid, int device, @Nullable String type, long size) {
        Key key = new Key(pid, device, type, size);
        if (tallies.size() >= KEYS && !tallies.containsKey(key)) {
            key = new Key(pid, device, null, -1);
        }
        return tallies.computeIfAbsent(key, unused -> new Tally());
    }

    /** Takes a {@code BufferAllocation}, or one of a circular buffer. */
    void allocation(long millis, RecordedEvent event, @Nullable String onlyType) {
        seen(millis);
        if (onlyType == null && event.getInt("references") > 1) {
            return; // one more reference to a buffer that is there
        }
        long size = Math.max(0, event.getLong("size"));
        long pid = event.getInt("processId");
        int device = event.getInt("device");
        String type = onlyType == null ? event.getString("memoryType") : onlyType;
        allocations.add(millis, 1, size);
        sizes.add(size, size);
        allocated++;
        allocatedBytes += size;
        Tally tally = tally(pid, device, type, size);
        tally.allocated++;
        tally.allocatedBytes += size;
        tally.first = Math.min(tally.first, millis);
        tally.last = Math.max(tally.last, millis);
        if (largest.isOfInterest(size)) {
            largest.add(
                    LargestBuffers.of(pid, device, type, event.getLong("bufferId"), size, millis));
        }
    }

    /** Takes a {@code BufferFree}, or one of a circular buffer. */
    void free(long millis, RecordedEvent event, @Nullable String onlyType) {
        seen(millis);
        if (onlyType == null && event.getInt("referencesLeft") > 0) {
            return;
        }
        long size = Math.max(0, event.getLong("size"));
        long pid = event.getInt("processId");
        int device = event.getInt("device");
        long lifetimeMillis = event.getLong("lifetime") / NANOS_OF_MILLI;
        frees.add(millis, 1, size);
        lifetimes.add(lifetimeMillis, size);
        freed++;
        if (largest.isOfInterest(size)) {
            largest.freed(
                    pid,
                    device,
                    "0x" + Long.toHexString(event.getLong("bufferId")),
                    size,
                    lifetimeMillis);
        }
        if (millis - lifetimeMillis < from) {
            return; // allocated before anybody recorded it
        }
        String type = onlyType == null ? event.getString("memoryType") : onlyType;
        Tally tally = tally(pid, device, type, size);
        tally.freed++;
        tally.freedBytes += size;
    }

    /** Takes a {@code LargestBuffer}: one of the largest that are live. */
    void live(long millis, RecordedEvent event) {
        Long pid = EventFields.whole(event, "processId");
        Long device = EventFields.whole(event, "device");
        Long size = EventFields.whole(event, "size");
        if (pid != null && device != null && size != null && live.isOfInterest(size)) {
            live.add(
                    LargestBuffers.of(
                            pid,
                            device.intValue(),
                            EventFields.text(event, "memoryType"),
                            event.hasField("bufferId") ? event.getLong("bufferId") : 0,
                            size,
                            millis));
        }
    }

    boolean isEmpty() {
        return from == Long.MAX_VALUE;
    }

    @Nullable Instant from() {
        return isEmpty() ? null : Instant.ofEpochMilli(from);
    }

    @Nullable Instant until() {
        return isEmpty() ? null : Instant.ofEpochMilli(until);
    }

    /** Returns how many were allocated, if of each n one was recorded. */
    long allocated(long oneIn) {
        return allocated * oneIn;
    }

    long allocatedBytes(long oneIn) {
        return allocatedBytes * oneIn;
    }

    long freed(long oneIn) {
        return freed * oneIn;
    }

    List<Bar> sizes(long oneIn) {
        return sizes.bars(oneIn);
    }

    List<Bar> lifetimes(long oneIn) {
        return lifetimes.bars(oneIn);
    }

    /** Returns the rates over time; where there is no event, they are 0 only if it is recorded. */
    List<Series> rates(long oneIn, LongPredicate isRecorded) {
        LongPredicate isTold = at -> at >= from && at <= until && isRecorded.test(at);
        return List.of(
                series("allocations", "1/s", allocations.perSecond(isTold), oneIn),
                series("releases", "1/s", frees.perSecond(isTold), oneIn),
                series("allocated", "bytes/s", allocations.bytesPerSecond(isTold), oneIn),
                series("released", "bytes/s", frees.bytesPerSecond(isTold), oneIn));
    }

    private static Series series(String name, String unit, List<Point> points, long factor) {
        List<Point> scaled = new ArrayList<>();
        Double lowest = null;
        Double highest = null;
        Double last = null;
        for (Point point : points) {
            Double value = point.value() == null ? null : point.value() * factor;
            scaled.add(new Point(point.millis(), value));
            if (value != null) {
                lowest = lowest == null ? value : Math.min(lowest, value);
                highest = highest == null ? value : Math.max(highest, value);
                last = value;
            }
        }
        return new Series(name, unit, lowest, highest, last, null, scaled);
    }

    List<Largest> largest(ProcessNames names) {
        return largest.list(names);
    }

    List<Largest> live(ProcessNames names) {
        return live.list(names);
    }

    /** Returns what was allocated and not released, the most bytes first. */
    List<Unreleased> unreleased(ProcessNames names) {
        return tallies.entrySet().stream()
                .filter(entry -> entry.getValue().allocated > entry.getValue().freed)
                .filter(entry -> entry.getValue().allocatedBytes > entry.getValue().freedBytes)
                .map(entry -> unreleased(entry.getKey(), entry.getValue(), names))
                .sorted(
                        Comparator.comparing((Unreleased one) -> !one.steady())
                                .thenComparing(one -> -one.leftBytes())
                                .thenComparing(Unreleased::pid))
                .limit(LISTED)
                .toList();
    }

    private Unreleased unreleased(Key key, Tally tally, ProcessNames names) {
        return new Unreleased(
                key.pid(),
                names.name(key.pid()),
                key.device(),
                key.type(),
                key.size() < 0 ? null : Long.valueOf(key.size()),
                tally.allocated,
                tally.allocated - tally.freed,
                tally.allocatedBytes - tally.freedBytes,
                Instant.ofEpochMilli(tally.first),
                Instant.ofEpochMilli(tally.last),
                tally.last - tally.first > (until - from) / 10
                        && tally.allocated - tally.freed >= tally.allocated / 2.0);
    }
}
