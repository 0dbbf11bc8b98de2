package org.ttflight.incident;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.MemoryType;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;

/**
 * Notices memory that reached a limit and goes on rising: a threshold that somebody has set, or a
 * share of what a device has. For one thread.
 *
 * <p>When usage reaches a limit, it is looked at again some seconds later: more than at first, and
 * it is told. If it is not more, it is told when it rises above all it has been since. It is told
 * once, until usage has fallen some way below the limit; so one that swings about the limit is told
 * once, too.
 */
final class MemoryWatch {
    static final long CONFIRM_MILLIS = 3000;

    /**
     * After its start the daemon is told of memory that has long been held; that looks as if it
     * rose.
     */
    static final long SETTLE_MILLIS = 10_000;

    /** How far below its limit usage must fall to have fallen: this part of the limit. */
    private static final int FALL = 20;

    private static final MemoryType[] TYPES = MemoryType.values();

    private final UsageLimits limits;
    private final @Nullable Double share;
    private final Map<Key, Level> levels = new HashMap<>();
    private long settledMillis = Long.MIN_VALUE;

    /** A figure of a device: a memory type, or the sum that shares one memory. */
    private record Key(int device, String what) {}

    private static final class Level {
        final long limit;
        final long first;
        final long sinceMillis;
        long highest;
        boolean isChecked;
        boolean isTold;

        Level(long limit, long first, long sinceMillis) {
            this.limit = limit;
            this.first = first;
            this.sinceMillis = sinceMillis;
            this.highest = first;
        }
    }

    MemoryWatch(UsageLimits limits, @Nullable Double share) {
        this.limits = limits;
        this.share = share;
    }

    /** The ledger saw usage reach a threshold; it may be more by the next look. */
    void reached(int device, MemoryType type, long used, long threshold, long millis) {
        Key key = new Key(device, type.label());
        Level known = levels.get(key);
        if (known == null || known.limit != threshold) {
            levels.put(key, new Level(threshold, used, millis));
        }
    }

    /** Compares what is observed now; tells of what rises, in words. */
    void look(Observation now, long millis, BiConsumer<ObservedDevice, String> tell) {
        if (settledMillis == Long.MIN_VALUE) {
            settledMillis = millis + SETTLE_MILLIS;
        }
        Set<Integer> seen = new HashSet<>();
        for (ObservedDevice device : now.devices()) {
            seen.add(device.ordinal());
            lookAtShare(device, "DRAM in use", device.dramInUse(), MemoryType.DRAM, millis, tell);
            lookAtShare(device, "L1 in use", device.l1InUse(), MemoryType.L1, millis, tell);
            for (MemoryType type : TYPES) {
                lookAtThreshold(device, type, millis, tell);
            }
        }
        levels.keySet().removeIf(key -> !seen.contains(key.device()));
    }

    private void lookAtShare(
            ObservedDevice device,
            String what,
            @Nullable Long used,
            MemoryType type,
            long millis,
            BiConsumer<ObservedDevice, String> tell) {
        Long capacity = device.memory(type).capacity().bytes();
        if (share == null || capacity == null) {
            return;
        }
        long limit = (long) Math.ceil(capacity * share);
        Key key = new Key(device.ordinal(), what);
        if (millis < settledMillis && used != null && used >= limit) {
            levels.put(key, new Level(limit, used, millis));
            return;
        }
        Level level = rises(key, used, limit, millis);
        if (level != null && used != null) {
            tell.accept(
                    device,
                    what
                            + " is "
                            + Words.of(used, capacity)
                            + " and still rising; "
                            + sinceThen(level, millis)
                            + ", and --incident-memory is "
                            + Words.number(100 * share)
                            + "%");
        }
    }

    private void lookAtThreshold(
            ObservedDevice device,
            MemoryType type,
            long millis,
            BiConsumer<ObservedDevice, String> tell) {
        long limit = limits.threshold(device.ordinal(), type);
        Key key = new Key(device.ordinal(), type.label());
        if (limit <= 0) {
            levels.remove(key);
            return;
        }
        Long used = device.memory(type).used();
        Level level = rises(key, used, limit, millis);
        if (level != null && used != null) {
            tell.accept(
                    device,
                    type.label()
                            + " is "
                            + Words.of(used, device.memory(type).capacity().bytes())
                            + " and still rising; "
                            + sinceThen(level, millis)
                            + ", and the usage threshold is "
                            + Words.bytes(limit));
        }
    }

    private static String sinceThen(Level level, long millis) {
        return "it was "
                + Words.bytes(level.first)
                + " "
                + Math.max(1, (millis - level.sinceMillis) / 1000)
                + " s before";
    }

    /** Returns the level if it is to be told now. */
    private @Nullable Level rises(Key key, @Nullable Long used, long limit, long millis) {
        if (used == null) {
            return null;
        }
        Level level = levels.get(key);
        if (level != null && hasEnded(level, used, limit)) {
            levels.remove(key);
            level = null;
        }
        if (level == null) {
            if (used >= limit) {
                levels.put(key, new Level(limit, used, millis));
            }
            return null;
        }
        if (level.isTold) {
            return null;
        }
        boolean isHigher = used > (level.isChecked ? level.highest : level.first);
        level.highest = Math.max(level.highest, used);
        if (millis - level.sinceMillis < CONFIRM_MILLIS) {
            return null;
        }
        level.isChecked = true;
        level.isTold = isHigher;
        return isHigher ? level : null;
    }

    private static boolean hasEnded(Level level, long used, long limit) {
        return level.limit != limit || used < (level.isTold ? limit - limit / FALL : limit);
    }
}
