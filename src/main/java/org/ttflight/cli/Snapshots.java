package org.ttflight.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ttflight.snapshot.HostSummary;
import org.ttflight.snapshot.SnapshotDocument;
import org.ttflight.snapshot.SnapshotJson;

/**
 * Where a screen's documents come from: the daemon, or the host's own files where none answers, or
 * where the command line names another tree. What reads files is loaded only when it comes to that.
 * Confined to one thread.
 */
final class Snapshots {
    private final DaemonClient daemon;
    private final boolean asksDaemon;
    private final HostPlaces places;
    private final Map<String, String> environment;
    private boolean isWatching;
    private @Nullable LocalSource local;
    private @Nullable String answer;
    private @Nullable SnapshotDocument answered;

    /**
     * @param socket null for the usual one
     * @param local reads the files; null for what the places say
     */
    Snapshots(
            Surroundings surroundings,
            @Nullable Path socket,
            Duration timeout,
            HostPlaces places,
            @Nullable LocalSource local) {
        this.daemon = new DaemonClient(socket == null ? surroundings.socket() : socket, timeout);
        this.asksDaemon = socket != null || !places.isElsewhere();
        this.places = places.isElsewhere() ? places : places.withRoot(surroundings.hostRoot());
        this.environment = surroundings.environment();
        this.local = local;
    }

    static Snapshots of(Surroundings surroundings, @Nullable Path socket, HostPlaces places) {
        return new Snapshots(surroundings, socket, DaemonClient.TIMEOUT, places, null);
    }

    /** Returns those of somebody who will ask again and again: then a host is watched. */
    static Snapshots watching(Surroundings surroundings, @Nullable Path socket, HostPlaces places) {
        Snapshots snapshots = of(surroundings, socket, places);
        snapshots.isWatching = true;
        return snapshots;
    }

    /**
     * Returns the document of now.
     *
     * @throws UnreachableException if no daemon answers, and the host's files tell nothing either
     * @throws IOException if the daemon's answer is none, or the roots given have nothing
     */
    SnapshotDocument get() throws IOException {
        answer = null;
        if (!asksDaemon) {
            return elsewhere();
        }
        try {
            answer = daemon.ask("snapshot");
        } catch (UnreachableException e) {
            SnapshotDocument document = read();
            if (isEmpty(document)) {
                throw e;
            }
            return withProblem(document, String.valueOf(e.getMessage()));
        }
        rest();
        SnapshotDocument document = SnapshotJson.read(answer);
        answered = document;
        return document;
    }

    /** Ends what goes on between two documents; the next one may begin it again. */
    void rest() {
        if (local != null) {
            local.rest();
        }
    }

    private SnapshotDocument elsewhere() throws IOException {
        SnapshotDocument document = read();
        if (isEmpty(document)) {
            throw new IOException("no driver, no device and no shared memory " + places.describe());
        }
        return document;
    }

    private static SnapshotDocument withProblem(SnapshotDocument document, String problem) {
        HostSummary host = document.host();
        List<String> problems = new ArrayList<>();
        problems.add(problem);
        problems.addAll(host.problems());
        return new SnapshotDocument(
                document.schema(),
                document.time(),
                null,
                document.devices(),
                document.processes(),
                new HostSummary(host.driverVersion(), host.sources(), host.lost(), problems),
                document.sharedMemory());
    }

    private SnapshotDocument read() {
        if (local == null) {
            local = new LocalHost(places, asksDaemon ? environment : Map.of(), isWatching);
        }
        return local.read();
    }

    private static boolean isEmpty(SnapshotDocument document) {
        return document.devices().isEmpty()
                && document.processes().isEmpty()
                && document.sharedMemory().isEmpty()
                && document.host().driverVersion() == null;
    }

    /** Returns a document as JSON; if it is the daemon's last answer, that as it was. */
    @SuppressWarnings("ReferenceEquality") // a document is immutable
    String json(SnapshotDocument document) {
        return answer == null || document != answered ? SnapshotJson.write(document) : answer;
    }
}
