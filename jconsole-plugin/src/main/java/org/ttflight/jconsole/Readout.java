package org.ttflight.jconsole;

import java.time.Instant;
import java.util.List;

/**
 * All that was read of the daemon's beans at one moment, away from the Swing thread. Immutable.
 *
 * @param time when, by this program's clock
 * @param devices by ordinal
 * @param memory by device and memory type
 * @param processes as the daemon lists them
 * @param holdings what each process holds on each device, by memory type
 */
record Readout(
        Instant time,
        List<DeviceReading> devices,
        List<MemoryUse> memory,
        List<ProcessReading> processes,
        List<HoldingReading> holdings) {}
