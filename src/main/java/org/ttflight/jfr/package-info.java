/**
 * Java Flight Recorder as a screen: one class for each event, the listener that emits what happens
 * to single buffers, the periodic events, and the black box, a recording that is always on.
 *
 * <p>Reads the ledger's snapshots and hears its changes; knows nothing of sockets and messages. An
 * event that no recording asks for costs a comparison. Every field is a number, a boolean or a
 * String: JFR drops enums and arrays without a word.
 *
 * <p>Periodic events have one period each, and an interval excludes the ends of chunks. Here both
 * are wanted: exact totals in each dump and a graph over time. So {@code DeviceMemory}, {@code
 * ProcessMemory} and {@code DaemonStatistics} have an interval, while the hook of {@code Snapshot},
 * whose period is {@code everyChunk}, writes the rows of the other three as well. A dump ends a
 * chunk, so it always ends with a whole snapshot of the moment it was asked for.
 *
 * <p>docs/JFR.md lists all events and fields; the settings files are in jfr-settings/.
 */
@NullMarked
package org.ttflight.jfr;

import org.jspecify.annotations.NullMarked;
