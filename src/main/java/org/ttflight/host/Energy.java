package org.ttflight.host;

/**
 * Power over time, since we first saw the device. Only intervals with a good reading at both ends
 * count; a gap is neither energy nor time.
 *
 * @param joules energy of the intervals that count
 * @param seconds their length together
 * @param gapSeconds the length of those that do not
 */
public record Energy(double joules, double seconds, double gapSeconds) {
    /** Nothing measured yet. */
    public static final Energy NONE = new Energy(0, 0, 0);
}
