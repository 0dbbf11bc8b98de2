package org.ttflight.host;

import java.util.List;
import java.util.Map;

/**
 * What one pass over a device's files found. Immutable.
 *
 * @param number counts the passes of a reader
 * @param device which device it was
 * @param epochMillis when the pass began
 * @param wordsNanos when the PCIe counters were read, by {@link System#nanoTime}
 * @param nanos when the sensors were read, likewise
 * @param readings of every sensor
 * @param words of every PCIe counter, by NOC
 */
record DevicePass(
        long number,
        HostDevice device,
        long epochMillis,
        long wordsNanos,
        long nanos,
        Map<Sensor, Reading> readings,
        Map<PcieCounter, List<Reading>> words) {}
