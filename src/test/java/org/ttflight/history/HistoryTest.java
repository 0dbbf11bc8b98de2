package org.ttflight.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
    /** A multiple of all steps. */
    private static final long START = 1_763_733_600;

    private static final double NONE = Double.NaN;

    private final History history = new History();

    @Test
    void shouldKeepPeaksOfMemoryAndMeansOfAllElse() {
        add(0, 100, -40);
        add(300, 300, -20);
        add(600, 200, NONE);
        add(1000, 50, -30);
        HistoryDocument seconds = read(2, 2, 2);
        assertArrayEquals(new double[] {300, 50}, values(seconds, Metric.DRAM_USED));
        assertArrayEquals(new double[] {-30, -30}, values(seconds, Metric.TEMPERATURE));
        HistoryDocument tens = read(10, 7200, 720);
        assertEquals(10, tens.stepSeconds());
        assertEquals(300, values(tens, Metric.DRAM_USED)[719]);
        assertEquals(-30, values(tens, Metric.TEMPERATURE)[719]);
    }

    @Test
    void shouldKnowTheHighestOfNegativeValues() {
        add(0, -7, NONE);
        add(100, -9, NONE);
        assertArrayEquals(new double[] {-7}, values(read(1, 1, 1), Metric.DRAM_USED));
    }

    @Test
    void shouldKeepTheUnknownUnknown() {
        add(0, NONE, NONE);
        assertEquals(List.of(), read(1, 60, 60).devices());
        add(1000, 0, NONE);
        HistoryDocument document = read(2, 3, 3);
        assertArrayEquals(new double[] {NONE, NONE, 0}, values(document, Metric.DRAM_USED));
        assertNull(document.devices().get(0).series().get(Metric.TEMPERATURE));
    }

    @Test
    void shouldBridgeASamplerThatIsLateButNoLongerGap() {
        add(0, 5, 20);
        add(2_400, 7, 30);
        add(6_000, 9, 40);
        assertArrayEquals(
                new double[] {5, 5, 7, NONE, NONE, NONE, 9},
                values(read(7, 7, 7), Metric.DRAM_USED));
    }

    @Test
    void shouldBridgeTheUsualGapOfASlowerSampler() {
        History slow = new History(Duration.ofSeconds(5));
        slow.add(sample(0, 0, null, 5, 20));
        slow.add(sample(5_100, 0, null, 6, 20));
        HistoryDocument document =
                slow.read(Instant.ofEpochSecond(START + 6), Duration.ofSeconds(6), 6, null);
        assertArrayEquals(new double[] {5, 5, 5, 5, 5, 6}, values(document, Metric.DRAM_USED));
    }

    @Test
    void shouldEndWithTheLastSample() {
        add(0, 5, 20);
        HistoryDocument document = read(1.9, 2, 2);
        assertEquals(Instant.ofEpochSecond(START + 1), document.endTime());
        assertArrayEquals(new double[] {NONE, 5}, values(document, Metric.DRAM_USED));
        assertEquals(Instant.ofEpochSecond(START + 60), read(60, 2, 2).endTime());
    }

    /** Else a chart would tremble: each of its columns would be another mix at every read. */
    @Test
    void shouldNotMoveValuesFromStepToStep() {
        for (int second = 0; second < 60; second++) {
            add(second * 1000L, second, 20);
        }
        HistoryDocument first = read(35, 21, 3);
        HistoryDocument second = read(36, 21, 3);
        assertEquals(7, first.stepSeconds());
        assertEquals(first.endTime(), second.endTime());
        assertArrayEquals(
                values(first, Metric.DRAM_USED), values(second, Metric.DRAM_USED), "same steps");
        assertEquals(0, first.endTime().getEpochSecond() % 7);
    }

    @ParameterizedTest
    @CsvSource({
        "900,    900,  1,  900",
        "900,    80,   12, 75",
        "901,    900,  10, 91",
        "7200,   720,  10, 720",
        "7200,   100,  80, 90",
        "7201,   7201, 60, 121",
        "86400,  1440, 60, 1440",
        "86400,  100,  900, 96",
        "604800, 1440, 420, 1440",
        "1,      1,    1,   1",
        "0,      9,    1,   1",
    })
    void shouldCutAWindowAsFineAsItIsKept(int window, int most, int step, int steps) {
        add(0, 1, 1);
        HistoryDocument document = read(1, window, most);
        assertEquals(step, document.stepSeconds());
        assertEquals(steps, document.steps());
        assertEquals(steps, values(document, Metric.DRAM_USED).length);
    }

    @Test
    void shouldRefuseAWindowWithoutSteps() {
        assertThrows(IllegalArgumentException.class, () -> read(0, 10, 0));
    }

    @Test
    void shouldGiveAnotherChipAtThePlaceAHistoryOfItsOwn() {
        history.add(sample(0, 3, "a", 5, 20));
        history.add(sample(1000, 3, "b", 6, 20));
        history.add(sample(1000, 4, "a", 7, 20));
        HistoryDocument document = read(2, 2, 2);
        assertEquals(
                List.of("3 b", "3 a", "4 a"),
                document.devices().stream()
                        .map(device -> device.device() + " " + device.asicId())
                        .toList());
        DeviceHistory gone = document.device(3, "a");
        assertNotNull(gone);
        assertArrayEquals(new double[] {5, NONE}, values(gone, Metric.DRAM_USED));
        assertNull(document.device(4, "b"));
        HistoryDocument only =
                history.read(Instant.ofEpochSecond(START + 1), Duration.ofSeconds(2), 2, 4);
        assertEquals(List.of(4), only.devices().stream().map(DeviceHistory::device).toList());
    }

    @Test
    void shouldRememberALostDeviceForADay() {
        history.add(sample(0, 0, "a", 5, 20));
        long day = 86_400_000;
        history.add(sample(day - 1000, 1, "b", 6, 20));
        HistoryDocument document = read(86_399, 86_400, 1440);
        DeviceHistory lost = document.device(0, "a");
        assertNotNull(lost);
        assertEquals(5, values(lost, Metric.DRAM_USED)[0]);
        history.add(sample(day + 1, 1, "b", 6, 20));
        assertNull(read(86_400, 200_000, 1440).device(0, "a"));
    }

    @Test
    void shouldKeepNoMoreDevicesThanItMay() {
        for (int at = 0; at < History.MOST_DEVICES; at++) {
            history.add(sample(at, at, null, at, 20));
        }
        history.add(sample(500, 500, null, 5, 20));
        assertNull(read(1, 1, 1).device(0, null));
        assertNotNull(read(1, 1, 1).device(1, null));
        assertNotNull(read(1, 1, 1).device(500, null));
        assertEquals(History.MOST_DEVICES, read(1, 1, 1).devices().size());
    }

    @Test
    void shouldNotThrowOutADeviceOfTheSameSample() {
        List<Sample.Point> points = new ArrayList<>();
        for (int at = 0; at < History.MOST_DEVICES + 9; at++) {
            points.add(sample(0, at, null, at, 20).points().get(0));
        }
        for (int round = 0; round < 3; round++) {
            history.add(new Sample(START * 1000 + round * 1000L, points));
        }
        HistoryDocument document = read(3, 3, 3);
        assertEquals(History.MOST_DEVICES, document.devices().size());
        assertNotNull(document.device(History.MOST_DEVICES - 1, null));
        assertArrayEquals(
                new double[] {7, 7, 7}, values(document.devices().get(7), Metric.DRAM_USED));
    }

    @Test
    void shouldDropASampleThatIsLate() {
        add(10_000, 5, 20);
        add(5_000, 99, 20);
        assertArrayEquals(
                new double[] {NONE, NONE, NONE, NONE, NONE, 5},
                values(read(11, 6, 6), Metric.DRAM_USED));
    }

    @Test
    void shouldForgetTheFutureWhenTheClockIsSetBack() {
        for (int second = 0; second < 3600; second++) {
            add(second * 1000L, second, -10);
        }
        add(1_800_000, 42, -20);
        HistoryDocument fine = read(1801, 300, 300);
        double[] memory = values(fine, Metric.DRAM_USED);
        // A ring of fifteen minutes was written twice over since then.
        assertArrayEquals(filled(299, NONE), Arrays.copyOf(memory, 299));
        assertEquals(42, memory[299]);
        double[] minutes = values(read(1800, 86_400, 1440), Metric.DRAM_USED);
        assertEquals(59, minutes[1410]);
        assertEquals(1799, minutes[1439]);
        HistoryDocument future =
                history.read(Instant.ofEpochSecond(START + 3600), Duration.ofSeconds(1700), 1, 0);
        assertEquals(List.of(), future.devices());
        add(1_801_000, 43, -21);
        assertEquals(43, values(read(1802, 2, 2), Metric.DRAM_USED)[1]);
        assertEquals(-21, values(read(1802, 2, 2), Metric.TEMPERATURE)[1]);
    }

    @Test
    void shouldSurviveAClockThatJumpsFarAhead() {
        add(0, 5, 20);
        add(4_000_000_000_000L, 6, 20);
        add(1_000, 7, 20);
        assertArrayEquals(new double[] {NONE, 7}, values(read(2, 2, 2), Metric.DRAM_USED));
    }

    @Test
    void shouldBeReadableWhileItIsWritten() throws InterruptedException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread reader =
                new Thread(
                        () -> {
                            try {
                                for (int at = 0; at < 300; at++) {
                                    for (DeviceHistory device : read(900, 900, 90).devices()) {
                                        double[] memory = values(device, Metric.DRAM_USED);
                                        double[] l1 = values(device, Metric.L1_USED);
                                        assertArrayEquals(memory, l1);
                                    }
                                }
                            } catch (Throwable e) {
                                failure.set(e);
                            }
                        });
        reader.start();
        for (int at = 0; at < 20_000; at++) {
            add(at * 100L, at, 20);
        }
        reader.join();
        assertNull(failure.get());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldAgreeWithOneThatKeepsEverything(long seed) {
        new RandomHistory(seed).check(4_000);
    }

    private void add(long afterMillis, double memory, double temperature) {
        history.add(sample(afterMillis, 0, "a", memory, temperature));
    }

    static Sample sample(
            long afterMillis,
            int device,
            @Nullable String asicId,
            double memory,
            double temperature) {
        double[] values = filled(Metric.values().length, NONE);
        values[Metric.DRAM_USED.ordinal()] = memory;
        values[Metric.L1_USED.ordinal()] = memory;
        values[Metric.TEMPERATURE.ordinal()] = temperature;
        return new Sample(
                START * 1000 + afterMillis,
                List.of(new Sample.Point(device, asicId, new Series(values))));
    }

    private static double[] filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }

    private HistoryDocument read(double afterSeconds, int window, int steps) {
        return history.read(
                Instant.ofEpochMilli(START * 1000 + (long) (afterSeconds * 1000) - 1),
                Duration.ofSeconds(window),
                steps,
                null);
    }

    private static double[] values(HistoryDocument document, Metric metric) {
        return values(document.devices().get(0), metric);
    }

    static double[] values(DeviceHistory device, Metric metric) {
        Series series = device.series().get(metric);
        assertNotNull(series, metric.label());
        double[] values = new double[series.size()];
        for (int at = 0; at < values.length; at++) {
            values[at] = series.at(at);
        }
        assertTrue(values.length > 0);
        return values;
    }
}
