package org.ttflight.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers samples of the last day in bounded memory: by the second for a quarter of an hour, by
 * ten seconds for two hours, and by the minute for a day. Thread-safe.
 *
 * <ul>
 *   <li>Several samples in one step become the highest of them or their mean, as the {@link Metric}
 *       says. What nobody knew is NaN, and takes no part in either.
 *   <li>Each chip at each place has a history of its own, which stays for a day after its last
 *       sample. At most {@value #MOST_DEVICES} are kept; the one that has been away for longest
 *       goes first, and devices beyond that have none. One takes 110 KB.
 *   <li>A sampler that is a little late leaves no holes: a gap of up to two and a half times its
 *       usual one has the values from before it.
 *   <li>A sample that is up to {@value #LATE_MILLIS} ms older than the last one is dropped. One
 *       that is older than that tells that the clock was set back: what is later than it is
 *       forgotten, and what is earlier stays.
 * </ul>
 */
public final class History {
    /** How many seconds are kept at most. */
    public static final int KEPT_SECONDS =
            Resolution.MINUTES.stepSeconds() * Resolution.MINUTES.steps();

    static final int MOST_DEVICES = 64;
    static final long LATE_MILLIS = 5_000;

    private static final long NEVER = Long.MIN_VALUE;

    private final long bridgedMillis;
    private final Map<Chip, Track> tracks = new HashMap<>();
    private long lastMillis = NEVER;

    /** Another chip at a place has another history; null where nobody knows which it is. */
    private record Chip(int device, @Nullable String asicId) {}

    /** Remembers samples that come once a second. */
    public History() {
        this(Duration.ofSeconds(1));
    }

    /**
     * @param usualGap how long after each other samples come
     */
    public History(Duration usualGap) {
        this.bridgedMillis = Math.max(2_500, usualGap.toMillis() * 5 / 2);
    }

    /** Adds what is known now. */
    public synchronized void add(Sample sample) {
        long millis = sample.epochMillis();
        if (lastMillis != NEVER && millis < lastMillis) {
            if (millis >= lastMillis - LATE_MILLIS) {
                return;
            }
            for (Track track : tracks.values()) {
                track.rewind(millis);
            }
        }
        lastMillis = millis;
        for (Sample.Point point : sample.points()) {
            Track track = track(new Chip(point.device(), point.asicId()), millis);
            if (track != null) {
                track.add(millis, point.values(), bridgedMillis);
            }
        }
        tracks.values().removeIf(track -> track.lastMillis() < millis - KEPT_SECONDS * 1000L);
    }

    /** Returns a chip's track, in place of one that is older than this if there are too many. */
    private @Nullable Track track(Chip chip, long millis) {
        Track known = tracks.get(chip);
        if (known != null) {
            return known;
        }
        if (tracks.size() >= MOST_DEVICES && !dropOldest(millis)) {
            return null;
        }
        Track track = new Track(chip.device(), chip.asicId());
        tracks.put(chip, track);
        return track;
    }

    private boolean dropOldest(long millis) {
        Chip oldest = null;
        long oldestMillis = millis;
        for (Map.Entry<Chip, Track> entry : tracks.entrySet()) {
            if (entry.getValue().lastMillis() < oldestMillis) {
                oldest = entry.getKey();
                oldestMillis = entry.getValue().lastMillis();
            }
        }
        return oldest != null && tracks.remove(oldest) != null;
    }

    /**
     * Takes over what somebody else remembers, as far as it is unknown here, and for chips that are
     * known here no later than their last sample. Of several documents the finest should come
     * first.
     */
    public synchronized void load(HistoryDocument earlier) {
        long endSecond = earlier.endTime().getEpochSecond();
        long startSecond = endSecond - (long) earlier.steps() * earlier.stepSeconds();
        for (DeviceHistory device : earlier.devices()) {
            Track track = track(new Chip(device.device(), device.asicId()), endSecond * 1000);
            if (track != null) {
                track.fill(device, startSecond, earlier.stepSeconds(), earlier.steps());
            }
        }
    }

    /**
     * Returns the last part of what is remembered; steps of which nothing is known are NaN. Steps
     * begin at multiples of their length since 1970, so that values do not move from one to another
     * while time goes on.
     *
     * @param end where the window ends, as far as the length of a step allows; the last step may
     *     reach beyond it
     * @param window how long it is; what is more than a day ago is unknown
     * @param mostSteps into how many steps at most it is cut; a step is a whole second at least,
     *     and no shorter than what is remembered of so long ago
     * @param device only this one; null for all. Where one chip took the place of another, both are
     *     there, the later one first
     */
    public synchronized HistoryDocument read(
            Instant end, Duration window, int mostSteps, @Nullable Integer device) {
        if (mostSteps < 1) {
            throw new IllegalArgumentException("at most " + mostSteps + " steps");
        }
        long seconds = Math.max(1, window.toSeconds());
        long lastSecond = Math.floorDiv(withoutTail(end.toEpochMilli()), 1000L);
        long knownSecond = lastMillis == NEVER ? lastSecond : Math.floorDiv(lastMillis, 1000L);
        long back = Math.max(lastSecond, knownSecond) + 1 - (lastSecond + 1 - seconds);
        Resolution resolution = Resolution.reaching(back);
        int step = (int) multiple(ceilDiv(seconds, mostSteps), resolution.stepSeconds());
        int steps = (int) ceilDiv(seconds, step);
        long endSecond = multiple(lastSecond + 1, step);
        long startSecond = endSecond - (long) steps * step;
        List<Track> wanted = new ArrayList<>(tracks.size());
        for (Track track : tracks.values()) {
            if (device == null || device == track.device()) {
                wanted.add(track);
            }
        }
        wanted.sort(
                Comparator.comparingInt(Track::device)
                        .thenComparing(Comparator.comparingLong(Track::lastMillis).reversed()));
        List<DeviceHistory> devices = new ArrayList<>(wanted.size());
        for (Track track : wanted) {
            DeviceHistory known = track.read(resolution, startSecond, step, steps);
            if (!known.series().isEmpty()) {
                devices.add(known);
            }
        }
        return new HistoryDocument(
                HistoryDocument.SCHEMA, Instant.ofEpochSecond(endSecond), step, steps, devices);
    }

    /** A window that ends now ends with the last sample: the next one has not come yet. */
    private long withoutTail(long endMillis) {
        boolean isTail =
                lastMillis != NEVER
                        && endMillis > lastMillis
                        && endMillis - lastMillis <= bridgedMillis;
        return isTail ? lastMillis : endMillis;
    }

    private static long ceilDiv(long dividend, long divisor) {
        return Math.floorDiv(dividend + divisor - 1, divisor);
    }

    private static long multiple(long value, long factor) {
        return ceilDiv(value, factor) * factor;
    }
}
