package org.ttflight.incident;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ttflight.host.HostDevice;
import org.ttflight.host.HostListener;
import org.ttflight.host.Liveness;
import org.ttflight.host.ProcessDescription;
import org.ttflight.ledger.ExitReason;
import org.ttflight.ledger.LedgerListener;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.ProcessIdentity;
import org.ttflight.ledger.ProcessUsage;
import org.ttflight.snapshot.Observation;

/**
 * Watches for incidents and keeps files of each, on a thread of its own. Whoever tells it of
 * something only leaves word: nobody waits for it. Thread-safe.
 */
public final class IncidentWatch implements LedgerListener, HostListener, AutoCloseable {
    private static final Logger LOG = System.getLogger(IncidentWatch.class.getName());
    private static final int WAITING_SIGNALS = 4096;
    private static final long ROUND_MILLIS = 250;
    private static final long LOOK_MILLIS = 1000;
    private static final long END_SECONDS = 8;

    private final IncidentSettings settings;
    private final Supplier<Moment> clock;
    private final Signals signals = new Signals(WAITING_SIGNALS);
    private final Detection detection;
    private final IncidentStore store;
    private final Casebook cases;
    private final IncidentDirectory directory;
    private @Nullable ScheduledExecutorService rounds;
    private @Nullable Moment lastLook;
    private boolean hasFailed;
    private boolean isOpen;

    /**
     * Where it looks.
     *
     * @param observations what all sources together say; does not wait
     * @param limits the usage thresholds that are set
     * @param liveness whether a process still runs; reads a file
     * @param descriptions what people call a process, also one that is gone; may read a file
     */
    public record Sources(
            Supplier<Observation> observations,
            UsageLimits limits,
            Function<ProcessIdentity, Liveness> liveness,
            Function<ProcessIdentity, ProcessDescription> descriptions) {}

    /**
     * Prepares a watch, which {@link #start} begins.
     *
     * @param incidents where the files are kept; made when needed
     * @param recovered where recovered recordings are, to be listed with the others
     * @param recordings who has the recording
     * @param listeners hear of each incident
     */
    public IncidentWatch(
            IncidentSettings settings,
            Path incidents,
            Path recovered,
            Sources sources,
            RecordingSource recordings,
            List<IncidentListener> listeners) {
        this(
                settings,
                incidents,
                recovered,
                sources,
                recordings,
                listeners,
                ZoneId.systemDefault(),
                Moment::now);
    }

    IncidentWatch(
            IncidentSettings settings,
            Path incidents,
            Path recovered,
            Sources sources,
            RecordingSource recordings,
            List<IncidentListener> listeners,
            ZoneId zone,
            Supplier<Moment> clock) {
        this.settings = settings;
        this.clock = clock;
        this.directory = new IncidentDirectory(incidents, recovered);
        this.store = new IncidentStore(incidents, settings.maxBytes());
        this.cases = new Casebook(settings, store, recordings, List.copyOf(listeners), zone);
        this.detection = new Detection(settings, sources, this::add);
    }

    private void add(Cause cause) {
        cases.add(cause, detection.views(), detection.happenings(), clock.get());
    }

    /** Begins to watch. */
    public synchronized void start() {
        ScheduledExecutorService own =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "tt-flight incidents");
                            thread.setDaemon(true);
                            return thread;
                        });
        rounds = own;
        var unused =
                own.scheduleWithFixedDelay(this::tryRound, 0, ROUND_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tryRound() {
        try {
            round();
        } catch (RuntimeException | Error e) { // else it would never run again
            if (!hasFailed) {
                hasFailed = true;
                // Not as an error, which would be an incident.
                LOG.log(Level.WARNING, "A bug in watching for incidents. Told once.", e);
            }
        }
    }

    /** Does what is due: takes what was told, looks once a second, and writes. */
    synchronized void round() {
        if (!isOpen) {
            isOpen = true;
            try {
                store.open();
            } catch (IOException | RuntimeException e) {
                cases.failed("The directory of the incidents is not usable", e);
            }
        }
        Moment now = clock.get();
        signals.drain(detection);
        cases.addDropped(signals.takeDropped(), now);
        Moment last = lastLook;
        if (last == null || now.since(last) >= LOOK_MILLIS) {
            lastLook = now;
            detection.look(now);
        }
        detection.askForTheDead(now);
        cases.tick(now);
    }

    /** Returns how many incidents there were, those that were added to others included. */
    public long incidents() {
        return cases.incidents();
    }

    /** Returns how many of them have no files of their own, but stand in those of another. */
    public long folded() {
        return cases.folded();
    }

    /** Returns of how many a file could not be written. */
    public long notWritten() {
        return cases.notWritten();
    }

    /** Returns all that are kept; those that could not be written, too. Reads files. */
    public IncidentList list() {
        Moment now = clock.get();
        IncidentList onDisk;
        try {
            onDisk = directory.list(now.time());
        } catch (IOException e) {
            onDisk =
                    new IncidentList(
                            IncidentList.SCHEMA,
                            now.time(),
                            store.directory().toString(),
                            List.of(),
                            "",
                            List.of());
        }
        List<IncidentList.Kept> all = new ArrayList<>();
        for (Incident incident : cases.unwritten()) {
            all.add(new IncidentList.Kept(incident, 0));
        }
        all.addAll(onDisk.incidents());
        return new IncidentList(
                onDisk.schema(),
                onDisk.time(),
                onDisk.directory(),
                all,
                onDisk.recoveredDirectory(),
                onDisk.recovered());
    }

    /**
     * Answers a request in text. Reads files.
     *
     * @throws IllegalArgumentException if the request makes no sense, or there is no such incident
     */
    public String answer(String request) {
        String name = IncidentRequest.parse(request).name();
        if (name == null) {
            return IncidentJson.write(list());
        }
        try {
            return IncidentJson.writeSummary(name, directory.summary(name));
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Tells of an error of the daemon itself. Does not wait; the calling thread may be any but must
     * not be in the middle of writing an incident.
     *
     * @param source the part of the daemon
     */
    public void daemonError(String source, String message, @Nullable Throwable thrown) {
        Moment now = clock.get();
        signals.offer(to -> to.error(now, source, message, thrown));
    }

    @Override
    public void processAttached(ProcessIdentity process) {
        Moment now = clock.get();
        signals.mention(to -> to.attached(process, now));
    }

    @Override
    public void processExited(ProcessUsage last, ExitReason reason) {
        Moment now = clock.get();
        if (Deaths.counts(last, reason, settings.orphanedBytes())) {
            signals.offer(to -> to.died(last, reason, now));
        } else {
            signals.mention(to -> to.exited(last, reason, now));
        }
    }

    @Override
    public void thresholdReached(int device, MemoryType type, long used, long threshold) {
        Moment now = clock.get();
        signals.mention(to -> to.reached(device, type, used, threshold, now));
    }

    @Override
    public void deviceFound(HostDevice device) {
        mention(device, "was found");
    }

    @Override
    public void deviceLost(HostDevice device, String reason) {
        tell(IncidentKind.DEVICE_LOST, device, "was lost: " + reason);
    }

    @Override
    public void deviceReturned(HostDevice device, int lastOrdinal, long awayMillis) {
        mention(device, "is back after " + awayMillis / 1000 + " s; it was device " + lastOrdinal);
    }

    @Override
    public void deviceBlocked(HostDevice device) {
        mention(device, "does not answer: a reset, or a hang");
    }

    @Override
    public void deviceUnblocked(HostDevice device, long blockedMillis) {
        mention(device, "answers again after " + blockedMillis + " ms");
    }

    @Override
    public void heartbeatStalled(HostDevice device, long value, long ageMillis) {
        tell(
                IncidentKind.HEARTBEAT_STALLED,
                device,
                "has had no heartbeat for " + ageMillis / 1000 + " s; it stands at " + value);
    }

    @Override
    public void heartbeatResumed(HostDevice device, long stalledMillis) {
        mention(device, "has a heartbeat again after " + stalledMillis / 1000 + " s");
    }

    @Override
    public void thermalTrip(HostDevice device, long trips, long total) {
        tell(
                IncidentKind.THERMAL_TRIP,
                device,
                "was shut down by heat, "
                        + Words.count(total, "time", "times")
                        + " since power came");
    }

    private void tell(IncidentKind kind, HostDevice device, String message) {
        Moment now = clock.get();
        signals.offer(to -> to.device(kind, device, message, now));
    }

    private void mention(HostDevice device, String what) {
        Moment now = clock.get();
        signals.mention(to -> to.happened(now, Words.title(device) + " " + what));
    }

    /** Ends watching, and writes what is still to be written, which takes a few seconds at most. */
    @Override
    public void close() {
        ScheduledExecutorService own = rounds;
        if (own != null) {
            own.shutdown();
            try {
                if (!own.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                    return; // it hangs in a file system
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        closeCases();
    }

    private synchronized void closeCases() {
        Moment now = clock.get();
        signals.drain(detection);
        detection.askForTheDead(now);
        cases.close(now, () -> clock.get().millis());
    }
}
