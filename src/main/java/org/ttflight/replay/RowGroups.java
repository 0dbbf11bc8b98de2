package org.ttflight.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/**
 * Puts rows that show the same moment together again: those of one event with the same number. A
 * group is whole when another begins, or when time has gone on. Not thread-safe.
 */
final class RowGroups {
    /** Rows of a group are written one after another; after so long there will be no more. */
    private static final Duration REST = Duration.ofMillis(100);

    /** The numbers begin anew with each daemon. */
    private static final Duration OTHER_RUN = Duration.ofSeconds(5);

    private final Receiver receiver;
    private final Map<String, Group> groups = new LinkedHashMap<>();

    /** Takes groups that are whole. */
    interface Receiver {
        /** All rows that one moment has of this event, by its short name; at least one. */
        void rows(String name, List<RecordedEvent> rows);
    }

    private static final class Group {
        final long number;
        final List<RecordedEvent> rows = new ArrayList<>();
        Instant last;
        boolean isTold;

        Group(long number, Instant first) {
            this.number = number;
            this.last = first;
        }
    }

    RowGroups(Receiver receiver) {
        this.receiver = receiver;
    }

    void add(String name, long number, RecordedEvent row) {
        Instant time = row.getStartTime();
        Group group = groups.get(name);
        if (group == null
                || group.number != number
                || Duration.between(group.last, time).compareTo(OTHER_RUN) > 0) {
            if (group != null) {
                tell(name, group);
            }
            group = new Group(number, time);
            groups.put(name, group);
        }
        group.rows.add(row);
        group.last = time;
        group.isTold = false;
    }

    /** Tells what must be whole by now. */
    void settle(Instant now) {
        groups.forEach(
                (name, group) -> {
                    if (Duration.between(group.last, now).compareTo(REST) >= 0) {
                        tell(name, group);
                    }
                });
    }

    /** Tells all that there is. */
    void settleAll() {
        groups.forEach(this::tell);
    }

    private void tell(String name, Group group) {
        if (!group.isTold) {
            group.isTold = true;
            receiver.rows(name, List.copyOf(group.rows));
        }
    }
}
