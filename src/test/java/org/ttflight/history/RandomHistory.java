package org.ttflight.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Random samples with gaps, chips that come and go, and sensors that fail, read in random ways. */
final class RandomHistory {
    private static final String[] CHIPS = {"0 a", "0 b", "1 null", "7 c"};

    private final Random random;
    private final String name;
    private final History history = new History();
    private final Map<String, NaiveHistory> expected = new TreeMap<>();
    private long millis = 1_763_733_600_000L;

    RandomHistory(long seed) {
        this.random = new Random(seed);
        this.name = "seed " + seed;
    }

    void check(int samples) {
        for (int at = 0; at < samples; at++) {
            add();
            if (random.nextInt(samples / 40) == 0) {
                compare();
            }
        }
        compare();
    }

    private NaiveHistory naive(String chip) {
        return expected.computeIfAbsent(chip, key -> new NaiveHistory());
    }

    private void add() {
        millis += gap();
        List<Sample.Point> points = new ArrayList<>();
        for (String chip : CHIPS) {
            if (random.nextInt(20) > 0) {
                double[] values = values();
                points.add(new Sample.Point(device(chip), asicId(chip), new Series(values)));
                naive(chip).add(millis, values);
            }
        }
        history.add(new Sample(millis, points));
        if (random.nextInt(50) == 0) { // late: it must change nothing
            Sample.Point late = new Sample.Point(1, null, new Series(values()));
            history.add(new Sample(millis - 1 - random.nextInt(5000), List.of(late)));
        }
    }

    private long gap() {
        return switch (random.nextInt(100)) {
            case 0 -> random.nextInt(3_000_000);
            case 1, 2 -> random.nextInt(60_000);
            case 3, 4, 5 -> random.nextInt(5_000);
            default -> 900 + random.nextInt(200);
        };
    }

    private double[] values() {
        double[] values = new double[Metric.values().length];
        for (Metric metric : Metric.values()) {
            values[metric.ordinal()] =
                    random.nextInt(5) == 0
                            ? Double.NaN
                            : metric.isPeak()
                                    ? random.nextLong(1L << 36)
                                    : (float) (random.nextInt(200) - 80) / 4;
        }
        return values;
    }

    private static int device(String chip) {
        return chip.charAt(0) - '0';
    }

    private static @Nullable String asicId(String chip) {
        return chip.endsWith("null") ? null : chip.substring(2);
    }

    private void compare() {
        int window = 1 + random.nextInt(random.nextBoolean() ? 900 : 86_400);
        int most = 1 + random.nextInt(random.nextBoolean() ? 20 : 1440);
        long end = millis + random.nextInt(3000);
        HistoryDocument document =
                history.read(Instant.ofEpochMilli(end), Duration.ofSeconds(window), most, null);
        String what = name + ", window " + window + ", at most " + most;
        int step = document.stepSeconds();
        int resolution =
                NaiveHistory.finest(window + (millis / 1000 - Math.min(millis, end) / 1000));
        long endSecond = document.endTime().getEpochSecond();
        assertTrue(document.steps() <= most, what);
        assertTrue((long) document.steps() * step >= window, what);
        assertEquals(0, endSecond % step, what);
        assertTrue(endSecond * 1000 > millis, what);
        assertTrue((endSecond - step) * 1000 <= end, what);
        assertTrue(step % resolution == 0 || step % 60 == 0, what);
        int used = end - millis > 2500 ? NaiveHistory.finest(window) : resolution;
        for (String chip : CHIPS) {
            DeviceHistory device = document.device(device(chip), asicId(chip));
            for (Metric metric : Metric.values()) {
                Series series = device == null ? null : device.series().get(metric);
                for (int at = 0; at < document.steps(); at++) {
                    long start = endSecond - (long) (document.steps() - at) * step;
                    double value = naive(chip).at(metric, used, start, step);
                    double found = series == null ? Double.NaN : series.at(at);
                    assertEquals(value, found, 0, what + ", " + chip + " " + metric + " " + at);
                }
            }
        }
    }
}
