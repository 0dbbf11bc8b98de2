package org.ttflight.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sums the driver's 32-bit counters of words over their wraps. For one thread.
 *
 * <p>A reset sets the counters to 0, which looks like a wrap. An interval is left out when it
 * cannot be told what went over the link in it:
 *
 * <ul>
 *   <li>it would be more than the link can carry,
 *   <li>the link could have carried a whole turn of a counter in that time,
 *   <li>two or more counters stood above 0 and all of them went back,
 *   <li>or the firmware began again.
 * </ul>
 */
final class TrafficMeter {
    private static final long TURN = 1L << 32;

    /** The instants of two readings are not quite those of the counters. */
    private static final double TOLERANCE = 1.25;

    private static final int NEVER = -1;

    private final Direction toDevice = new Direction(true);
    private final Direction fromDevice = new Direction(false);

    /** The counters of one direction, and their sum so far. */
    private static final class Direction {
        private final List<PcieCounter> counters = new ArrayList<>();
        private final long[] before;
        private final long[] now;
        private long beforeNanos = NEVER;
        private boolean hasBefore;
        private @Nullable Long bytes;
        private @Nullable Double rate;

        Direction(boolean isToDevice) {
            for (PcieCounter counter : PcieCounter.values()) {
                if (counter.isToDevice() == isToDevice) {
                    counters.add(counter);
                }
            }
            before = new long[counters.size() * PcieCounter.NOCS];
            now = new long[before.length];
        }

        /** Takes the words of now; returns false if one of them is not good. */
        boolean take(Map<PcieCounter, List<Reading>> words) {
            int at = 0;
            for (PcieCounter counter : counters) {
                List<Reading> readings = words.getOrDefault(counter, List.of());
                for (int noc = 0; noc < PcieCounter.NOCS; noc++) {
                    Long word = noc < readings.size() ? readings.get(noc).whole() : null;
                    if (word == null) {
                        return false;
                    }
                    now[at++] = word;
                }
            }
            return true;
        }

        int wentBack() {
            int count = 0;
            for (int at = 0; at < now.length; at++) {
                count += now[at] < before[at] ? 1 : 0;
            }
            return count;
        }

        int stoodAboveZero() {
            int count = 0;
            for (long word : before) {
                count += word > 0 ? 1 : 0;
            }
            return count;
        }

        void count(long nanos, int bytesPerWord, double mostPerSecond) {
            double seconds = (nanos - beforeNanos) / 1e9;
            long words = 0;
            for (int at = 0; at < now.length; at++) {
                words += Math.floorMod(now[at] - before[at], TURN);
            }
            long moved = words * bytesPerWord;
            boolean isCertain =
                    seconds > 0
                            && moved <= mostPerSecond * seconds * TOLERANCE
                            && mostPerSecond * seconds < (double) TURN * bytesPerWord;
            bytes = (bytes == null ? 0 : bytes) + (isCertain ? moved : 0);
            rate = isCertain ? moved / seconds : null;
        }

        void leaveOut() {
            bytes = bytes == null ? Long.valueOf(0) : bytes;
            rate = null;
        }

        void keep(long nanos) {
            System.arraycopy(now, 0, before, 0, now.length);
            beforeNanos = nanos;
            hasBefore = true;
        }
    }

    /**
     * Takes a reading of all counters.
     *
     * @param nanos when
     * @param words as in {@link PcieTraffic#words()}
     * @param mostPerSecond bytes a second that the link can carry one way
     * @param hasRestarted whether the chip was reset since the last reading
     */
    PcieTraffic add(
            long nanos,
            Map<PcieCounter, List<Reading>> words,
            int bytesPerWord,
            double mostPerSecond,
            boolean hasRestarted) {
        boolean isToGood = toDevice.take(words);
        boolean isFromGood = fromDevice.take(words);
        boolean isReset = hasRestarted || haveAllGoneBack(isToGood, isFromGood);
        count(toDevice, isToGood, isReset, nanos, bytesPerWord, mostPerSecond);
        count(fromDevice, isFromGood, isReset, nanos, bytesPerWord, mostPerSecond);
        return new PcieTraffic(
                words,
                bytesPerWord,
                toDevice.bytes,
                fromDevice.bytes,
                toDevice.rate,
                fromDevice.rate);
    }

    private boolean haveAllGoneBack(boolean isToGood, boolean isFromGood) {
        int stood = 0;
        int back = 0;
        if (isToGood && toDevice.hasBefore) {
            stood += toDevice.stoodAboveZero();
            back += toDevice.wentBack();
        }
        if (isFromGood && fromDevice.hasBefore) {
            stood += fromDevice.stoodAboveZero();
            back += fromDevice.wentBack();
        }
        return back >= 2 && back == stood;
    }

    private static void count(
            Direction direction,
            boolean isGood,
            boolean isReset,
            long nanos,
            int bytesPerWord,
            double mostPerSecond) {
        if (!isGood) {
            direction.rate = null;
            direction.hasBefore &= !isReset;
            return;
        }
        if (direction.hasBefore && isReset) {
            direction.leaveOut();
        } else if (direction.hasBefore) {
            direction.count(nanos, bytesPerWord, mostPerSecond);
        }
        direction.keep(nanos);
    }

    /** Forgets the counters, not the sums: the chip was away. */
    void interrupted() {
        toDevice.hasBefore = false;
        fromDevice.hasBefore = false;
        toDevice.rate = null;
        fromDevice.rate = null;
    }
}
