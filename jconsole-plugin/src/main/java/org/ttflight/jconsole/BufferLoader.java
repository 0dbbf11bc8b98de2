package org.ttflight.jconsole;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Executor;
import javax.management.MBeanServerConnection;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the buffers of the process that people look at, one request at a time.
 *
 * <p>Confined to the Swing thread, but for {@link #connect}; what waits runs elsewhere. An answer
 * that nobody wants any more is dropped. A connection may never answer: then its request stays
 * under way, and the first over a new connection does not wait for it.
 */
final class BufferLoader {
    /** The same is not asked again sooner. */
    static final Duration PAUSE = Duration.ofSeconds(3);

    private final Executor background;
    private final Executor swing;
    private final Screen screen;
    private volatile @Nullable MBeanServerConnection connection;
    private @Nullable BufferRequest wanted;
    private @Nullable Asked underway;
    private @Nullable Asked answered;
    private Instant now = Instant.EPOCH;

    /** Where answers go; called on the Swing thread. */
    interface Screen {
        /** An answer to what was wanted last. */
        void show(BufferRequest request, BufferRequest.Answer answer);
    }

    private record Asked(BufferRequest request, MBeanServerConnection connection, Instant time) {}

    BufferLoader(Screen screen) {
        this(screen, DaemonThread.executor("tt-flight-buffers"), SwingUtilities::invokeLater);
    }

    BufferLoader(Screen screen, Executor background, Executor swing) {
        this.screen = screen;
        this.background = background;
        this.swing = swing;
    }

    /** Uses this connection from now on; none if null. Any thread. */
    void connect(@Nullable MBeanServerConnection newConnection) {
        connection = newConnection;
    }

    /**
     * Says what people look at; null for nothing.
     *
     * @param time of the readout that is shown
     */
    void want(@Nullable BufferRequest request, Instant time) {
        if (!Objects.equals(request, wanted)) {
            answered = null;
        }
        wanted = request;
        now = time;
        askIfDue();
    }

    private void askIfDue() {
        BufferRequest request = wanted;
        MBeanServerConnection over = connection;
        if (request == null || over == null) {
            return;
        }
        Asked waiting = underway;
        if (waiting != null && waiting.connection == over) {
            return;
        }
        Asked before = answered;
        if (before != null
                && before.connection == over
                && before.request.equals(request)
                && Duration.between(before.time, now).abs().compareTo(PAUSE) < 0) {
            return;
        }
        Asked asked = new Asked(request, over, now);
        underway = asked;
        background.execute(
                () -> {
                    BufferRequest.Answer answer = request.ask(over);
                    swing.execute(() -> answered(asked, answer));
                });
    }

    @SuppressWarnings("ReferenceEquality") // just this request, not one alike
    private void answered(Asked asked, BufferRequest.Answer answer) {
        if (underway != asked) {
            return;
        }
        underway = null;
        answered = asked;
        if (asked.request.equals(wanted)) {
            screen.show(asked.request, answer);
        } else {
            askIfDue();
        }
    }
}
