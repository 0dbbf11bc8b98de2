package org.ttflight.e2e;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a file has held, and when: a published value is right if the file held it at some moment of
 * the time in which it can have been read. Null is a time in which there was nothing to be read.
 * Thread-safe.
 */
final class Timeline<T> {
    /** Long enough for anything that is published. */
    private static final long REMEMBERED_MILLIS = 60_000;

    private record Span<T>(@Nullable T value, long fromMillis) {}

    private final Deque<Span<T>> spans = new ArrayDeque<>();

    /** The file is about to hold this, or holds it since just now: both orders are safe. */
    synchronized void put(@Nullable T value) {
        long now = System.currentTimeMillis();
        spans.addLast(new Span<>(value, now));
        while (spans.size() > 2 && second().fromMillis() < now - REMEMBERED_MILLIS) {
            spans.removeFirst();
        }
    }

    private Span<T> second() {
        Iterator<Span<T>> from = spans.iterator();
        from.next();
        return from.next();
    }

    synchronized @Nullable T now() {
        return spans.isEmpty() ? null : spans.getLast().value();
    }

    /** Returns whether anything that it held at some moment of this time passes. */
    synchronized boolean any(long fromMillis, long toMillis, Predicate<@Nullable T> test) {
        Span<T> before = null;
        for (Span<T> span : spans) {
            if (before != null
                    && before.fromMillis() <= toMillis
                    && span.fromMillis() >= fromMillis
                    && test.test(before.value())) {
                return true;
            }
            before = span;
        }
        return before != null && before.fromMillis() <= toMillis && test.test(before.value());
    }

    /** Returns whether it held this value at some moment of this time. */
    boolean held(@Nullable T value, long fromMillis, long toMillis) {
        return any(fromMillis, toMillis, candidate -> Objects.equals(candidate, value));
    }

    @Override
    public synchronized String toString() {
        return spans.toString();
    }
}
