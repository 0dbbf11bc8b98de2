package org.ttflight.host;

/**
 * Hears what happens to devices. Called from the watching threads, never two calls at a time; must
 * not wait.
 */
public interface HostListener {
    /** A device was seen for the first time. */
    default void deviceFound(HostDevice device) {}

    /**
     * A device is gone: its files vanished, or another chip has its ordinal.
     *
     * @param reason in words
     */
    default void deviceLost(HostDevice device, String reason) {}

    /**
     * A chip that was lost is back.
     *
     * @param device as it is now
     * @param lastOrdinal its ordinal when it was lost, which may be another
     * @param awayMillis for how long it was away
     */
    default void deviceReturned(HostDevice device, int lastOrdinal, long awayMillis) {}

    /** A read has not returned by the deadline. */
    default void deviceBlocked(HostDevice device) {}

    /** A device that was blocked answers again, after so many milliseconds. */
    default void deviceUnblocked(HostDevice device, long blockedMillis) {}

    /**
     * The firmware's heartbeat has stopped.
     *
     * @param value the count at which it stands
     * @param ageMillis for how long
     */
    default void heartbeatStalled(HostDevice device, long value, long ageMillis) {}

    /** A heartbeat that had stalled goes on, after so many milliseconds. */
    default void heartbeatResumed(HostDevice device, long stalledMillis) {}

    /**
     * The chip was shut down because of heat.
     *
     * @param trips how often since the last reading
     * @param total how often since power came
     */
    default void thermalTrip(HostDevice device, long trips, long total) {}
}
