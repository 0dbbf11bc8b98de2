package org.ttflight.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The connections for which a silence would decide the frame size. The writer's. */
final class Pauses {
    private final List<Connection> waiting = new ArrayList<>();

    /** Begins or begins again to wait for the silence that this connection needs. */
    void await(Connection connection) {
        connection.pauseEndsNanos =
                System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(connection.pauseMillis);
        if (!waiting.contains(connection)) {
            waiting.add(connection);
        }
    }

    /** Returns those whose silence has lasted long enough, and forgets them. */
    List<Connection> takeDue() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        long now = System.nanoTime();
        List<Connection> due = new ArrayList<>();
        waiting.removeIf(
                connection -> {
                    boolean isOver = connection.pauseEndsNanos == 0;
                    boolean isDue = !isOver && connection.pauseEndsNanos - now <= 0;
                    if (isDue) {
                        connection.pauseEndsNanos = 0;
                        due.add(connection);
                    }
                    return isOver || isDue;
                });
        return due;
    }

    /** Returns how long until the next is due; {@code Long.MAX_VALUE} if none waits. */
    long nanosUntilDue() {
        long wait = Long.MAX_VALUE;
        for (Connection connection : waiting) {
            if (connection.pauseEndsNanos != 0) {
                wait = Math.min(wait, connection.pauseEndsNanos - System.nanoTime());
            }
        }
        return Math.max(0, wait);
    }
}
