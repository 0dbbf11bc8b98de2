package org.ttflight.jconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.swing.event.TableModelEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LineTableModelTest {
    private final LineTableModel<String> model =
            new LineTableModel<>(List.of(Column.text("Key", 10), Column.number("Value", "", 10)));
    private final List<String> events = new ArrayList<>();

    /** What somebody knows who only follows the events. */
    private final List<String> mirror = new ArrayList<>();

    @BeforeEach
    void listen() {
        model.addTableModelListener(this::follow);
    }

    private void follow(TableModelEvent event) {
        int first = event.getFirstRow();
        int last = event.getLastRow();
        if (event.getType() == TableModelEvent.DELETE) {
            mirror.subList(first, last + 1).clear();
            events.add("-" + first + ".." + last);
        } else if (event.getType() == TableModelEvent.INSERT) {
            mirror.addAll(first, shown().subList(first, last + 1));
            events.add("+" + first + ".." + last);
        } else if (last == Integer.MAX_VALUE) {
            mirror.clear();
            mirror.addAll(shown());
            events.add("all");
        } else {
            for (int row = first; row <= last; row++) {
                mirror.set(row, shown().get(row));
            }
            events.add("~" + first + ".." + last);
        }
    }

    private List<String> shown() {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < model.getRowCount(); row++) {
            rows.add(model.getValueAt(row, 0) + "=" + model.getValueAt(row, 1));
        }
        return rows;
    }

    private static List<Line<String>> lines(String... pairs) {
        return Arrays.stream(pairs)
                .map(pair -> pair.split("=", -1))
                .map(
                        pair ->
                                new Line<>(
                                        pair[0],
                                        List.of(
                                                Cell.text(pair[0]),
                                                Cell.count(Long.valueOf(pair[1])))))
                .toList();
    }

    @Test
    void shouldTellOnlyWhatChanged() {
        model.show(lines("a=1", "b=1", "c=1", "d=1"));
        assertEquals(List.of("+0..3"), events);
        events.clear();
        model.show(lines("a=1", "b=1", "c=1", "d=1"));
        assertEquals(List.of(), events);
        model.show(lines("d=1", "c=2", "b=2", "a=1"));
        assertEquals(List.of("~1..2"), events, "lines keep their places");
        events.clear();
        model.show(lines("e=1", "a=1", "c=2", "d=9"));
        assertEquals(List.of("-1..1", "~2..2", "+3..3"), events);
        assertEquals(List.of("a=1", "c=2", "d=9", "e=1"), shown());
        assertEquals(2, model.indexOf("d"));
        assertEquals(-1, model.indexOf("b"));
    }

    @Test
    void shouldKeepLinesWithTheSameKeyApart() {
        model.show(lines("a=1", "a=2", "b=3"));
        model.show(lines("a=1", "b=3", "a=5"));
        assertEquals(List.of("a=1", "a=5", "b=3"), shown());
        model.show(lines("a=7"));
        assertEquals(List.of("a=7"), shown());
    }

    @Test
    void shouldNotTellOfEachOfAThousandLines() {
        String[] even = new String[1000];
        String[] odd = new String[1000];
        for (int at = 0; at < 1000; at++) {
            even[at] = at + "=1";
            odd[at] = at + "=" + (1 + at % 2);
        }
        model.show(lines(even));
        events.clear();
        model.show(lines(odd));
        assertEquals(List.of("~1..999"), events);
        events.clear();
        String[] half =
                Arrays.stream(odd).filter(pair -> pair.endsWith("=2")).toArray(String[]::new);
        model.show(lines(half));
        assertEquals(List.of("all"), events);
        assertEquals(500, model.getRowCount());
    }

    @RepeatedTest(20)
    void shouldTellEnoughToFollow(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        for (int round = 0; round < 50; round++) {
            List<String> pairs = new ArrayList<>();
            for (int at = 0; at < random.nextInt(60); at++) {
                pairs.add(random.nextInt(40) + "=" + random.nextInt(3));
            }
            events.clear();
            model.show(lines(pairs.toArray(String[]::new)));
            assertEquals(shown(), mirror, "seed " + info.getCurrentRepetition());
            assertEquals(pairs.stream().sorted().toList(), mirror.stream().sorted().toList());
            assertTrue(events.size() <= 2 * LineTableModel.MOST_EVENTS + 1, events::toString);
        }
    }
}
