package org.ttflight.jfr;

/**
 * What the daemon has received since it started, and what it holds now.
 *
 * @param messages whole messages applied or answered
 * @param bytes bytes read
 * @param rejections messages and connections turned away
 * @param connections connections accepted
 * @param openConnections connections open now
 * @param liveBuffers buffers, circular buffers and kernels that are live
 */
public record DaemonCounters(
        long messages,
        long bytes,
        long rejections,
        long connections,
        long openConnections,
        long liveBuffers) {}
