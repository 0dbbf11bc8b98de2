package org.ttflight.replay;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ttflight.ingest.IngestCounters;
import org.ttflight.jmx.HistoryRow;
import org.ttflight.jmx.HistoryRows;
import org.ttflight.jmx.ServerAccess;

/** What the Server bean shows of a replay. */
final class ReplayAccess implements ServerAccess {
    private static final String NOT_HERE = "a replay cannot do this; ask a running daemon";

    private final Playhead playhead;
    private final ReplayAnswers answers;
    private final InstantSource clock;
    private final Supplier<String> words;
    private final String version;
    private final String socket;

    /**
     * @param words what is played, and where it is
     */
    ReplayAccess(
            Playhead playhead,
            ReplayAnswers answers,
            InstantSource clock,
            Supplier<String> words,
            String version,
            String socket) {
        this.playhead = playhead;
        this.answers = answers;
        this.clock = clock;
        this.words = words;
        this.version = version;
        this.socket = socket;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String socketPath() {
        return socket;
    }

    @Override
    public long startEpochMillis() {
        return answers.start().toEpochMilli();
    }

    @Override
    public long uptimeMillis() {
        Instant now = clock.instant();
        return Math.max(0, now.toEpochMilli() - startEpochMillis());
    }

    @Override
    public Map<String, String> sources() {
        return Map.of("ingest", words.get());
    }

    @Override
    public IngestCounters counters() {
        return playhead.recollection().counters();
    }

    @Override
    public Map<String, Long> rejections() {
        return Map.of();
    }

    @Override
    public String recording() {
        return words.get();
    }

    @Override
    public List<HistoryRow> history(int device, int windowSeconds, int steps) {
        return HistoryRows.of(playhead.history(), clock.instant(), device, windowSeconds, steps);
    }

    @Override
    public String remaining() {
        throw new IllegalStateException(NOT_HERE);
    }

    @Override
    public String kernels() {
        throw new IllegalStateException(NOT_HERE);
    }

    @Override
    public String dumpRecording(String path) throws IOException {
        throw new IOException(NOT_HERE);
    }
}
