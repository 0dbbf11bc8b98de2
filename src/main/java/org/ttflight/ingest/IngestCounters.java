package org.ttflight.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ttflight.wire.Rejection;

/**
 * What the server has seen since it started. Immutable.
 *
 * @param openConnections connections open now
 * @param connections connections accepted
 * @param messages whole messages applied or answered; rejected ones are not among them
 * @param bytes bytes read
 * @param queries QUERY and DEVICE_INFO_QUERY messages answered
 * @param textRequests text requests answered
 * @param rejections counts, indexed by the ordinal of {@link Rejection}; use {@link #rejected}
 */
public record IngestCounters(
        long openConnections,
        long connections,
        long messages,
        long bytes,
        long queries,
        long textRequests,
        List<Long> rejections) {

    /**
     * Returns what a recording tells of a server; each -1 if it does not. Of rejections it tells
     * the sum alone, which stands where none is counted.
     */
    public static IngestCounters recorded(
            long openConnections, long connections, long messages, long bytes, long rejected) {
        List<Long> rejections = new ArrayList<>(Collections.nCopies(Rejection.values().length, 0L));
        rejections.set(Rejection.NONE.ordinal(), rejected);
        return new IngestCounters(
                openConnections, connections, messages, bytes, -1, -1, rejections);
    }

    /** Returns how often this was the reason to turn a message or a connection away. */
    public long rejected(Rejection reason) {
        return rejections.get(reason.ordinal());
    }

    /** Returns the same for all reasons, by label, those that never happened included. */
    public Map<String, Long> rejectedByLabel() {
        Map<String, Long> byLabel = new TreeMap<>();
        for (Rejection reason : Rejection.values()) {
            if (reason != Rejection.NONE) {
                byLabel.put(reason.label(), rejected(reason));
            }
        }
        return Collections.unmodifiableMap(byLabel);
    }

    /** Returns how many messages and connections were turned away for any reason. */
    public long rejected() {
        return rejections.stream().mapToLong(Long::longValue).sum();
    }
}
