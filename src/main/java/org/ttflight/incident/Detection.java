package org.ttflight.incident;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostDevice;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.snapshot.Observation;

/** Makes causes of what is told and of what is observed. For one thread. */
final class Detection {
    private static final int TRACE_LINES = 40;

    private final IncidentWatch.Sources sources;
    private final Consumer<Cause> tell;
    private final MemoryWatch memory;
    private final Deaths deaths;
    private final Views views = new Views();
    private final Happenings happenings = new Happenings();

    Detection(IncidentSettings settings, IncidentWatch.Sources sources, Consumer<Cause> tell) {
        this.sources = sources;
        this.tell = tell;
        this.memory = new MemoryWatch(sources.limits(), settings.memoryShare());
        this.deaths =
                new Deaths(
                        settings.orphanedBytes(),
                        sources.liveness(),
                        sources.descriptions(),
                        this::happenAndTell);
    }

    Views views() {
        return views;
    }

    Happenings happenings() {
        return happenings;
    }

    private void happenAndTell(Cause cause) {
        happenings.add(cause.moment(), cause.message());
        tell.accept(cause);
    }

    void happened(Moment moment, String what) {
        happenings.add(moment, what);
    }

    void attached(ProcessIdentity process, Moment moment) {
        happenings.add(moment, title(process) + " reported for the first time");
    }

    void exited(ProcessUsage last, ExitReason reason, Moment moment) {
        happenings.add(
                moment,
                title(last.identity())
                        + " is gone ("
                        + reason.description()
                        + ") and left "
                        + Words.bytes(last.total().deviceBytes()));
    }

    /** One that has left so much that it counts, if it is not alive. */
    void died(ProcessUsage last, ExitReason reason, Moment moment) {
        deaths.exited(last, reason, moment, before(moment));
    }

    private String title(ProcessIdentity process) {
        ProcessDescription description = sources.descriptions().apply(process);
        return Words.process(process.pid(), Words.cleanOrNull(description.name()));
    }

    void reached(int device, MemoryType type, long used, long threshold, Moment moment) {
        happenings.add(
                moment,
                type.label()
                        + " of device "
                        + device
                        + " reached its threshold of "
                        + Words.bytes(threshold));
        memory.reached(device, type, used, threshold, moment.millis());
    }

    void device(IncidentKind kind, HostDevice device, String message, Moment moment) {
        happenAndTell(Cause.ofDevice(kind, moment, device, message, before(moment)));
    }

    void error(Moment moment, String source, String message, @Nullable Throwable thrown) {
        String text = Words.clean(message);
        happenAndTell(
                new Cause(
                        IncidentKind.DAEMON_ERROR,
                        moment,
                        "error of " + source,
                        null,
                        null,
                        null,
                        "the daemon's own error: " + text + (thrown == null ? "" : ": " + thrown),
                        thrown == null ? List.of() : trace(thrown),
                        before(moment)));
    }

    private static List<String> trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString()
                .lines()
                .limit(TRACE_LINES)
                .map(line -> Words.clean(line.replace("\t", "    ")))
                .toList();
    }

    /** Looks at what is observed now. */
    void look(Moment now) {
        Observation observation = sources.observations().get();
        Views.View before = before(now);
        deaths.lookAtShared(now, observation.shared(), before);
        Views.View view = new Views.View(now, observation);
        views.add(view);
        memory.look(
                observation,
                now.millis(),
                (device, message) ->
                        happenAndTell(
                                Cause.ofDevice(
                                        IncidentKind.MEMORY_THRESHOLD,
                                        now,
                                        device.device(),
                                        message,
                                        view)));
    }

    /** Asks again who is gone. */
    void askForTheDead(Moment now) {
        deaths.look(now);
    }

    private Views.View before(Moment moment) {
        Views.View view = views.before(moment);
        return view != null ? view : new Views.View(moment, sources.observations().get());
    }
}
