package org.ttflight.incident;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What happened lately, in words. For one thread. */
final class Happenings {
    private static final int KEPT = 400;

    private final Deque<Happening> oldestFirst = new ArrayDeque<>(KEPT + 1);

    record Happening(Moment moment, String text) {}

    void add(Moment moment, String text) {
        oldestFirst.addLast(new Happening(moment, text));
        if (oldestFirst.size() > KEPT) {
            oldestFirst.removeFirst();
        }
    }

    /** Returns what happened in the time before, in order. */
    List<Happening> before(Moment moment, long millis) {
        List<Happening> found = new ArrayList<>();
        for (Happening one : oldestFirst) {
            long age = moment.since(one.moment());
            if (age <= millis && age >= 0) {
                found.add(one);
            }
        }
        return found;
    }
}
