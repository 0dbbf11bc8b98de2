package org.ttflight.snapshot;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The daemon and what it has seen since it started; counts that are null are unknown, as the replay
 * of a recording may not know them.
 *
 * @param socket the path on which it listens
 * @param uptimeSeconds whole seconds since {@code startTime}
 * @param openConnections connections open now
 * @param connections connections accepted
 * @param messages messages applied or answered; rejected ones are not among them
 * @param rejections how many messages and connections were turned away, by reason
 * @param anomalies how often programs reported something odd, by kind
 * @param liveBuffers buffers, circular buffers and kernels that are live
 * @param allocations how many of these were opened
 * @param frees how many of these were released by their owners
 * @param orphans how many were released because their process was gone
 */
public record ServerState(
        String version,
        long pid,
        String socket,
        Instant startTime,
        long uptimeSeconds,
        @Nullable Long openConnections,
        @Nullable Long connections,
        @Nullable Long messages,
        Map<String, Long> rejections,
        Map<String, Long> anomalies,
        long liveBuffers,
        @Nullable Long allocations,
        @Nullable Long frees,
        @Nullable Long orphans) {}
