package org.ttflight.replay;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;
import org.ttflight.history.History;
import org.ttflight.history.Sample;
import org.ttflight.snapshot.Observation;

/**
 * A place in a recording, and all that was known there. Moves forward event by event; to go back,
 * begins anew. One thread moves it, any may look.
 */
final class Playhead {
    /** A snapshot that has begun is complete after so long. */
    private static final Duration SNAPSHOT_TIME = Duration.ofSeconds(2);

    private final Chunks chunks;
    private final Supplier<Recollection> begin;
    private final IntConsumer progress;

    // What others see.
    private volatile Recollection recollection;
    private volatile History history = newHistory();
    private volatile @Nullable Observation observation;

    // What is worked on; the same, but on the way to somewhere else.
    private Recollection working;
    private History workingHistory;
    private boolean isHidden;
    private List<RecordedEvent> events = List.of();
    private int nextChunk;
    private int nextEvent;
    private Instant position;
    private boolean hasEnded;

    /**
     * @param begin makes a recollection that knows nothing
     * @param progress hears how many chunks have been read
     */
    Playhead(Chunks chunks, Supplier<Recollection> begin, IntConsumer progress) {
        this.chunks = chunks;
        this.begin = begin;
        this.progress = progress;
        this.working = begin.get();
        this.recollection = working;
        this.workingHistory = history;
        this.position = chunks.start();
    }

    /** Figures are written every ten seconds as a rule. */
    private static History newHistory() {
        return new History(Duration.ofSeconds(10));
    }

    Recollection recollection() {
        return recollection;
    }

    History history() {
        return history;
    }

    /** Returns what was known at this place; the same object while that is the same. */
    Observation observation() {
        Observation known = observation;
        return known != null ? known : recollection.observation(List.of());
    }

    private Observation publish() {
        Observation known = working.observation(List.copyOf(chunks.problems()));
        if (!isHidden) {
            recollection = working;
            history = workingHistory;
            observation = known;
        }
        return known;
    }

    /** Whether others see the place from which it comes until it is where it goes. */
    void hide(boolean hidden) {
        isHidden = hidden;
        var unused = publish();
    }

    /** Begins anew, at the start of the file. */
    void restart() {
        working = begin.get();
        workingHistory = newHistory();
        events = List.of();
        nextChunk = 0;
        nextEvent = 0;
        hasEnded = false;
        position = chunks.start();
    }

    /**
     * Moves to where all that there was has been told once: to the first snapshot. The first chunk
     * of a daemon has none at its beginning; there, to where memory has been told.
     *
     * @return whether there is such a place
     */
    boolean moveToFirstSnapshot() throws IOException {
        Instant latest = Instant.MAX;
        while (!working.hasSnapshot()) {
            RecordedEvent event = peek();
            if (event != null && event.getStartTime().isAfter(latest)) {
                working.settle(latest);
                break;
            }
            if (event == null) {
                end();
                return false;
            }
            apply(event);
            if (latest.equals(Instant.MAX) && isMemory(event)) {
                latest = event.getStartTime().plus(SNAPSHOT_TIME);
            }
        }
        sample();
        var unused = publish();
        return true;
    }

    private static boolean isMemory(RecordedEvent event) {
        return event.getEventType().getName().equals("tenstorrent.DeviceMemory");
    }

    /** Moves on to this moment, and shows what was known then. */
    void advanceTo(Instant target) throws IOException {
        RecordedEvent event = peek();
        while (event != null && !event.getStartTime().isAfter(target)) {
            apply(event);
            event = peek();
        }
        if (event == null) {
            end();
        } else if (target.isAfter(position)) {
            position = target;
            working.settle(target);
            sample();
        }
        var unused = publish();
    }

    private void apply(RecordedEvent event) {
        nextEvent++;
        working.apply(event);
        if (event.getStartTime().isAfter(position)) {
            position = event.getStartTime();
        }
        sample();
    }

    private void end() {
        if (!hasEnded) {
            hasEnded = true;
            working.settleAll();
            sample();
            var unused = publish();
        }
    }

    private void sample() {
        if (working.takeNewDevices()) {
            workingHistory.add(Sample.of(publish(), position.toEpochMilli()));
        }
    }

    /** Returns the next event; null if there is none. */
    private @Nullable RecordedEvent peek() throws IOException {
        while (nextEvent >= events.size()) {
            if (nextChunk >= chunks.count()) {
                events = List.of();
                nextEvent = 0;
                return null;
            }
            events = List.of(); // before there are others
            events = chunks.read(nextChunk++);
            nextEvent = 0;
            progress.accept(nextChunk);
        }
        return events.get(nextEvent);
    }

    /** Returns when the next event is; null if there is none. */
    @Nullable Instant next() throws IOException {
        RecordedEvent event = peek();
        return event == null ? null : event.getStartTime();
    }

    /** Returns when the recording begins. */
    Instant start() {
        return chunks.start();
    }

    /** Returns which moment it is; at the end, that of the last event. */
    Instant position() {
        return position;
    }

    boolean hasEnded() {
        return hasEnded;
    }
}
