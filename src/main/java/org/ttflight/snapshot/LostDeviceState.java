package org.ttflight.snapshot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device that was there within the last hour.
 *
 * @param device the number it had
 * @param card what card it was on; null if unknown
 * @param asicId the chip's own number; null if unknown
 * @param lostTime when it was first missed
 */
public record LostDeviceState(
        int device, @Nullable String card, @Nullable String asicId, Instant lostTime) {}
