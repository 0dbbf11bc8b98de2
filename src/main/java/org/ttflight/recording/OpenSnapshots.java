package org.ttflight.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Puts the rows of each snapshot together. Rows of a few snapshots may come mixed, as JFR's threads
 * write them to the file; numbers begin again with each daemon. Not thread-safe.
 *
 * @param <T> what is made of the rows
 */
final class OpenSnapshots<T> {
    /** Takes what is whole. */
    interface Consumer<T> {
        void accept(long millis, T rows);
    }

    private static final int OPEN = 4;
    private static final long SPAN_MILLIS = 5000;

    private record Open<T>(long millis, T rows) {}

    private final Supplier<T> maker;
    private final Consumer<T> consumer;
    private final Map<Long, Open<T>> open = new HashMap<>();

    OpenSnapshots(Supplier<T> maker, Consumer<T> consumer) {
        this.maker = maker;
        this.consumer = consumer;
    }

    /** Returns what the rows of this snapshot are added to. */
    T of(long snapshot, long millis) {
        Open<T> known = open.get(snapshot);
        if (known != null && Math.abs(known.millis() - millis) <= SPAN_MILLIS) {
            return known.rows();
        }
        if (known != null) {
            close(snapshot, known);
        }
        while (open.size() >= OPEN) {
            Map.Entry<Long, Open<T>> oldest = null;
            for (Map.Entry<Long, Open<T>> entry : open.entrySet()) {
                if (oldest == null || entry.getValue().millis() < oldest.getValue().millis()) {
                    oldest = entry;
                }
            }
            if (oldest != null) {
                close(oldest.getKey(), oldest.getValue());
            }
        }
        Open<T> opened = new Open<>(millis, maker.get());
        open.put(snapshot, opened);
        return opened.rows();
    }

    private void close(long snapshot, Open<T> rows) {
        open.remove(snapshot);
        consumer.accept(rows.millis(), rows.rows());
    }

    /** Passes on what is left, by time; there are no more rows. */
    void end() {
        List<Open<T>> left = new ArrayList<>(open.values());
        open.clear();
        left.sort((one, other) -> Long.compare(one.millis(), other.millis()));
        left.forEach(rows -> consumer.accept(rows.millis(), rows.rows()));
    }
}
