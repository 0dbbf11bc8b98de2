package org.ttflight.host;

/**
 * A device that was there and is no more.
 *
 * @param device as it was last known
 * @param lostMillis when it was first missed, in milliseconds since the epoch
 */
public record LostDevice(HostDevice device, long lostMillis) {}
