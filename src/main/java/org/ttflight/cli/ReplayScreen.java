package org.ttflight.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ttflight.history.HistoryDocument;
import org.ttflight.history.HistoryJson;
import org.ttflight.history.HistoryRequest;
import org.ttflight.replay.Replay;
import org.ttflight.snapshot.BufferDocument;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.SnapshotJson;
import org.ttflight.watch.BufferQuestion;
import org.ttflight.watch.Playback;
import org.ttflight.watch.WatchSource;

/** What the live screen shows of a replay, and how it steers it. */
final class ReplayScreen implements WatchSource, Playback {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Replay replay;
    private final ZoneId zone;

    ReplayScreen(Replay replay, ZoneId zone) {
        this.replay = replay;
        this.zone = zone;
    }

    private String ask(String request) throws IOException {
        String answer = replay.answer(request);
        if (answer == null) {
            throw new IOException("a replay does not know '" + request + "'");
        }
        return answer;
    }

    @Override
    public SnapshotDocument snapshot() throws IOException {
        return SnapshotJson.read(ask("snapshot"));
    }

    @Override
    public @Nullable String missingDaemon(SnapshotDocument document) {
        return null;
    }

    @Override
    public @Nullable HistoryDocument history(Duration window, int steps) throws IOException {
        HistoryRequest request = new HistoryRequest((int) window.toSeconds(), steps, null);
        return HistoryJson.read(ask(request.line()));
    }

    @Override
    public BufferDocument buffers(BufferQuestion question) throws IOException {
        return BufferDocument.read(ask(question.request()));
    }

    @Override
    public String line() {
        return "REPLAY  "
                + TIME.format(replay.time().atZone(zone))
                + "  "
                + replay.pace()
                + "  from "
                + TIME.format(replay.recordingStart().atZone(zone))
                + " to "
                + TIME.format(replay.recordingEnd().atZone(zone));
    }

    @Override
    public void togglePause() {
        replay.togglePause();
    }

    @Override
    public void slower() {
        replay.slower();
    }

    @Override
    public void faster() {
        replay.faster();
    }

    @Override
    public void back() {
        replay.jump(STEP.negated());
    }

    @Override
    public void forward() {
        replay.jump(STEP);
    }
}
