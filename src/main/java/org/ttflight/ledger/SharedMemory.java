package org.ttflight.ledger;

import java.util.List;

/**
 * All of tt-metal's shared memory at one moment, already joined to devices and processes: the
 * second observation of what the socket reports, never to be added to it. Immutable.
 *
 * @param epochMillis when it was read
 * @param state of this source, in words: {@code no files}, {@code 2 files}, or what is wrong
 * @param regions by id
 */
public record SharedMemory(long epochMillis, String state, List<SharedRegion> regions) {
    /** Nothing was looked at. */
    public static final SharedMemory NOT_READ = new SharedMemory(0, "not read", List.of());

    /** Takes a copy of the list. */
    public SharedMemory {
        regions = List.copyOf(regions);
    }
}
