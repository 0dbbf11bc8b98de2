package org.ttflight.watch;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ttflight.history.History;
import org.ttflight.history.HistoryDocument;
import org.ttflight.history.Sample;
import org.ttflight.snapshot.BufferDocument;
import org.ttflight.snapshot.ServerState;
import org.ttflight.snapshot.SnapshotDocument;

/**
 * Asks for data, over and over, on a thread of its own, and keeps the last of it. Whoever draws
 * takes what there is and never waits.
 */
final class Feed implements Runnable, AutoCloseable {
    /** An answer is late after so long, or after so many refreshes. */
    private static final long LATE_MILLIS = 3000;

    private static final int LATE_REFRESHES = 3;

    /** An answer whose time is further away is of another time, not of another clock. */
    private static final Duration OF_NOW = Duration.ofSeconds(30);

    /** A history without holes has a sample at least so often. */
    private static final Duration SAMPLE_GAP = Duration.ofMillis(2500);

    /** What is asked of a daemon that remembers: the last minutes exactly, the day roughly. */
    private static final Duration[] REMEMBERED = {
        Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(24)
    };

    private static final int[] STEPS = {600, 720, 1440};

    private final WatchSource source;
    private final InstantSource clock;
    private final Runnable onNews;
    private final Thread thread = new Thread(this, "watch-feed");
    private final Semaphore nudge = new Semaphore(0);
    private volatile int refreshMillis;
    private volatile @Nullable BufferQuestion wanted;
    private volatile @Nullable Instant asked;
    private volatile Known known =
            new Known(null, null, null, new History(), null, null, null, Duration.ZERO);
    private boolean isSeeded;
    private @Nullable Instant daemonStart;

    /**
     * All that is known.
     *
     * @param answered when the last answer came that is as good as there is
     * @param why why {@code document} is not of now, or not the daemon's
     */
    private record Known(
            @Nullable SnapshotDocument document,
            @Nullable Instant answered,
            @Nullable String why,
            History history,
            @Nullable BufferQuestion question,
            @Nullable BufferDocument buffers,
            @Nullable String bufferTrouble,
            Duration ahead) {
        /** Whether the answers are of now; those of a replay are not. */
        boolean isOfNow() {
            return ahead.abs().compareTo(OF_NOW) < 0;
        }
    }

    /**
     * @param onNews called on the feed's thread whenever there is something new
     */
    Feed(WatchSource source, InstantSource clock, int refreshMillis, Runnable onNews) {
        this.source = source;
        this.clock = clock;
        this.refreshMillis = refreshMillis;
        this.onNews = onNews;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Says what is wanted from now on; what is new is asked for at once.
     *
     * @param question null if no buffers are wanted
     */
    void want(int millis, @Nullable BufferQuestion question) {
        boolean isNew = millis < refreshMillis || (question != null && !question.equals(wanted));
        refreshMillis = millis;
        wanted = question;
        if (isNew) {
            nudge.release();
        }
    }

    /** Asks at once. */
    void hurry() {
        nudge.release();
    }

    /** Returns what there is to show now. */
    Scene scene(Instant now) {
        Known all = known;
        return new Scene(
                all.isOfNow() ? now : now.plus(all.ahead()),
                all.document(),
                outage(all, now),
                all.history(),
                all.question(),
                all.buffers(),
                all.bufferTrouble());
    }

    private @Nullable Outage outage(Known all, Instant now) {
        if (all.why() != null) {
            return new Outage(all.answered(), all.why());
        }
        Instant since = asked;
        long late = Math.max(LATE_MILLIS, (long) LATE_REFRESHES * refreshMillis);
        return since != null && Duration.between(since, now).toMillis() > late
                ? new Outage(all.answered(), null)
                : null;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                asked = clock.instant();
                askSafely();
                asked = null;
                onNews.run();
                if (nudge.tryAcquire(refreshMillis, TimeUnit.MILLISECONDS)) {
                    nudge.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A bug in reading an answer is told like an answer that does not come. */
    private void askSafely() {
        try {
            ask();
        } catch (RuntimeException e) {
            isSeeded = false;
            known = failed(known, "a bug: " + e);
        }
    }

    private void ask() {
        Known before = known;
        SnapshotDocument document;
        try {
            document = source.snapshot();
        } catch (IOException e) {
            isSeeded = false;
            known = failed(before, String.valueOf(e.getMessage()));
            return;
        }
        ServerState server = document.server();
        History history = before.history();
        if (server == null) {
            isSeeded = false;
        } else if (!isSeeded) {
            isSeeded = true;
            history = remembered(server, history);
        }
        history.add(Sample.of(document));
        if (server != null && hasGap(before.document(), document)) {
            fill(history);
        }
        String why = server == null ? source.missingDaemon(document) : null;
        Instant answered = why == null ? document.time() : before.answered();
        known =
                new Known(
                        document,
                        answered,
                        why,
                        history,
                        before.question(),
                        before.buffers(),
                        before.bufferTrouble(),
                        Duration.between(clock.instant(), document.time()));
        if (server != null) {
            askForBuffers();
        }
    }

    private static Known failed(Known before, String why) {
        return new Known(
                before.document(),
                before.answered(),
                why,
                before.history(),
                before.question(),
                before.buffers(),
                before.bufferTrouble(),
                before.ahead());
    }

    /**
     * Returns a history with what the daemon remembers. If it is the one that was there before, it
     * also knows what was missed here; if it is another, it does not know what was seen here.
     */
    private History remembered(ServerState server, History history) {
        History seeded = server.startTime().equals(daemonStart) ? new History() : history;
        boolean isKnown = false;
        try {
            for (int at = 0; at < REMEMBERED.length; at++) {
                HistoryDocument earlier = source.history(REMEMBERED[at], STEPS[at]);
                if (earlier == null) {
                    break;
                }
                seeded.load(earlier);
                isKnown = true;
            }
        } catch (IOException e) {
            // Charts begin with what is seen here, as without a daemon that remembers.
        }
        daemonStart = server.startTime();
        return isKnown ? seeded : history;
    }

    /**
     * Whether more time has gone by than a history bridges, as where a recording is played fast.
     */
    private static boolean hasGap(@Nullable SnapshotDocument before, SnapshotDocument now) {
        return before != null
                && Duration.between(before.time(), now.time()).abs().compareTo(SAMPLE_GAP) > 0;
    }

    private void fill(History history) {
        try {
            HistoryDocument missed = source.history(REMEMBERED[0], STEPS[0]);
            if (missed != null) {
                history.load(missed);
            }
        } catch (IOException e) {
            // Then there is a hole.
        }
    }

    private void askForBuffers() {
        BufferQuestion question = wanted;
        if (question == null) {
            return;
        }
        BufferDocument buffers = null;
        String trouble = null;
        try {
            buffers = source.buffers(question);
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
        }
        Known now = known;
        known =
                new Known(
                        now.document(),
                        now.answered(),
                        now.why(),
                        now.history(),
                        question,
                        buffers,
                        trouble,
                        now.ahead());
    }

    /** Does not wait for an answer that is on its way. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
