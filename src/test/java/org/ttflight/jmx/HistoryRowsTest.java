package org.ttflight.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ttflight.history.History;
import org.ttflight.history.Metric;
import org.ttflight.history.Sample;
import org.ttflight.history.Series;

class HistoryRowsTest {
    private static final long START = 1_763_733_600;

    private final History history = new History();

    private void add(long second, int device, @Nullable String asicId, double dram, double watts) {
        double[] values = new double[Metric.values().length];
        Arrays.fill(values, Double.NaN);
        values[Metric.DRAM_USED.ordinal()] = dram;
        values[Metric.POWER.ordinal()] = watts;
        history.add(
                new Sample(
                        (START + second) * 1000,
                        List.of(new Sample.Point(device, asicId, new Series(values)))));
    }

    private List<HistoryRow> rows(int device, int window, int steps, long second) {
        return HistoryRows.of(
                history, Instant.ofEpochSecond(START + second), device, window, steps);
    }

    @Test
    void shouldBeginWithTheFirstStepThatIsKnownAndLeaveTheUnknownNull() {
        add(50, 1, "a", 7L << 30, 80);
        add(51, 1, "a", Double.NaN, 82);
        add(52, 1, "a", 0, Double.NaN);
        List<HistoryRow> rows = rows(1, 60, 60, 52);
        assertEquals(3, rows.size(), rows.toString());
        HistoryRow first = rows.get(0);
        assertEquals((START + 50) * 1000, first.time());
        assertEquals(1000, first.millis());
        assertEquals(7L << 30, first.dramInUse());
        assertEquals(80.0, first.power());
        assertNull(first.l1InUse());
        assertNull(first.temperature());
        assertNull(rows.get(1).dramInUse(), "unknown in between is no 0");
        assertEquals(0L, rows.get(2).dramInUse(), "0 is known");
        assertNull(rows.get(2).power());
    }

    @Test
    void shouldTakeThePeakOfBytesAndTheMeanOfWatts() {
        add(0, 0, "a", 10, 50);
        add(5, 0, "a", 30, 70);
        HistoryRow row = rows(0, 60, 1, 10).get(0);
        assertEquals(60_000, row.millis());
        assertEquals(30L, row.dramInUse());
        Double power = row.power();
        assertTrue(power != null && power > 50 && power < 70, row.toString());
    }

    @Test
    void shouldTellOfTheChipThatIsThereNow() {
        add(0, 0, "old", 1, 1);
        add(10, 0, "new", 2, 2);
        List<HistoryRow> rows = rows(0, 60, 60, 10);
        assertEquals(1, rows.size(), rows.toString());
        assertEquals(2L, rows.get(0).dramInUse());
    }

    @Test
    void shouldHaveNothingToTellOfAnotherDevice() {
        add(0, 0, "a", 1, 1);
        assertEquals(List.of(), rows(1, 60, 60, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, window must be a whole number from 1 to 86400",
        "0, 86401, 1, window must be a whole number from 1 to 86400",
        "0, 60, 0, steps must be a whole number from 1 to 1440",
        "0, 60, 1441, steps must be a whole number from 1 to 1440",
        "-1, 60, 1, device must be a whole number from 0",
    })
    void shouldRefuseWhatIsOutOfRange(int device, int window, int steps, String words) {
        String message =
                String.valueOf(
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> rows(device, window, steps, 0))
                                .getMessage());
        assertTrue(message.startsWith(words), message);
    }
}
