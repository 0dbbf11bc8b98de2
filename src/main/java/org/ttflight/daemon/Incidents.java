package org.ttflight.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.ProcFs;
import org.ttflight.host.ProcessDescription;
import org.ttflight.incident.Incident;
import org.ttflight.incident.IncidentList;
import org.ttflight.incident.IncidentListener;
import org.ttflight.incident.IncidentWatch;
import org.ttflight.incident.RecordingSource;
import org.ttflight.incident.UsageLimits;
import org.ttflight.jfr.BlackBox;
import org.ttflight.jfr.IncidentEvent;
import org.ttflight.jmx.IncidentRow;
import org.ttflight.jmx.NotificationQueue;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.snapshot.Observation;

/** Ties the watch for incidents to recording, beans and log. */
final class Incidents implements AutoCloseable {
    private final IncidentWatch watch;
    private final ErrorWatch errors;
    private final Recordings recordings;

    /**
     * @param blackBox supplied late, because it starts beside the others
     * @param state supplied late, too
     * @param limits asked late, because the beans know them
     */
    Incidents(
            DaemonConfig config,
            Supplier<Observation> observations,
            UsageLimits limits,
            ProcFs procFs,
            Function<ProcessIdentity, ProcessDescription> descriptions,
            Supplier<BlackBox> blackBox,
            Supplier<DaemonState> state,
            NotificationQueue notifications) {
        this.recordings = new Recordings(blackBox, state);
        this.watch =
                new IncidentWatch(
                        config.incidents(),
                        config.state().incidents(),
                        config.state().recovered(),
                        new IncidentWatch.Sources(
                                observations,
                                limits,
                                process -> procFs.liveness(process.pid(), process.startTicks()),
                                descriptions),
                        recordings,
                        List.of(Incidents::record, notifying(notifications)));
        this.errors = new ErrorWatch(watch::daemonError);
    }

    /** The JVM that ends has a hook that ends the recording, which may be sooner than we. */
    private static final class Recordings implements RecordingSource {
        private final Supplier<BlackBox> blackBox;
        private final Supplier<DaemonState> state;
        private volatile boolean isEnding;

        Recordings(Supplier<BlackBox> blackBox, Supplier<DaemonState> state) {
            this.blackBox = blackBox;
            this.state = state;
        }

        void end() {
            isEnding = state.get().keeps();
        }

        @Override
        public @Nullable String whyNot() {
            return isEnding || blackBox.get().isRecording()
                    ? null
                    : "the recording is off, or was stopped";
        }

        @Override
        public void write(Instant from, Instant to, Path file) throws IOException {
            try {
                blackBox.get().dump(from, to, file);
            } catch (IOException | IllegalStateException e) {
                if (!isEnding) {
                    throw e;
                }
                try {
                    state.get().writeKept(from, to, file);
                } catch (IOException keptNeither) {
                    keptNeither.addSuppressed(e);
                    throw keptNeither;
                }
            }
        }
    }

    private static void record(Incident incident, Path file) {
        IncidentEvent.emit(
                incident.kind(),
                incident.device(),
                incident.pid(),
                incident.message(),
                file.toString());
    }

    private static IncidentListener notifying(NotificationQueue notifications) {
        return (incident, file) ->
                notifications.incident(
                        new IncidentRow(
                                incident.time().toEpochMilli(),
                                incident.kind(),
                                incident.device(),
                                incident.pid(),
                                incident.message(),
                                incident.more(),
                                file.toString(),
                                0));
    }

    /** Returns who hears of processes and devices. */
    IncidentWatch listener() {
        return watch;
    }

    void start() {
        errors.start();
        watch.start();
    }

    String answer(String request) {
        return watch.answer(request);
    }

    long count() {
        return watch.incidents();
    }

    long notWritten() {
        return watch.notWritten();
    }

    /** Returns what is kept, the newest first. */
    List<IncidentRow> rows() {
        IncidentList list = watch.list();
        return list.incidents().stream()
                .map(
                        kept ->
                                new IncidentRow(
                                        kept.incident().time().toEpochMilli(),
                                        kept.incident().kind(),
                                        kept.incident().device(),
                                        kept.incident().pid(),
                                        kept.incident().message(),
                                        kept.incident().more(),
                                        list.file(kept.incident()),
                                        kept.bytes()))
                .toList();
    }

    /** Ends, and writes what is still to be written, from what is kept of the recording. */
    @Override
    public void close() {
        errors.close();
        recordings.end();
        watch.close();
    }
}
