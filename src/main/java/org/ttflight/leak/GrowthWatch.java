package org.ttflight.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;
import org.ttflight.snapshot.ObservedHolding;
import org.ttflight.snapshot.ObservedProcess;

/**
 * Follows what each process holds on each device, over the last {@value #SAMPLES} samples, to find
 * what grows. Only a use that has risen is followed, until it does not change any more or is gone,
 * and {@value #MOST_SERIES} at most; of all others one number is kept.
 *
 * <p>Sampled by one thread; any thread may read.
 */
public final class GrowthWatch {
    /** How far apart samples should be, in seconds. */
    public static final int SAMPLE_SECONDS = 10;

    static final int SAMPLES = 60;
    static final int MOST_SERIES = 4096;
    private static final int SUMS = 2;
    private static final int DRAM = 0;
    private static final long UNKNOWN = -1;

    private final long[] millis = new long[SAMPLES];
    private final Map<ProcessIdentity, long[]> last = new HashMap<>();
    private final Map<Key, Line> lines = new HashMap<>();
    private long tick = -1;
    private volatile State state = new State(List.of(), 0, 0);

    private record Key(ProcessIdentity process, int device, int sum) {}

    /** The values of one use; that of tick t at {@code t % SAMPLES}. */
    private static final class Line {
        private final long[] values = new long[SAMPLES];
        private final long firstTick;
        private long lastTick;

        Line(long firstTick) {
            this.firstTick = firstTick;
        }

        void set(long tick, long value) {
            values[(int) (tick % SAMPLES)] = value;
            lastTick = tick;
        }
    }

    /**
     * A use that grows.
     *
     * @param memory DRAM or L1, the sum that screens show under this name
     * @param free what is left on the device; null if unknown
     */
    public record Growth(
            ProcessIdentity process,
            int device,
            String memory,
            long used,
            long grown,
            long overSeconds,
            double bytesPerSecond,
            @Nullable Long free,
            @Nullable Long secondsToFull) {}

    /**
     * What is known now.
     *
     * @param growing the fastest first
     * @param samples how many there were in all
     * @param dropped how many risen uses were too many to be followed
     */
    record State(List<Growth> growing, long samples, long dropped) {}

    /**
     * Looks at what is held now.
     *
     * @param nowMillis a time that never jumps, whatever its zero is
     */
    public void sample(Observation observation, long nowMillis) {
        tick++;
        millis[(int) (tick % SAMPLES)] = nowMillis;
        Set<ProcessIdentity> seen = new HashSet<>();
        long dropped = state.dropped();
        for (ObservedProcess process : observation.processes()) {
            if (!process.devices().isEmpty()) {
                seen.add(process.identity());
                dropped += follow(process);
            }
        }
        last.keySet().retainAll(seen);
        lines.values().removeIf(line -> line.lastTick != tick || isFlat(line));
        state = new State(growing(observation), tick + 1, dropped);
    }

    private int follow(ObservedProcess process) {
        int dropped = 0;
        int highest = process.devices().stream().mapToInt(ObservedHolding::device).max().orElse(0);
        long[] values = new long[(highest + 1) * SUMS];
        Arrays.fill(values, UNKNOWN);
        long[] before = last.put(process.identity(), values);
        for (ObservedHolding holding : process.devices()) {
            for (int sum = 0; sum < SUMS; sum++) {
                long value = sum(holding, sum);
                int at = holding.device() * SUMS + sum;
                values[at] = value;
                long old = before == null || at >= before.length ? UNKNOWN : before[at];
                if (!add(new Key(process.identity(), holding.device(), sum), old, value)) {
                    dropped++;
                }
            }
        }
        return dropped;
    }

    /** Returns false if it would have to be followed, but there are too many already. */
    private boolean add(Key key, long old, long value) {
        Line line = lines.get(key);
        if (line == null) {
            if (old == UNKNOWN || value <= old) {
                return true;
            }
            if (lines.size() == MOST_SERIES) {
                return false;
            }
            line = new Line(tick - 1);
            line.set(tick - 1, old);
            lines.put(key, line);
        }
        if (value > 0) {
            line.set(tick, value); // what is unknown or given back ends the line
        }
        return true;
    }

    private static long sum(ObservedHolding holding, int sum) {
        return sum == DRAM
                ? sum(holding, MemoryType.DRAM, MemoryType.TRACE)
                : sum(holding, MemoryType.L1, MemoryType.L1_SMALL, MemoryType.CIRCULAR_BUFFER);
    }

    private static long sum(ObservedHolding holding, MemoryType first, MemoryType... others) {
        Long used = holding.used(first);
        if (used == null) {
            return UNKNOWN;
        }
        long total = used;
        for (MemoryType type : others) {
            Long more = holding.used(type);
            total += more == null ? 0 : more;
        }
        return total;
    }

    private boolean isFlat(Line line) {
        return tick - line.firstTick >= SAMPLES
                && Arrays.stream(line.values).distinct().count() == 1;
    }

    private @Nullable Trend trend(Line line) {
        long first = Math.max(line.firstTick, tick - SAMPLES + 1);
        int count = (int) (tick - first + 1);
        long[] times = new long[count];
        long[] values = new long[count];
        for (int at = 0; at < count; at++) {
            int place = (int) ((first + at) % SAMPLES);
            times[at] = millis[place];
            values[at] = line.values[place];
        }
        return Trend.of(times, values);
    }

    private List<Growth> growing(Observation observation) {
        Map<Key, Trend> trends = new HashMap<>();
        Map<Integer, Double> rates = new HashMap<>();
        lines.forEach(
                (key, line) -> {
                    Trend trend = trend(line);
                    if (trend != null) {
                        trends.put(key, trend);
                        rates.merge(
                                key.device() * SUMS + key.sum(),
                                trend.bytesPerSecond(),
                                Double::sum);
                    }
                });
        List<Growth> growing = new ArrayList<>();
        trends.forEach(
                (key, trend) -> {
                    Long free = free(observation.device(key.device()), key.sum());
                    Double rate = rates.get(key.device() * SUMS + key.sum());
                    Long toFull =
                            free == null || rate == null
                                    ? null
                                    : Long.valueOf((long) (free / rate));
                    growing.add(
                            new Growth(
                                    key.process(),
                                    key.device(),
                                    key.sum() == DRAM ? "DRAM" : "L1",
                                    valueNow(key),
                                    trend.grown(),
                                    trend.spanMillis() / 1000,
                                    trend.bytesPerSecond(),
                                    free,
                                    toFull));
                });
        growing.sort(Comparator.comparingDouble(Growth::bytesPerSecond).reversed());
        return List.copyOf(growing);
    }

    private long valueNow(Key key) {
        Line line = lines.get(key);
        return line == null ? 0 : line.values[(int) (tick % SAMPLES)];
    }

    private static @Nullable Long free(@Nullable ObservedDevice device, int sum) {
        if (device == null) {
            return null;
        }
        boolean isDram = sum == DRAM;
        Long capacity = device.memory(isDram ? MemoryType.DRAM : MemoryType.L1).capacity().bytes();
        Long used = isDram ? device.dramInUse() : device.l1InUse();
        return capacity == null || used == null ? null : Long.valueOf(Math.max(0, capacity - used));
    }

    /** Returns what grew at the last sample, the fastest first. */
    public List<Growth> growing() {
        return state.growing();
    }

    State state() {
        return state;
    }

    /** Returns how many uses are followed; for tests of the bound. */
    int followed() {
        return lines.size();
    }
}
