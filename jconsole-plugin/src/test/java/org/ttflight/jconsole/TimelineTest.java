package org.ttflight.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static List<Double> values(Timeline timeline) {
        return IntStream.range(0, timeline.size()).mapToObj(timeline::value).toList();
    }

    @Test
    void shouldStayBoundedAndKeepPeaks() {
        Timeline timeline = new Timeline(true);
        for (int at = 0; at < 100_000; at++) {
            timeline.add(at, at == 500 ? 1e9 : 1);
            assertTrue(timeline.size() <= Timeline.MOST_POINTS);
        }
        assertTrue(timeline.size() > Timeline.MOST_POINTS / 2);
        assertTrue(values(timeline).contains(1e9), "the peak is remembered");
        assertEquals(99_999, timeline.time(timeline.size() - 1));
        assertEquals(99_998, timeline.time(timeline.size() - 2), "the newest are exact");
    }

    @Test
    void shouldTakeTheMeanOfWhatIsNoPeak() {
        Timeline timeline = new Timeline(false);
        for (int at = 0; at <= Timeline.MOST_POINTS; at++) {
            timeline.add(at, at % 2 == 0 ? 10 : 20);
        }
        assertEquals(15, timeline.value(0));
    }

    @Test
    void shouldDropWhatIsNotLater() {
        Timeline timeline = new Timeline(true);
        timeline.add(10, 1);
        timeline.add(10, 2);
        timeline.add(9, 3);
        assertEquals(List.of(1.0), values(timeline));
    }

    @Test
    void shouldReplaceWhatIsRememberedBetter() {
        Timeline timeline = new Timeline(true);
        for (int at = 1; at <= 5; at++) {
            timeline.add(10L * at, at);
        }
        Timeline other = new Timeline(true);
        other.add(15, 100);
        other.add(35, 300);
        timeline.load(other, 45);
        assertEquals(List.of(1.0, 100.0, 300.0, 5.0), values(timeline));
        timeline.load(new Timeline(true), 100);
        assertEquals(4, timeline.size(), "who remembers nothing takes nothing away");
    }

    @Test
    void shouldFindValues() {
        Timeline timeline = new Timeline(true);
        timeline.add(10, 1);
        timeline.gap(20);
        timeline.gap(25);
        timeline.add(30, 3);
        assertEquals(3, timeline.size(), "one gap");
        assertEquals(Double.NaN, timeline.valueAt(9));
        assertEquals(1, timeline.valueAt(19));
        assertEquals(Double.NaN, timeline.valueAt(20));
        assertEquals(3, timeline.valueAt(1000));
        assertEquals(0, timeline.first(5));
        assertEquals(1, timeline.first(29));
    }

    @Test
    void shouldLeaveAGapWhereThisComputerSlept() {
        Timelines timelines = new Timelines();
        DeviceReading device =
                new DeviceReading(
                        0, null, "ok", "ok", 40.0, null, null, null, null, 1L, null, null, null, 0,
                        0);
        for (long second : new long[] {0, 4, 8, 3600, 3604}) {
            timelines.add(
                    new Readout(
                            Instant.ofEpochSecond(second),
                            List.of(device),
                            List.of(),
                            List.of(),
                            List.of()));
        }
        List<Double> values = values(timelines.get(0, Figure.TEMPERATURE));
        assertEquals(List.of(40.0, 40.0, 40.0, Double.NaN, 40.0, 40.0), values);
        assertTrue(
                Double.isNaN(timelines.get(0, Figure.POWER).valueAt(4000)), "unknown is no value");
    }
}
