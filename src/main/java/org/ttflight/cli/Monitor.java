package org.ttflight.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ttflight.screen.MonitorScreen;
import org.ttflight.screen.View;
import org.ttflight.snapshot.SnapshotDocument;

/** Asks again and again, and draws a frame each time. Confined to one thread. */
final class Monitor {
    /** Waits between frames. */
    @FunctionalInterface
    interface Pause {
        void await(int millis) throws InterruptedException;
    }

    private final Surroundings surroundings;
    private final MonitorOptions options;
    private final Snapshots snapshots;
    private final InstantSource clock;
    private final Pause pause;
    private final MonitorHistory history;
    private @Nullable Instant lastAnswer;

    Monitor(
            Surroundings surroundings,
            MonitorOptions options,
            Snapshots snapshots,
            InstantSource clock,
            Pause pause) {
        this.surroundings = surroundings;
        this.options = options;
        this.snapshots = snapshots;
        this.clock = clock;
        this.pause = pause;
        Path socket = options.socket() == null ? surroundings.socket() : options.socket();
        this.history = new MonitorHistory(new DaemonClient(socket, DaemonClient.TIMEOUT), options);
    }

    /** Returns the exit code; on a terminal and without a number of frames, never by itself. */
    int run() {
        try {
            SnapshotDocument first = ask();
            return surroundings.isTerminal() && options.frames() == 0
                    ? redraw(first)
                    : print(first);
        } catch (IOException e) {
            return Failure.report(surroundings, e);
        } catch (InterruptedException e) {
            return ExitCodes.OK;
        } finally {
            snapshots.rest();
        }
    }

    private int redraw(SnapshotDocument first) throws InterruptedException {
        try (AlternateScreen screen = new AlternateScreen(surroundings.out())) {
            SnapshotDocument document = first;
            while (true) {
                TerminalSize size = TerminalSize.ask();
                View view = view(size);
                List<String> frame = document == null ? next(view) : frame(document, view);
                document = null;
                screen.draw(frame, size == null ? Integer.MAX_VALUE : size.rows());
                if (surroundings.out().checkError()) {
                    return ExitCodes.ERROR;
                }
                pause.await(options.refreshMillis());
            }
        }
    }

    private int print(SnapshotDocument first) throws InterruptedException {
        View view = view(null);
        List<String> frame = frame(first, view);
        for (int shown = 1; ; shown++) {
            for (String line : frame) {
                surroundings.out().print(line + "\n");
            }
            surroundings.out().print("\n");
            if (surroundings.out().checkError()) {
                return ExitCodes.ERROR;
            }
            if (shown == options.frames()) {
                return ExitCodes.OK;
            }
            pause.await(options.refreshMillis());
            frame = next(view);
        }
    }

    private View view(@Nullable TerminalSize size) {
        View view = surroundings.view(options.width(), options.isAscii());
        return size == null || options.width() != null ? view : view.withWidth(size.columns());
    }

    private SnapshotDocument ask() throws IOException {
        return snapshots.get();
    }

    private List<String> next(View view) {
        try {
            return frame(ask(), view);
        } catch (IOException e) {
            history.miss();
            return MonitorScreen.trouble(
                    String.valueOf(e.getMessage()),
                    lastAnswer,
                    view,
                    clock.instant(),
                    options.refreshMillis());
        }
    }

    private List<String> frame(SnapshotDocument document, View view) {
        lastAnswer = document.time();
        history.add(document);
        return MonitorScreen.frame(
                document,
                view,
                options.devices(),
                options.refreshMillis(),
                history.at(lastAnswer, view));
    }
}
