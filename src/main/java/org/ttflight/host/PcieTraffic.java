package org.ttflight.host;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went over a device's PCIe link. The totals begin at 0 when we first see the device, go on
 * over wraps of the 32-bit counters, and leave out what a reset hides.
 *
 * @param words the counters as they are, by NOC 0 and 1
 * @param bytesPerWord what a word was taken for; the documents disagree (32 or 64), so it is a
 *     setting
 * @param bytesToDevice bytes from the host to the device so far; null until two readings were good
 * @param bytesFromDevice bytes from the device to the host so far; null as above
 * @param toDeviceRate bytes a second to the device over the last interval; null if unknown
 * @param fromDeviceRate bytes a second from the device over the last interval; null if unknown
 */
public record PcieTraffic(
        Map<PcieCounter, List<Reading>> words,
        int bytesPerWord,
        @Nullable Long bytesToDevice,
        @Nullable Long bytesFromDevice,
        @Nullable Double toDeviceRate,
        @Nullable Double fromDeviceRate) {
    /** Takes a copy of the map. */
    public PcieTraffic {
        words = Map.copyOf(words);
    }
}
