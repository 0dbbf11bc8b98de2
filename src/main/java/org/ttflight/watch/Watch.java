package org.ttflight.watch;

import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ttflight.screen.View;

/**
 * The program: draws, and obeys keys, until it is told to end. The thread that runs it does both;
 * what other threads have to say they put into its queue.
 */
public final class Watch {
    /** Without any news a frame is drawn so often, as time goes on. */
    private static final long IDLE_MILLIS = 1000;

    private static final Event NEWS = (screen, feed) -> {};

    private final Tty tty;
    private final PrintStream out;
    private final View view;
    private final WatchSource source;
    private final InstantSource clock;
    private final @Nullable Playback playback;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private Reach reach = Reach.NOTHING;
    private WatchState state;
    private @Nullable Scene frozen;

    /** Something that happened, dealt with by the thread that draws. */
    @FunctionalInterface
    private interface Event {
        void handle(FullScreen screen, Feed feed) throws IOException, InterruptedException;
    }

    /**
     * @param out writes to the terminal
     * @param view how to draw; it is never drawn wider than the terminal
     */
    public Watch(
            Tty tty,
            PrintStream out,
            View view,
            WatchSource source,
            InstantSource clock,
            int refreshMillis) {
        this(tty, out, view, source, clock, refreshMillis, null);
    }

    /**
     * As above, of what is played: keys for pause and speed steer that; null for what is of now.
     */
    public Watch(
            Tty tty,
            PrintStream out,
            View view,
            WatchSource source,
            InstantSource clock,
            int refreshMillis,
            @Nullable Playback playback) {
        this.playback = playback;
        this.tty = tty;
        this.out = out;
        this.view = view;
        this.source = source;
        this.clock = clock;
        this.state = WatchState.start(refreshMillis);
    }

    /**
     * Runs until a key ends it. However it ends, the terminal is as it was.
     *
     * @throws IOException if the terminal is gone
     */
    public void run() throws IOException, InterruptedException {
        try (FullScreen screen = new FullScreen(tty, out);
                Feed feed = new Feed(source, clock, state.refreshMillis(), () -> post(NEWS))) {
            tty.onResize(() -> post((drawnOn, fed) -> drawnOn.forget()));
            tty.onContinue(() -> post((drawnOn, fed) -> drawnOn.enter()));
            screen.enter();
            feed.start();
            readKeys();
            while (!state.isOver()) {
                draw(screen, feed);
                for (Event event : await()) {
                    event.handle(screen, feed);
                }
            }
        }
    }

    private void post(Event event) {
        events.add(event);
    }

    /** Returns all that has happened; waits if nothing has. */
    private List<Event> await() throws InterruptedException {
        List<Event> happened = new ArrayList<>();
        Event first = events.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
            happened.add(first);
            events.drainTo(happened);
        }
        return happened;
    }

    private void readKeys() {
        Thread thread = new Thread(this::passKeys, "watch-keys");
        thread.setDaemon(true);
        thread.start();
    }

    private void passKeys() {
        KeyReader keys = new KeyReader(tty::read);
        Key key;
        do {
            try {
                key = keys.next();
            } catch (IOException e) {
                key = Key.of(Key.Name.GONE);
            }
            Key pressed = key;
            post((screen, feed) -> press(pressed, screen, feed));
        } while (key.name() != Key.Name.GONE);
    }

    private void press(Key key, FullScreen screen, Feed feed)
            throws IOException, InterruptedException {
        if (key.name() == Key.Name.SUSPEND) {
            screen.leave();
            tty.stop();
            screen.enter();
        } else if (key.name() == Key.Name.REDRAW) {
            screen.forget();
        }
        if (playback != null && Steering.press(key, state, playback)) {
            feed.hurry();
            return;
        }
        boolean wasPaused = state.isPaused();
        state = Keys.press(key, state, reach);
        if (state.isPaused() != wasPaused) {
            frozen = state.isPaused() ? feed.scene(clock.instant()) : null;
        }
        boolean wantsBuffers = state.tab() == Tab.BUFFERS;
        feed.want(state.refreshMillis(), wantsBuffers ? BuffersPage.question(state) : null);
    }

    private void draw(FullScreen screen, Feed feed) throws IOException {
        Extent size = tty.size();
        Scene scene = frozen == null ? feed.scene(clock.instant()) : frozen;
        Frame frame =
                Frame.draw(
                        scene,
                        state,
                        view.withWidth(Math.min(view.width(), size.columns())),
                        size.rows(),
                        playback == null ? null : playback.line());
        reach = frame.reach();
        screen.draw(frame.lines(), size);
    }
}
