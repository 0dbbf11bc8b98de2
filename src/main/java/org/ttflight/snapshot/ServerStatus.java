package org.ttflight.snapshot;

import java.time.Instant;
import java.util.Map;

/**
 * What only the daemon can say of itself; the rest of {@link ServerState} comes from the ledger.
 *
 * @param socket the path on which it listens
 * @param openConnections connections open now; this and the next two -1 if unknown, as of a
 *     recording
 * @param connections connections accepted since the start
 * @param messages messages applied or answered since the start
 * @param rejections how many messages and connections were turned away, by reason, in the order in
 *     which the document shall list them
 */
public record ServerStatus(
        String version,
        long pid,
        String socket,
        Instant startTime,
        long openConnections,
        long connections,
        long messages,
        Map<String, Long> rejections) {}
