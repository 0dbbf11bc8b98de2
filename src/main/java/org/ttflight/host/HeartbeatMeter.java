package org.ttflight.host;

import org.jspecify.annotations.Nullable;

/**
 * Tells a living firmware by its counter: any change is life, whatever its direction and rate. For
 * one thread.
 */
final class HeartbeatMeter {
    private static final long HALF = 1L << 31;

    private final long stallNanos;
    private long value = -1;
    private long changedNanos;
    private @Nullable Long ageNanos;
    private boolean isStalled;
    private boolean hasRestarted;

    /**
     * @param stallNanos how long a living firmware may be silent
     */
    HeartbeatMeter(long stallNanos) {
        this.stallNanos = stallNanos;
    }

    /** Takes a reading of the counter, and tells when it stops and when it goes on. */
    void add(long nanos, Reading heartbeat, HostDevice device, Events events) {
        Long now = heartbeat.whole();
        hasRestarted = false;
        if (now == null) {
            ageNanos = null;
            return;
        }
        boolean isFirst = value < 0;
        if (isFirst) {
            value = now;
            changedNanos = isStalled ? changedNanos : nanos; // one reading is no sign of life
        } else if (now != value) {
            // A step back that is no wrap: the firmware began again.
            hasRestarted = now < value && value - now < HALF;
            if (isStalled) {
                isStalled = false;
                long stalled = millis(nanos - changedNanos);
                events.tell(to -> to.heartbeatResumed(device, stalled));
            }
            value = now;
            changedNanos = nanos;
        }
        long age = nanos - changedNanos;
        ageNanos = isFirst && !isStalled ? null : Long.valueOf(age);
        if (age >= stallNanos && !isStalled) {
            isStalled = true;
            events.tell(to -> to.heartbeatStalled(device, now, millis(age)));
        }
    }

    /** Forgets the counter, not that it stood still: the chip was away. */
    void interrupted() {
        value = -1;
        ageNanos = null;
    }

    /** Returns for how long the counter had not changed at the last reading; null if unreadable. */
    @Nullable Long ageMillis() {
        return ageNanos == null ? null : millis(ageNanos);
    }

    /** Returns whether the counter stands, as far as the last reading tells. */
    boolean isStalled() {
        return isStalled && ageNanos != null;
    }

    /** Returns whether the last reading tells that the firmware has begun again. */
    boolean hasRestarted() {
        return hasRestarted;
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
