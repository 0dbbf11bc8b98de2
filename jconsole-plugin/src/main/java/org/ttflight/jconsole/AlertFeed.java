package org.ttflight.jconsole;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.management.MBeanServerConnection;
import org.jspecify.annotations.Nullable;

/**
 * Hands on what the daemon tells of by itself, over whichever connection there is. Thread-safe. The
 * consumer is called on any thread, but never on Swing's, and must not wait.
 */
final class AlertFeed implements Subscriber {
    private final Consumer<Alert> consumer;
    private final Executor background;
    private @Nullable AlertSession session;

    AlertFeed(Consumer<Alert> consumer) {
        this(consumer, DaemonThread.executor("tt-flight-alerts"));
    }

    AlertFeed(Consumer<Alert> consumer, Executor background) {
        this.consumer = consumer;
        this.background = background;
    }

    @Override
    public synchronized void connected(MBeanServerConnection connection) {
        AlertSession now = session;
        if (now == null || !now.isOver(connection)) {
            disconnected();
            now = new AlertSession(connection, consumer, background);
            session = now;
        }
        now.follow();
    }

    @Override
    public synchronized void disconnected() {
        AlertSession old = session;
        session = null;
        if (old != null) {
            old.close();
        }
    }
}
