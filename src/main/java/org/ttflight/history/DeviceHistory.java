package org.ttflight.history;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was known of one device.
 *
 * @param device its ordinal
 * @param asicId the chip's own number; null if unknown. Another chip at this place has another
 *     history
 * @param series by metric, all of the same size; a metric that was never known is missing
 */
public record DeviceHistory(int device, @Nullable String asicId, Map<Metric, Series> series) {
    /** Takes a copy. */
    public DeviceHistory {
        Map<Metric, Series> copy = new EnumMap<>(Metric.class);
        copy.putAll(series);
        series = Collections.unmodifiableMap(copy);
    }
}
