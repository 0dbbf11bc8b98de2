package org.ttflight.replay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.history.HistoryJson;
import org.ttflight.history.HistoryRequest;
import org.ttflight.ingest.IngestCounters;
import org.ttflight.ingest.TextRequests;
import org.ttflight.snapshot.BufferJson;
import org.ttflight.snapshot.BufferRequest;
import org.ttflight.snapshot.ServerStatus;
import org.ttflight.snapshot.SnapshotBuilder;
import org.ttflight.snapshot.SnapshotJson;

/** Answers the requests in text as the daemon that was recorded would have, then. */
final class ReplayAnswers implements TextRequests {
    private final Playhead playhead;
    private final InstantSource clock;
    private final String version;
    private final String socket;
    private final SnapshotBuilder builder;

    /**
     * @param version what is said to be the version; it tells that this is a replay
     */
    ReplayAnswers(Playhead playhead, InstantSource clock, String version, String socket) {
        this.playhead = playhead;
        this.clock = clock;
        this.version = version;
        this.socket = socket;
        this.builder = new SnapshotBuilder(clock);
    }

    @Override
    public @Nullable String answer(String request) {
        String name = request.strip().split("\\s+", 2)[0];
        try {
            return switch (name) {
                case "snapshot" ->
                        SnapshotJson.write(builder.build(playhead.observation(), status()));
                case BufferRequest.NAME ->
                        BufferJson.write(
                                playhead.recollection().list(BufferRequest.parse(request)),
                                clock.instant());
                case HistoryRequest.NAME ->
                        HistoryJson.write(
                                HistoryRequest.parse(request)
                                        .answer(playhead.history(), clock.instant()));
                case "help" -> help();
                case "leaks", "remaining", "kernels" ->
                        SnapshotJson.error(
                                "a replay does not answer '"
                                        + name
                                        + "'; tt-flight report tells of leaks in a recording");
                default -> null;
            };
        } catch (IllegalArgumentException | IllegalStateException e) {
            return SnapshotJson.error(String.valueOf(e.getMessage()));
        }
    }

    private ServerStatus status() {
        IngestCounters told = playhead.recollection().counters();
        return new ServerStatus(
                version,
                ProcessHandle.current().pid(),
                socket,
                start(),
                told.openConnections(),
                told.connections(),
                told.messages(),
                Map.of());
    }

    /** Returns when the daemon started; if nobody tells, it ran at least since the recording. */
    Instant start() {
        Instant start = playhead.recollection().daemonStart();
        return start == null ? playhead.start() : start;
    }

    private static String help() {
        return """
               {"requests":[\
               "snapshot: everything but the single buffers, as one JSON document",\
               "%s: live buffers, as far as they were recorded",\
               "%s: devices over time",\
               "help: this list"]}
               """
                .formatted(BufferRequest.SYNTAX, HistoryRequest.SYNTAX);
    }
}
