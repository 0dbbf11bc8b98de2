package org.ttflight.daemon;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ttflight.history.History;
import org.ttflight.history.HistoryJson;
import org.ttflight.history.HistoryRequest;
import org.ttflight.incident.IncidentRequest;
import org.ttflight.ingest.IngestCounters;
import org.ttflight.ingest.TextRequests;
import org.ttflight.leak.LeakRequest;
import org.ttflight.ledger.LedgerControl;
import org.ttflight.snapshot.BufferJson;
import org.ttflight.snapshot.BufferRequest;
import org.ttflight.snapshot.Observation;
import org.ttflight.snapshot.ServerStatus;
import org.ttflight.snapshot.SnapshotBuilder;
import org.ttflight.snapshot.SnapshotJson;

/**
 * Answers the requests in text.
 *
 * @param server who is asked; supplied late, because the server needs its answers first
 */
record Answers(
        Supplier<LedgerControl> server,
        Supplier<IngestCounters> counters,
        Supplier<Observation> observations,
        SnapshotBuilder builder,
        History history,
        LeakWatch leaks,
        Incidents incidents,
        Dumps dumps,
        String socket,
        Instant startTime)
        implements TextRequests {

    @Override
    public @Nullable String answer(String request) {
        String name = request.strip().split("\\s+", 2)[0];
        try {
            return switch (name) {
                case "snapshot" -> SnapshotJson.write(builder.build(observations.get(), status()));
                case BufferRequest.NAME ->
                        BufferJson.write(
                                server.get().list(BufferRequest.parse(request)), Instant.now());
                case HistoryRequest.NAME ->
                        HistoryJson.write(
                                HistoryRequest.parse(request).answer(history, Instant.now()));
                case LeakRequest.NAME -> leaks.answer(request);
                case IncidentRequest.NAME -> incidents.answer(request);
                case "remaining" -> dumps.remaining();
                case "kernels" -> dumps.kernels();
                case "help" -> help();
                default -> null;
            };
        } catch (IllegalArgumentException | IllegalStateException e) {
            return SnapshotJson.error(String.valueOf(e.getMessage()));
        }
    }

    private ServerStatus status() {
        IngestCounters now = counters.get();
        return new ServerStatus(
                Version.text(),
                ProcessHandle.current().pid(),
                socket,
                startTime,
                now.openConnections(),
                now.connections(),
                now.messages(),
                now.rejectedByLabel());
    }

    private static String help() {
        return """
               {"requests":[\
               "snapshot: everything but the single buffers, as one JSON document",\
               "%s: live buffers",\
               "%s: devices over time",\
               "%s: what looks like a leak",\
               "%s: what went wrong and was kept, or the summary of one",\
               "remaining: live buffers as plain text, as the original server prints them",\
               "kernels: loaded kernels, likewise",\
               "help: this list"]}
               """
                .formatted(
                        BufferRequest.SYNTAX,
                        HistoryRequest.SYNTAX,
                        LeakRequest.SYNTAX,
                        IncidentRequest.SYNTAX);
    }
}
