/**
 * Java Flight Recorder as a screen: one class for each event, the listeners that emit what happens
 * to single buffers and to devices, the periodic events, and the black box, a recording that is
 * always on.
 *
 * <p>Reads observations, the joined view of all sources, and hears the changes of the ledger and of
 * the host; knows nothing of sockets, messages and files. An event that no recording asks for costs
 * a comparison. Every field is a number, a boolean or a String: JFR drops enums and arrays without
 * a word.
 *
 * <p>Periodic events have one period each, and an interval excludes the ends of chunks. Here both
 * are wanted: exact totals in each dump and a graph over time. So {@code DeviceMemory}, {@code
 * DeviceUnexplained}, {@code DeviceTelemetry}, {@code ProcessMemory}, {@code DeviceProcess}, {@code
 * LargestBuffer} and {@code DaemonStatistics} have an interval, while the hook of {@code Snapshot},
 * whose period is {@code everyChunk}, writes the rows of all of them as well. A dump ends a chunk,
 * so it always ends with a whole snapshot of the moment it was asked for.
 *
 * <p>Unknown is never 0: it is -1 in whole numbers, NaN in others, null in text.
 *
 * <p>docs/JFR.md lists all events and fields; the settings files are in jfr-settings/.
 */
@NullMarked
package org.ttflight.jfr;

import org.jspecify.annotations.NullMarked;
