package org.ttflight.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time of the recording: runs at a speed of its own, can be stopped and set. Thread-safe.
 *
 * <p>At {@link #MAX_SPEED} it does not run by itself: it stands where it was last set.
 */
final class ReplayClock implements InstantSource {
    /** As fast as it goes. */
    static final double MAX_SPEED = Double.POSITIVE_INFINITY;

    private final LongSupplier nanoTime;
    private Instant position;
    private long setNanos;
    private double speed;
    private boolean isPaused;
    private Instant limit = Instant.MAX;

    /**
     * @param start where it begins, stopped
     * @param speed seconds of the recording in a second
     * @param nanoTime a clock in nanoseconds that is never set
     */
    ReplayClock(Instant start, double speed, LongSupplier nanoTime) {
        this.position = start;
        this.speed = speed;
        this.nanoTime = nanoTime;
        this.setNanos = nanoTime.getAsLong();
        this.isPaused = true;
    }

    @Override
    public synchronized Instant instant() {
        if (isPaused || speed == MAX_SPEED) {
            return position;
        }
        double nanos = (nanoTime.getAsLong() - setNanos) * speed;
        Instant now = position.plus(Duration.ofNanos((long) nanos));
        return now.isAfter(limit) ? limit : now;
    }

    /** Goes on from here. */
    synchronized void set(Instant instant) {
        position = instant;
        setNanos = nanoTime.getAsLong();
    }

    /** Never goes beyond this by itself. */
    synchronized void limit(Instant latest) {
        limit = latest;
    }

    synchronized double speed() {
        return speed;
    }

    synchronized void setSpeed(double secondsInASecond) {
        set(instant());
        speed = secondsInASecond;
    }

    synchronized boolean isPaused() {
        return isPaused;
    }

    synchronized void setPaused(boolean paused) {
        set(instant());
        isPaused = paused;
    }
}
