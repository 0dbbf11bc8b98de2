package org.ttflight.snapshot;

import java.util.HashMap;
import java.util.Map;
import org.ttflight.ledger.MemoryType;
import org.ttflight.ledger.SharedUsage;
import org.ttflight.ledger.Usage;

/**
 * Tells a lasting difference between the socket and shared memory from one of timing: the two are
 * not read at the same instant, so a program that is busy differs now and then, to either side.
 * What differs to the same side in every reading of shared memory for {@link #LASTING_MILLIS} is
 * not timing.
 *
 * <p>Remembers only who was there at the last reading. Not thread-safe.
 */
final class Discrepancies {
    /** How long two observations may differ, in milliseconds. */
    static final long LASTING_MILLIS = 10_000;

    /** What both count in the same way; CB and KERNEL are counted by other rules on either side. */
    private static final MemoryType[] COMPARED = {
        MemoryType.DRAM, MemoryType.L1, MemoryType.L1_SMALL, MemoryType.TRACE
    };

    private static final long NEVER = Long.MIN_VALUE;

    private Map<HoldingKey, Since> last = new HashMap<>();
    private Map<HoldingKey, Since> now = new HashMap<>();
    private long epochMillis;
    private boolean isNew;

    /** By type as in {@link #COMPARED}, the reading since which there was a difference. */
    private static final class Since {
        private final long[] millis = {NEVER, NEVER, NEVER, NEVER};
        private final boolean[] isMore = new boolean[COMPARED.length];
        private boolean isLasting;
    }

    /**
     * Begins to look at what shared memory said.
     *
     * @param millis the clock of the readings
     * @param isNew whether this is another reading than the last time
     */
    void begin(long millis, boolean isNew) {
        this.epochMillis = millis;
        this.isNew = isNew;
    }

    /** Compares the two accounts of one holding; returns whether they have differed for long. */
    boolean judge(HoldingKey key, Usage reported, SharedUsage shared) {
        Since since = last.get(key);
        if (since == null) {
            since = new Since();
            if (!isNew) {
                last.put(key, since);
            }
        }
        if (isNew) {
            compare(since, reported, shared);
            now.put(key, since);
        }
        return since.isLasting;
    }

    private void compare(Since since, Usage reported, SharedUsage shared) {
        since.isLasting = false;
        for (int at = 0; at < COMPARED.length; at++) {
            Long stated = shared.used(COMPARED[at]);
            long told = reported.used(COMPARED[at]);
            if (stated == null || stated == told) {
                since.millis[at] = NEVER;
            } else if (since.millis[at] == NEVER
                    || since.millis[at] > epochMillis // the clock was set back
                    || since.isMore[at] != stated > told) {
                since.millis[at] = epochMillis;
                since.isMore[at] = stated > told;
            } else if (epochMillis - since.millis[at] >= LASTING_MILLIS) {
                since.isLasting = true;
            }
        }
    }

    /** Forgets all that were not judged since {@link #begin}, if that was a new reading. */
    void end() {
        if (isNew) {
            Map<HoldingKey, Since> gone = last;
            last = now;
            now = gone;
            now.clear();
        }
    }

    /** Returns how many holdings are remembered. */
    int size() {
        return last.size();
    }
}
