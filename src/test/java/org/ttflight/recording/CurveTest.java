package org.ttflight.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ttflight.recording.RecordingReport.Holder;
import org.ttflight.recording.RecordingReport.Point;

class CurveTest {
    private static final long START = 1_700_000_000_000L;

    @Test
    void shouldKeepExtremesOfAMillionSamplesInAThousandPoints() {
        Curve curve = new Curve();
        for (int at = 0; at < 1_000_000; at++) {
            double value = at == 765_432 ? 1e9 : at == 123_456 ? -5 : at % 1000;
            curve.add(START + at * 100L, value);
        }
        List<Point> points = curve.points();
        assertTrue(points.size() <= 4 * Curve.SPANS, points.size() + " points");
        assertTrue(points.size() > Curve.SPANS, points.size() + " points");
        assertTrue(points.contains(new Point(START + 76_543_200L, 1e9)));
        assertTrue(points.contains(new Point(START + 12_345_600L, -5.0)));
        assertEquals(new Point(START, 0.0), points.get(0));
        assertEquals(new Point(START + 99_999_900L, 999.0), points.get(points.size() - 1));
    }

    @Test
    void shouldNotDependOnTheOrder() {
        List<Point> samples = new ArrayList<>();
        for (int at = 0; at < 5000; at++) {
            samples.add(new Point(START + at * 1000L, at % 77 == 0 ? null : at * at % 1013 + 0.5));
        }
        Curve ordered = new Curve();
        samples.forEach(sample -> ordered.add(sample.millis(), sample.value()));
        Collections.shuffle(samples, new Random(5));
        Curve shuffled = new Curve();
        samples.forEach(sample -> shuffled.add(sample.millis(), sample.value()));
        assertEquals(ordered.points().size(), shuffled.points().size());
        assertEquals(ordered.highest(), shuffled.highest());
        assertEquals(ordered.last(), shuffled.last());
    }

    @Test
    void shouldMakeGapsOfWhatIsUnknown() {
        Curve curve = new Curve();
        curve.add(START, 7.0);
        curve.add(START + 1000, null);
        curve.add(START + 2000, 8.0);
        assertEquals(
                List.of(
                        new Point(START, 7.0),
                        new Point(START + 1000, null),
                        new Point(START + 2000, 8.0)),
                curve.points());
        Curve unknown = new Curve();
        unknown.add(START, null);
        assertTrue(unknown.isUnknown());
        assertNull(unknown.highest());
    }

    @Test
    void shouldMakeAGapWhereNothingWasRecorded() {
        Curve curve = new Curve();
        for (int at = 0; at < 5; at++) {
            curve.add(START + at * 10_000L, 1.0);
            curve.add(START + 3_600_000 + at * 10_000L, 1.0);
        }
        assertEquals(
                List.of(
                        new Point(START, 1.0),
                        new Point(START + 40_000, 1.0),
                        new Point(START + 40_001, null),
                        new Point(START + 3_600_000, 1.0),
                        new Point(START + 3_640_000, 1.0)),
                curve.points());
    }

    @Test
    void shouldTellRatesOnlyWhereItIsRecorded() {
        Flow flow = new Flow();
        flow.add(START, 3, 300);
        flow.add(START + 10, 1, 100);
        flow.add(START + 4000, 2, 50);
        List<Point> rates = flow.perSecond(at -> at < START + 2000);
        assertEquals(
                List.of(
                        new Point(START + 500, 4.0),
                        new Point(START + 1500, 0.0),
                        new Point(START + 2500, null),
                        new Point(START + 3500, null),
                        new Point(START + 4500, 2.0)),
                rates);
        assertEquals(400.0, flow.bytesPerSecond(at -> true).get(0).value());
        for (int at = 0; at < 100_000; at++) {
            flow.add(START + at * 60_000L, 1, 1);
        }
        rates = flow.perSecond(at -> true);
        assertTrue(rates.size() <= 500, rates.size() + " spans");
        double sum = rates.stream().mapToDouble(Point::value).sum() * flow.spanMillis() / 1000;
        assertEquals(100_006, sum, 0.001);
    }

    @Test
    void shouldTakeTheHoldersThatAreNearestToThePeak() {
        PeakSearch search = new PeakSearch();
        search.held(new PeakSearch.Held(500, List.of(new Holder(1, null, null, 5))));
        search.sample(1000, 10, false);
        search.sample(2000, 30, false);
        search.held(
                new PeakSearch.Held(
                        2100,
                        List.of(new Holder(1, null, null, 9), new Holder(2, null, null, 20))));
        search.sample(3000, 20, false);
        search.held(new PeakSearch.Held(3000, List.of(new Holder(3, null, null, 20))));
        search.sample(90_000, 30, false); // as high again, but that is not the first time
        assertEquals(30, search.used());
        assertEquals(2000, search.millis());
        PeakSearch.Held held = search.held();
        assertNotNull(held);
        assertEquals(List.of(2L, 1L), held.holders().stream().map(Holder::pid).toList());
    }

    @Test
    void shouldTellGrowthFromASawtooth() {
        List<Point> growing = new ArrayList<>();
        List<Point> sawtooth = new ArrayList<>();
        for (int at = 0; at < 300; at++) {
            growing.add(new Point(START + at * 1000L, 5e6 + at * 1e5 + (at % 3) * 1e6));
            sawtooth.add(new Point(START + at * 1000L, 5e6 + (at % 30) * 1e6));
        }
        assertArrayEquals(new long[] {5_000_000, 32_000_000}, Growth.of(growing));
        assertNull(Growth.of(sawtooth));
        assertNull(Growth.of(growing.subList(0, 100)), "too short to tell");
    }

    @Test
    void shouldKeepTheLargest() {
        LargestBuffers largest = new LargestBuffers();
        for (int at = 0; at < 100_000; at++) {
            largest.add(LargestBuffers.of(1, 0, "L1", at % 500, 1000 + at % 500, START + at));
        }
        List<RecordingReport.Largest> list = largest.list(new ProcessNames());
        assertEquals(20, list.size());
        assertEquals(1499, list.get(0).size());
        assertEquals(1480, list.get(19).size());
    }
}
