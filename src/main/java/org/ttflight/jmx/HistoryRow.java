package org.ttflight.jmx;

import org.jspecify.annotations.Nullable;

/**
 * What was known of a device in one step of the past, as a client sees it. What nobody knew then is
 * null.
 *
 * @param time when the step began, in milliseconds since the epoch
 * @param millis how long it is; the last one may not be over yet
 * @param dramInUse the most bytes of DRAM and TRACE in that step
 * @param l1InUse the most bytes of L1, L1_SMALL and circular buffers in that step
 * @param temperature in degrees Celsius, the mean of the step, as are those that follow
 * @param power of the chip in watts
 * @param aiClock in MHz
 * @param pcieToDeviceRate bytes a second
 * @param pcieFromDeviceRate bytes a second
 */
public record HistoryRow(
        long time,
        long millis,
        @Nullable Long dramInUse,
        @Nullable Long l1InUse,
        @Nullable Double temperature,
        @Nullable Double power,
        @Nullable Double aiClock,
        @Nullable Double pcieToDeviceRate,
        @Nullable Double pcieFromDeviceRate) {}
