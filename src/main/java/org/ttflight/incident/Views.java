package org.ttflight.incident;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ObservedDevice;

/**
 * What was observed lately: of the last seconds all of it, because what happens is told when it is
 * no more to be seen; of the last minute what was in use. For one thread.
 */
final class Views {
    static final int KEPT = 8;
    private static final int KEPT_FIGURES = 61;

    private final Deque<View> newestFirst = new ArrayDeque<>(KEPT + 1);
    private final Deque<Figures> figuresNewestFirst = new ArrayDeque<>(KEPT_FIGURES + 1);

    /** What was observed at a moment. */
    record View(Moment moment, Observation observation) {}

    /** What is in use of a device; null where unknown. */
    record InUse(@Nullable Long dram, @Nullable Long l1) {}

    /** What was in use so long before. */
    record Before(InUse inUse, long seconds) {}

    private record Figures(Moment moment, Map<Integer, InUse> byDevice) {}

    void add(View view) {
        newestFirst.addFirst(view);
        if (newestFirst.size() > KEPT) {
            newestFirst.removeLast();
        }
        Map<Integer, InUse> inUse = new HashMap<>();
        for (ObservedDevice device : view.observation().devices()) {
            inUse.put(device.ordinal(), new InUse(device.dramInUse(), device.l1InUse()));
        }
        figuresNewestFirst.addFirst(new Figures(view.moment(), inUse));
        if (figuresNewestFirst.size() > KEPT_FIGURES) {
            figuresNewestFirst.removeLast();
        }
    }

    /** Returns what was seen last before this, or if nothing was, what was seen first. */
    @Nullable View before(Moment moment) {
        for (View view : newestFirst) {
            if (view.moment().since(moment) < 0) {
                return view;
            }
        }
        return newestFirst.peekLast();
    }

    /**
     * Returns what was in use that long before, or as long as is known; null if that is nothing.
     */
    @Nullable Before inUse(int device, Moment moment, long millisBefore) {
        Iterator<Figures> newest = figuresNewestFirst.iterator();
        Figures found = null;
        while (newest.hasNext() && (found == null || moment.since(found.moment()) < millisBefore)) {
            found = newest.next();
        }
        InUse inUse = found == null ? null : found.byDevice().get(device);
        if (found == null || inUse == null) {
            return null;
        }
        return new Before(inUse, moment.since(found.moment()) / 1000);
    }
}
