package org.ttflight.host;

import org.jspecify.annotations.Nullable;

/**
 * A device that is there, and what was last read of it. Immutable.
 *
 * @param status how it answers
 * @param statusSinceMillis since when, in milliseconds since the epoch
 * @param telemetry of the last pass; while the device is blocked, every reading says so; null if it
 *     was never read
 * @param holders who has it open
 */
public record DeviceSample(
        HostDevice device,
        DeviceStatus status,
        long statusSinceMillis,
        @Nullable Telemetry telemetry,
        Holders holders) {}
