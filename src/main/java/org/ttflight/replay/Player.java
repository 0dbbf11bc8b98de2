package org.ttflight.replay;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Moves the playhead along with the clock, on a thread of its own; any thread may steer. */
final class Player implements Runnable, AutoCloseable {
    private static final Logger LOG = System.getLogger(Player.class.getName());
    private static final long STEP_MILLIS = 50;

    private final Playhead playhead;
    private final ReplayClock clock;
    private final Happenings happenings;
    private final Instant first;
    private final Instant from;
    private final Instant to;
    private final boolean loops;
    private final Thread thread = new Thread(this, "tt-flight replay");
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Object lock = new Object();

    private final Semaphore nudges = new Semaphore(0);

    /** Guarded by the lock. */
    private @Nullable Instant jump;

    private volatile boolean isClosed;

    private volatile boolean isAtEnd;
    private volatile boolean isSeeking;

    /**
     * @param first the earliest moment to jump to
     * @param from where to begin, and to begin again
     * @param to where to end
     * @param loops whether to begin again at the end
     */
    Player(
            Playhead playhead,
            ReplayClock clock,
            Happenings happenings,
            Instant first,
            Instant from,
            Instant to,
            boolean loops) {
        this.playhead = playhead;
        this.clock = clock;
        this.happenings = happenings;
        this.first = first;
        this.from = from;
        this.to = to;
        this.loops = loops;
        clock.limit(to);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Goes to this moment, as far as the recording reaches, and plays on from there. */
    void jumpTo(Instant target) {
        synchronized (lock) {
            jump = target.isBefore(first) ? first : target.isAfter(to) ? to : target;
        }
        nudges.release();
    }

    /** Speed or pause are others than before. */
    void changed() {
        nudges.release();
    }

    boolean isAtEnd() {
        return isAtEnd;
    }

    /** Returns whether it is on its way to where somebody jumped. */
    boolean isSeeking() {
        return isSeeking;
    }

    /** Completes when the end is reached for the first time, or when nothing can be read. */
    CompletionStage<Void> ended() {
        return ended;
    }

    @Override
    public void run() {
        try {
            clock.set(playhead.position());
            clock.setPaused(false);
            while (!Thread.currentThread().isInterrupted()) {
                Instant target = takeJump();
                if (target != null) {
                    seek(target);
                } else if (!isAtEnd) {
                    play();
                }
                await();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "The replay stopped: " + e.getMessage(), e);
            ended.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Instant takeJump() {
        synchronized (lock) {
            Instant target = jump;
            jump = null;
            return target;
        }
    }

    private void await() throws InterruptedException {
        if (isAtEnd || clock.isPaused()) {
            nudges.acquire();
        } else if (clock.speed() != ReplayClock.MAX_SPEED) {
            var unused = nudges.tryAcquire(STEP_MILLIS, TimeUnit.MILLISECONDS);
        }
        var unusedPermits = nudges.drainPermits();
        if (isClosed) {
            throw new InterruptedException("closed");
        }
    }

    private void play() throws IOException {
        if (clock.isPaused()) {
            return;
        }
        if (clock.speed() == ReplayClock.MAX_SPEED) {
            Instant next = playhead.next();
            playhead.advanceTo(next == null || next.isAfter(to) ? to : next);
            clock.set(playhead.position());
        } else {
            playhead.advanceTo(clock.instant());
        }
        if (playhead.hasEnded() || !clock.instant().isBefore(to)) {
            end();
        }
    }

    private void end() throws IOException {
        ended.complete(null);
        if (loops) {
            seek(from);
        } else {
            clock.set(playhead.position().isAfter(to) ? to : playhead.position());
            clock.limit(clock.instant());
            isAtEnd = true;
        }
    }

    /** What happened on the way is no news. */
    private void seek(Instant target) throws IOException {
        happenings.quiet(true);
        isSeeking = true;
        playhead.hide(true);
        try {
            if (target.isBefore(playhead.position())) {
                playhead.restart();
                var unused = playhead.moveToFirstSnapshot();
            }
            playhead.advanceTo(target);
        } finally {
            playhead.hide(false);
            happenings.quiet(false);
        }
        isAtEnd = false;
        clock.limit(to);
        clock.set(target);
        isSeeking = false;
    }

    /** Returns where a jump from here leads. */
    Instant reach(Duration distance) {
        return clock.instant().plus(distance);
    }

    @Override
    public void close() {
        isClosed = true;
        nudges.release();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
