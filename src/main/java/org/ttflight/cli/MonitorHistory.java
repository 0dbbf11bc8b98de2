package org.ttflight.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ttflight.history.History;
import org.ttflight.history.HistoryJson;
import org.ttflight.history.HistoryRequest;
import org.ttflight.history.Sample;
import org.ttflight.screen.MonitorScreen;
import org.ttflight.screen.View;
import org.ttflight.snapshot.SnapshotDocument;

/**
 * What {@code monitor} knows of the past: what the daemon remembers when it begins or comes back,
 * and each frame's own document since then. Confined to one thread.
 */
final class MonitorHistory {
    private final DaemonClient daemon;
    private final int seconds;
    private final @Nullable Integer device;
    private final History history;
    private boolean hasAsked;

    MonitorHistory(DaemonClient daemon, MonitorOptions options) {
        this.daemon = daemon;
        this.seconds = options.historySeconds();
        this.device = options.devices().size() == 1 ? options.devices().get(0) : null;
        this.history = new History(Duration.ofMillis(options.refreshMillis()));
    }

    /** Adds a document; if it is the first one of a daemon, what that remembers, too. */
    void add(SnapshotDocument document) {
        if (seconds == 0) {
            return;
        }
        history.add(Sample.of(document));
        if (document.server() == null) {
            hasAsked = false;
        } else if (!hasAsked) {
            hasAsked = true;
            load();
        }
    }

    /** Says that there was no document: what is missed so may be asked for later. */
    void miss() {
        hasAsked = false;
    }

    private void load() {
        int steps = Math.min(seconds, HistoryRequest.MAX_STEPS);
        HistoryRequest request = new HistoryRequest(seconds, steps, device);
        try {
            history.load(HistoryJson.read(daemon.ask(request.line())));
        } catch (IOException e) {
            // A daemon that is too old for this: then the past begins now.
        }
    }

    /** Returns what there is room for; null if nothing of the past is wanted. */
    MonitorScreen.@Nullable Past at(Instant now, View view) {
        if (seconds == 0) {
            return null;
        }
        int columns = MonitorScreen.pastColumns(view);
        return new MonitorScreen.Past(
                history.read(now, Duration.ofSeconds(seconds), columns, device), seconds);
    }
}
