package org.ttflight.incident;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a cause: files of its own, or one more line in those of an earlier one;
 * and has the recordings written when their time has come.
 *
 * <p>What happens of the same kind within some seconds is one incident, and so is what happens of
 * the same kind to the same subject within ten minutes. In an hour there are only so many; what is
 * beyond is added to the last of its kind. Nothing is lost without a trace.
 *
 * <p>For one thread; the counts and {@link #unwritten} may be read by any.
 */
final class Casebook {
    static final long BURST_MILLIS = 10_000;
    static final long QUIET_MILLIS = 600_000;
    static final long HOUR_MILLIS = 3_600_000;
    static final int MOST_IN_AN_HOUR = 20;

    /** One kind must not leave nothing for the others. */
    static final int MOST_OF_A_KIND = 12;

    static final int MOST_FURTHER = 50;
    static final long REWRITE_MILLIS = 5_000;
    static final long CLOSING_MILLIS = 5_000;

    private static final Logger LOG = System.getLogger(Casebook.class.getName());

    private final IncidentSettings settings;
    private final IncidentStore store;
    private final RecordingSource recordings;
    private final List<IncidentListener> listeners;
    private final ZoneId zone;
    private final List<Case> newestFirst = new ArrayList<>();
    private final LongAdder incidents = new LongAdder();
    private final LongAdder folded = new LongAdder();
    private final LongAdder notWritten = new LongAdder();
    private volatile List<Incident> unwritten = List.of();
    private long dropped;
    private boolean isFailureTold;

    /** An incident of the last hour. */
    private static final class Case {
        final Cause cause;
        final String circumstances;
        final List<Incident.Occurrence> further = new ArrayList<>();
        Incident incident;
        long more;
        long writtenMillis;
        boolean isDirty = true;
        boolean isOnDisk;
        boolean isCountedAsFailed;

        Case(Cause cause, String circumstances, Incident incident) {
            this.cause = cause;
            this.circumstances = circumstances;
            this.incident = incident;
        }

        Moment moment() {
            return cause.moment();
        }

        boolean isPending() {
            return incident.recording().state().equals(Incident.RecordingState.PENDING);
        }
    }

    Casebook(
            IncidentSettings settings,
            IncidentStore store,
            RecordingSource recordings,
            List<IncidentListener> listeners,
            ZoneId zone) {
        this.settings = settings;
        this.store = store;
        this.recordings = recordings;
        this.listeners = listeners;
        this.zone = zone;
    }

    /** Returns how many causes there were, those that were added to others included. */
    long incidents() {
        return incidents.sum();
    }

    /** Returns how many were added to others. */
    long folded() {
        return folded.sum();
    }

    /** Returns of how many files could not be written. */
    long notWritten() {
        return notWritten.sum();
    }

    /** Returns those of the last hour that are nowhere but here. */
    List<Incident> unwritten() {
        return unwritten;
    }

    void add(Cause cause, Views views, Happenings happenings, Moment now) {
        incidents.increment();
        forgetOld(now);
        Case earlier = earlierFor(cause);
        boolean isOverLimit = isOverLimit(cause.kind());
        if (earlier == null && isOverLimit) {
            earlier = lastOf(cause.kind());
        }
        if (earlier != null) {
            fold(earlier, cause);
            return;
        }
        String circumstances = Summary.circumstances(cause, views, happenings, zone);
        String name = store.free(FileName.of(cause));
        Incident incident = incident(name, cause, isOverLimit);
        Case added = new Case(cause, circumstances, incident);
        newestFirst.add(0, added);
        write(added, now);
        noteUnwritten();
        LOG.log(
                Level.INFO,
                "Incident: {0}. Kept as {1} in {2}",
                Words.clean(cause.message()),
                name,
                store.directory());
        tell(incident);
    }

    private Incident incident(String name, Cause cause, boolean isOverLimit) {
        Instant time = cause.moment().time();
        String whyNot = recordings.whyNot();
        Incident.RecordingState recording;
        if (whyNot != null) {
            recording = Incident.RecordingState.none("none: " + whyNot);
        } else if (isOverLimit) {
            recording =
                    Incident.RecordingState.none(
                            "none: there were " + MOST_IN_AN_HOUR + " in the last hour");
        } else {
            Instant to = time.plus(settings.after());
            recording =
                    new Incident.RecordingState(
                            Incident.RecordingState.PENDING,
                            null,
                            null,
                            time.minus(settings.before()),
                            to,
                            "will be written at " + Words.time(to, zone));
        }
        return new Incident(
                Incident.SCHEMA,
                name,
                time,
                cause.kind().label(),
                cause.ordinal(),
                cause.device() == null ? null : cause.device().asicId(),
                cause.pid(),
                cause.processName(),
                cause.message(),
                0,
                null,
                List.of(),
                recording);
    }

    private void forgetOld(Moment now) {
        newestFirst.removeIf(one -> !one.isPending() && now.since(one.moment()) > HOUR_MILLIS);
    }

    private @Nullable Case earlierFor(Cause cause) {
        for (Case one : newestFirst) {
            long age = cause.moment().since(one.moment());
            boolean isSame = one.cause.subject().equals(cause.subject());
            if (one.cause.kind() == cause.kind() && age < (isSame ? QUIET_MILLIS : BURST_MILLIS)) {
                return one;
            }
        }
        return null;
    }

    private boolean isOverLimit(IncidentKind kind) {
        long ofKind = newestFirst.stream().filter(one -> one.cause.kind() == kind).count();
        return newestFirst.size() >= MOST_IN_AN_HOUR || ofKind >= MOST_OF_A_KIND;
    }

    private @Nullable Case lastOf(IncidentKind kind) {
        for (Case one : newestFirst) {
            if (one.cause.kind() == kind) {
                return one;
            }
        }
        return null;
    }

    private void fold(Case earlier, Cause cause) {
        folded.increment();
        earlier.more++;
        if (earlier.further.size() < MOST_FURTHER) {
            earlier.further.add(cause.occurrence());
        }
        addMore(earlier, cause.moment().time());
    }

    private static void addMore(Case to, Instant lastTime) {
        Incident before = to.incident;
        to.incident =
                new Incident(
                        before.schema(),
                        before.name(),
                        before.time(),
                        before.kind(),
                        before.device(),
                        before.asicId(),
                        before.pid(),
                        before.processName(),
                        before.message(),
                        to.more,
                        lastTime,
                        to.further,
                        before.recording());
        to.isDirty = true;
    }

    /** What was dropped because too much came at once is more of what came last. */
    void addDropped(long count, Moment now) {
        dropped += count;
        if (dropped > 0 && !newestFirst.isEmpty()) {
            incidents.add(dropped);
            folded.add(dropped);
            Case last = newestFirst.get(0);
            last.more += dropped;
            dropped = 0;
            addMore(last, now.time());
        }
    }

    private void tell(Incident incident) {
        String ending =
                incident.recording().state().equals(Incident.RecordingState.PENDING)
                        ? FileName.RECORDING
                        : FileName.SUMMARY;
        for (IncidentListener listener : listeners) {
            try {
                listener.incident(incident, store.file(incident.name(), ending));
            } catch (RuntimeException e) {
                failed("An incident could not be told", e);
            }
        }
    }

    /** Does what is due. */
    void tick(Moment now) {
        for (Case one : List.copyOf(newestFirst)) {
            if (one.isPending() && now.since(one.moment()) >= settings.after().toMillis()) {
                complete(one, now);
            } else if (one.isDirty && now.millis() - one.writtenMillis >= REWRITE_MILLIS) {
                write(one, now);
            }
        }
        forgetOld(now);
        noteUnwritten();
    }

    /**
     * Writes what is still to be written, now: the newest first, for a few seconds at most.
     *
     * @param nowMillis the clock, to see how long it takes
     */
    void close(Moment now, LongSupplier nowMillis) {
        for (Case one : newestFirst) {
            if (one.isPending()) {
                if (nowMillis.getAsLong() - now.millis() > CLOSING_MILLIS) {
                    finish(one, Incident.RecordingState.none("none: the daemon stopped"), now);
                } else {
                    complete(one, now);
                }
            } else if (one.isDirty) {
                write(one, now);
            }
        }
    }

    private void complete(Case one, Moment now) {
        Incident.RecordingState wanted = one.incident.recording();
        Instant from = wanted.from();
        Instant to = wanted.to();
        boolean isEarly = now.since(one.moment()) < settings.after().toMillis();
        Instant end = isEarly || to == null ? now.time() : to;
        Incident asked =
                one.incident.with(
                        new Incident.RecordingState(
                                Incident.RecordingState.PENDING, null, null, from, end, null));
        Incident.RecordingState became;
        String whyNot = recordings.whyNot();
        if (whyNot != null) {
            became = Incident.RecordingState.none("none: " + whyNot);
        } else {
            try {
                long bytes = store.write(recordings, asked);
                became =
                        new Incident.RecordingState(
                                Incident.RecordingState.WRITTEN,
                                one.incident.name() + FileName.RECORDING,
                                bytes,
                                from,
                                end,
                                null);
            } catch (IOException | RuntimeException e) {
                countFailure(one, "The recording of an incident could not be written", e);
                became = Incident.RecordingState.none("none: it could not be written: " + why(e));
            }
        }
        finish(one, became, now);
    }

    private void finish(Case one, Incident.RecordingState became, Moment now) {
        one.incident = one.incident.with(became);
        write(one, now);
    }

    private void write(Case one, Moment now) {
        one.writtenMillis = now.millis();
        try {
            store.write(
                    one.incident,
                    Summary.of(one.incident, one.circumstances, store.directory(), zone));
            one.isDirty = false;
            one.isOnDisk = true;
        } catch (IOException | RuntimeException e) {
            one.isDirty = true;
            countFailure(one, "An incident could not be written; trying again", e);
        }
    }

    private void noteUnwritten() {
        unwritten =
                newestFirst.stream().filter(one -> !one.isOnDisk).map(one -> one.incident).toList();
    }

    private void countFailure(Case one, String what, Exception e) {
        if (!one.isCountedAsFailed) {
            one.isCountedAsFailed = true;
            notWritten.increment();
        }
        failed(what, e);
    }

    /** Not an error by its level, or it would be an incident itself. */
    void failed(String what, Exception e) {
        if (!isFailureTold) {
            isFailureTold = true;
            LOG.log(
                    Level.WARNING,
                    "{0}: {1}. Counted in IncidentsNotWritten; told once.",
                    what,
                    why(e));
        }
    }

    private static String why(Exception e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : " " + message);
    }
}
